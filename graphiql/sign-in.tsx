import { Dialog } from '@graphiql/react';
import { useState } from 'react';
import { authorizationOf, type Login } from './authorization.js';
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
  isOpen,
  onOpenChange,
}: {
  readonly endpointUrl: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}) {
  const [signedInAs, setSignedInAs] = useState<string>();
  const setAuthorization = useHeadersAuthorization();

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
      {signedInAs === undefined ? (
        <button type="button" className="masthead-button" onClick={() => onOpenChange(true)}>
          Sign in
        </button>
      ) : (
        <>
          <span className="masthead-user" title="Your RT login decides every right">
            {signedInAs}
          </span>
          <button type="button" className="masthead-button quiet" onClick={signOut}>
            Sign out
          </button>
        </>
      )}
      <Dialog open={isOpen} onOpenChange={onOpenChange}>
        <div className="graphiql-dialog-header">
          <Dialog.Title className="graphiql-dialog-title">Sign in to RT</Dialog.Title>
          <Dialog.Close />
        </div>
        <div className="sign-in-body">
          <Dialog.Description>
            Sign in with your RT login; without one the server’s own account (or the sandbox’s) is
            used.
          </Dialog.Description>
          <LoginForm onSubmit={signIn} />
        </div>
      </Dialog>
    </>
  );
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
