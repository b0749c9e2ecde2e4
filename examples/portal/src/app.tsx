import { useCallback, useEffect, useRef, useState } from 'react';
import { CombinedError, Provider } from 'urql';
import { ListPage } from './list/list-page.js';
import { nameOf } from './person.js';
import { Problem } from './problem.js';
import { listHref, useRoute } from './route.js';
import { isUnauthenticated, openSession, type Session } from './session.js';
import { SignIn } from './sign-in.js';
import { TicketPage } from './ticket/ticket-page.js';

type State = Session | 'asking' | 'signed out' | 'expired' | { readonly error: unknown };

/** Tries without credentials first; a server that wants them gets the form. */
export function App() {
  const [state, setState] = useState<State>('asking');

  const open = useCallback(async (authorization?: string) => {
    setState(await openSession(authorization, () => setState('expired')));
  }, []);

  const start = useCallback(() => {
    open().catch((error: unknown) => {
      const isClosed = error instanceof CombinedError && isUnauthenticated(error);
      setState(isClosed ? 'signed out' : { error });
    });
  }, [open]);
  useEffect(start, [start]);

  if (state === 'asking') return <p className="loading">Loading…</p>;
  if (state === 'signed out' || state === 'expired') {
    return <SignIn hasExpired={state === 'expired'} onSubmit={open} />;
  }
  if ('error' in state) return <Problem error={state.error} onRetry={start} />;
  return (
    <Provider value={state.client}>
      <Desk viewer={state.viewer} onSignOut={() => setState('signed out')} />
    </Provider>
  );
}

function Desk({
  viewer,
  onSignOut,
}: {
  readonly viewer: Session['viewer'];
  readonly onSignOut: () => void;
}) {
  const route = useRoute();
  const page = route.page === 'ticket' ? route.id : 'list';
  const main = useRef<HTMLElement>(null);
  // A new page starts at its top, for eyes and for screen readers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what changes.
  useEffect(() => {
    window.scrollTo(0, 0);
    main.current?.focus();
  }, [page]);

  return (
    <>
      <header className="bar">
        <a className="brand" href={listHref()}>
          Help desk
        </a>
        <span className="faint">{nameOf(viewer)}</span>
        <button type="button" className="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </header>
      <main ref={main} tabIndex={-1}>
        {route.page === 'ticket' ? (
          <TicketPage key={route.id} id={route.id} />
        ) : (
          <ListPage search={route.search} />
        )}
      </main>
    </>
  );
}
