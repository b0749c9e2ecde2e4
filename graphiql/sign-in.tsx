import { Dialog } from '@graphiql/react';
import { useState } from 'react';
import { type About, withoutLogin } from './about.js';
import { authorizationOf, type Login, loginNameOf } from './authorization.js';
import { fetchAnswer } from './fetcher.js';
import { LoginForm } from './login-form.js';
import { useHeadersAuthorization } from './use-headers-authorization.js';
import './sign-in.css';

/**
 * The button that says who asks, and the window behind it. A login goes into the headers editor of
 * every tab that is opened, and nowhere else: leaving the page forgets it.
 */
export function SignIn({
  endpointUrl,
  about,
  isOpen,
  onOpenChange,
}: {
  readonly endpointUrl: string;
  readonly about: About;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}) {
  const [signedInAs, setSignedInAs] = useState<string>();
  const { typed, isReadable, setAuthorization } = useHeadersAuthorization();
  const typedName = typed === undefined ? undefined : loginNameOf(typed);
  const name = isReadable ? (typedName ?? signedInAs) : 'Headers cannot be read';

  async function signIn(login: Login): Promise<string | undefined> {
    const authorization = authorizationOf(login);
    const answer = await askWhoAmI(endpointUrl, authorization);
    if ('refusal' in answer) return answer.refusal;
    setSignedInAs(answer.name);
    setAuthorization(authorization);
    onOpenChange(false);
    return undefined;
  }

  function signOut(): void {
    setSignedInAs(undefined);
    setAuthorization(undefined);
  }

  return (
    <>
      <span
        className={`masthead-user${name === undefined ? ' is-nobody' : ''}`}
        title={
          typedName === undefined
            ? 'Whose rights in RT decide'
            : 'By the Authorization header in this tab’s Headers pane'
        }
      >
        {name ?? withoutLogin(about)}
      </span>
      {signedInAs === undefined ? (
        <button type="button" className="masthead-button" onClick={() => onOpenChange(true)}>
          Sign in
        </button>
      ) : (
        <button type="button" className="masthead-button quiet" onClick={signOut}>
          Sign out
        </button>
      )}
      <Dialog open={isOpen} onOpenChange={onOpenChange}>
        <div className="graphiql-dialog-header">
          <Dialog.Title className="graphiql-dialog-title">Sign in to RT</Dialog.Title>
          <Dialog.Close />
        </div>
        <div className="sign-in-body">
          <Dialog.Description>
            {whoWithout(about)} Signing in fills the Headers pane’s Authorization header, which you
            can write there yourself too: <code>Basic …</code> or <code>token …</code>.
          </Dialog.Description>
          <LoginForm demoLogins={about.logins ?? []} onSubmit={signIn} />
        </div>
      </Dialog>
    </>
  );
}

function whoWithout(about: About): string {
  if (about.account === undefined) return 'This server answers nobody without an RT login.';
  return about.account === true
    ? 'Without a login you ask with the server’s own account.'
    : `Without a login you are ${about.account}.`;
}

/** Asks the server whom RT takes this login for. */
async function askWhoAmI(
  url: string,
  authorization: string,
): Promise<{ readonly name: string } | { readonly refusal: string }> {
  try {
    const response = await fetchAnswer(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
      body: JSON.stringify({ query: '{ viewer { user { name } } }' }),
    });
    if (response.status === 401) return { refusal: 'RT does not accept this login.' };
    // An answer of this server's own schema; anything else lands in the catch below.
    const { data, errors } = (await response.json()) as {
      data?: { viewer?: { user: { name: string } } };
      errors?: { message: string }[];
    };
    const name = data?.viewer?.user.name;
    if (name !== undefined) return { name };
    return { refusal: errors?.[0]?.message ?? 'The server did not say who you are.' };
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}
