import { useCallback, useEffect, useRef, useState } from 'react';
import { CombinedError, Provider } from 'urql';
import { NewTicketPage } from './create/new-ticket-page.js';
import { forgetDrafts } from './drafts.js';
import { useFieldKeys, useKeys } from './keys.js';
import { KeysHelp } from './keys-help.js';
import { ListPage } from './list/list-page.js';
import { SearchBox } from './list/search-box.js';
import { nameOf } from './people/person.js';
import { Problem } from './problem.js';
import { go, listHref, newHref, useRoute } from './route.js';
import {
  isUnauthenticated,
  type Login,
  loginOfBrowser,
  onOtherLogin,
  openSession,
  type Session,
  signIn,
  signOut,
} from './session.js';
import { SignIn } from './sign-in.js';
import { TicketPage } from './ticket/ticket-page.js';
import { forgetTrail, lastSearch } from './trail.js';
import { useKeptFocus } from './use-kept-focus.js';
import { ViewerContext } from './viewer.js';

type State = Session | 'asking' | 'signed out' | 'expired' | { readonly error: unknown };

/** Tries without a login first, or with the cookie of an earlier one; a server that wants one gets the form. */
export function App() {
  const [state, setState] = useState<State>('asking');
  useKeptFocus();
  const expire = useCallback(() => setState('expired'), []);

  const open = useCallback((session: Session) => {
    forgetDrafts(session.viewer.id);
    setState(session);
  }, []);

  const start = useCallback(() => {
    openSession(expire, loginOfBrowser()).then(open, (error: unknown) => {
      const isClosed = error instanceof CombinedError && isUnauthenticated(error);
      setState(isClosed ? 'signed out' : { error });
    });
  }, [open, expire]);
  useEffect(start, [start]);
  useEffect(
    () =>
      onOtherLogin(() => {
        forgetViewer();
        window.location.reload();
      }),
    [],
  );

  /** Throws if the server still keeps the login. */
  async function leave(): Promise<void> {
    await signOut();
    forgetViewer();
    setState('signed out');
  }

  if (state === 'asking') return <p className="loading">Loading…</p>;
  if (state === 'signed out' || state === 'expired') {
    return (
      <SignIn
        hasExpired={state === 'expired'}
        onSubmit={async (login: Login) => open(await signIn(login, expire))}
      />
    );
  }
  if ('error' in state) return <Problem error={state.error} onRetry={start} />;
  return (
    <Provider value={state.client}>
      <ViewerContext value={state.viewer}>
        <Desk viewer={state.viewer} onSignOut={leave} />
      </ViewerContext>
    </Provider>
  );
}

/** Forgets what a viewer wrote and looked at, for the next user of this browser. */
function forgetViewer(): void {
  forgetDrafts();
  forgetTrail();
  window.location.replace(listHref());
}

function Nowhere() {
  return (
    <>
      <title>No such page · Help desk</title>
      <h1>There is no such page.</h1>
      <a href={listHref()}>All tickets</a>
    </>
  );
}

function Desk({
  viewer,
  onSignOut,
}: {
  readonly viewer: Session['viewer'];
  readonly onSignOut: () => Promise<void>;
}) {
  const route = useRoute();
  const page = route.page === 'ticket' ? route.id : route.page;
  const main = useRef<HTMLElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [hasStayed, setStayed] = useState(false);
  useFieldKeys();
  useKeys({ '?': () => setHelpOpen(true), n: () => go(newHref(lastSearch().queue)) });
  // A new page starts at its top, for eyes and for screen readers; a form at its first field to fill in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is what changes.
  useEffect(() => {
    window.scrollTo(0, 0);
    const first = main.current?.querySelector<HTMLElement>('[data-first]');
    (first ?? main.current)?.focus();
  }, [page]);

  function leave(): void {
    setStayed(false);
    onSignOut().catch(() => setStayed(true));
  }

  return (
    <>
      <header className="bar">
        <a className="brand" href={listHref()}>
          Help desk
        </a>
        <SearchBox page={page} search={route.page === 'list' ? route.search : undefined} />
        <span className="faint">{nameOf(viewer)}</span>
        <button type="button" className="quiet" aria-label="Keys" onClick={() => setHelpOpen(true)}>
          ?
        </button>
        <button type="button" className="quiet" onClick={leave}>
          Sign out
        </button>
      </header>
      <main ref={main} tabIndex={-1}>
        {hasStayed && (
          <div className="note" data-tone="bad" role="alert">
            <p>Sign-out failed. You are still signed in.</p>
            <button type="button" className="quiet" onClick={leave}>
              Try again
            </button>
          </div>
        )}
        {route.page === 'ticket' && <TicketPage key={route.id} id={route.id} />}
        {route.page === 'new' && <NewTicketPage queue={route.queue} />}
        {route.page === 'list' && <ListPage search={route.search} />}
        {route.page === 'nowhere' && <Nowhere />}
      </main>
      {isHelpOpen && <KeysHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}
