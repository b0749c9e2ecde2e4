import { type FormEvent, useId, useState } from 'react';
import type { DemoLogin } from './about.js';
import type { Login } from './authorization.js';

/** RT user and password, or a token; in the sandbox its logins. `onSubmit` gives back why it was refused, if it was. */
export function LoginForm({
  demoLogins,
  onSubmit,
}: {
  readonly demoLogins: readonly DemoLogin[];
  readonly onSubmit: (login: Login) => Promise<string | undefined>;
}) {
  const [kind, setKind] = useState<Login['kind']>('password');
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function submit(login: Login): Promise<void> {
    setBusy(true);
    setRefusal(undefined);
    setRefusal(await onSubmit(login));
    setBusy(false);
  }

  function loginIn(form: HTMLFormElement): Login {
    const fields = new FormData(form);
    const read = (name: string) => String(fields.get(name) ?? '');
    return kind === 'token'
      ? { kind, token: read('token') }
      : { kind, user: read('user'), password: read('password') };
  }

  return (
    <form
      className="sign-in"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit(loginIn(event.currentTarget));
      }}
    >
      <fieldset className="sign-in-kinds" aria-label="Sign in with">
        <Kind
          label="User and password"
          isChosen={kind === 'password'}
          onChoose={() => setKind('password')}
        />
        <Kind label="Token" isChosen={kind === 'token'} onChoose={() => setKind('token')} />
      </fieldset>
      {kind === 'password' ? (
        <>
          <Field label="User" name="user" autoComplete="username" isFirst />
          <Field label="Password" name="password" type="password" autoComplete="current-password" />
        </>
      ) : (
        <Field label="RT authentication token" name="token" type="password" autoComplete="off" />
      )}
      <p className="sign-in-refusal" role="alert">
        {refusal}
      </p>
      <button type="submit" className="sign-in-submit" disabled={isBusy}>
        {isBusy ? 'Asking RT…' : 'Sign in'}
      </button>
      <p className="sign-in-note">The login is kept in this page only, never on disk.</p>
      {demoLogins.length > 0 && (
        <section className="sign-in-demo" aria-label="Logins of the sandbox">
          <h3>Logins of the sandbox</h3>
          <ul>
            {demoLogins.map(({ user, password, what }) => (
              <li key={user}>
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => void submit({ kind: 'password', user, password })}
                >
                  <strong>
                    {user} / {password}
                  </strong>
                  <small>{what}</small>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </form>
  );
}

function Kind({
  label,
  isChosen,
  onChoose,
}: {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label>
      <input type="radio" name="kind" checked={isChosen} onChange={onChoose} />
      {label}
    </label>
  );
}

function Field({
  label,
  name,
  type = 'text',
  autoComplete,
  isFirst = false,
}: {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly isFirst?: boolean;
}) {
  const id = useId();
  return (
    <div className="sign-in-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the window was opened to type into it.
        autoFocus={isFirst}
        required
      />
    </div>
  );
}
