import { type FormEvent, useState } from 'react';
import { CombinedError } from 'urql';
import { wordsOf } from './problem.js';
import { CookieRefusedError, isUnauthenticated, type Login } from './session.js';

/** RT login and password. `onSubmit` throws when they are refused. */
export function SignIn({
  hasExpired,
  onSubmit,
}: {
  readonly hasExpired: boolean;
  readonly onSubmit: (login: Login) => Promise<void>;
}) {
  const [refusal, setRefusal] = useState(hasExpired ? 'Please sign in again.' : undefined);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(undefined);
    try {
      await onSubmit({
        user: String(fields.get('user')),
        password: String(fields.get('password')),
      });
    } catch (error) {
      setRefusal(refusalOf(error));
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form className="card" onSubmit={submit}>
        <h1>Help desk</h1>
        <p className="faint">Sign in with your Request Tracker login.</p>
        <label>
          User
          <input name="user" autoComplete="username" spellCheck={false} required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p role="alert">{refusal}</p>
        <button type="submit" disabled={isBusy}>
          {isBusy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

function refusalOf(error: unknown): string {
  if (error instanceof CookieRefusedError) {
    return window.isSecureContext
      ? 'This browser refused the login cookie. Allow cookies for this page.'
      : 'This browser keeps a login only at an https address. Open the help desk at one.';
  }
  const isRefused = error instanceof CombinedError && isUnauthenticated(error);
  return isRefused ? 'User name or password is wrong.' : wordsOf(error);
}
