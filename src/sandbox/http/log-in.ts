import type { IncomingHttpHeaders } from 'node:http';
import type { User } from '../store/model.js';
import { foldCase, type Store } from '../store/store.js';
import type { Language } from '../time/show-date.js';
import type { Params } from './params.js';
import { type Sessions, sandboxToken } from './sessions.js';

/** Who calls, or that a password was wrong, or that nobody tried to log in. */
export type Login = User | 'refused' | undefined;

function byPassword(store: Store, name: string, password: string): Login {
  const folded = foldCase(name);
  // RT takes digits for a number, whoever is called so.
  const user = /^\d+$/.test(name)
    ? store.users.get(Number(name))
    : [...store.users.values()].find((one) => foldCase(one.name) === folded);
  return user !== undefined && !user.disabled && user.password === password ? user : 'refused';
}

function byToken(store: Store, header: string): Login {
  const token = /^token\s+(\S+)$/i.exec(header)?.[1];
  return [...store.users.values()].find(
    ({ id, name, disabled }) => !disabled && sandboxToken(id, name) === token,
  );
}

/**
 * Finds out who calls. A session that is logged in wins over everything else, even over a wrong
 * password; Basic authentication means nothing to RT.
 */
export function logIn(
  store: Store,
  sessions: Sessions,
  session: string,
  params: Params,
  headers: IncomingHttpHeaders,
): Login {
  const known = sessions.userId(session);
  if (known !== undefined) {
    return store.users.get(known);
  }
  const given = (name: string): string | undefined =>
    params.pairs.find(([key]) => key === name)?.[1];
  const [name, password] = [given('user'), given('pass')];
  const login =
    name === undefined || password === undefined
      ? byToken(store, headers.authorization ?? '')
      : byPassword(store, name, password);
  if (typeof login === 'object') {
    sessions.logIn(session, login.id);
  }
  return login;
}

/** Who opens a page of the sandbox in a browser, undefined for nobody in particular: by Basic authentication, or by `user` and `pass` as in REST 1.0. */
export function logInToPage(store: Store, params: Params, headers: IncomingHttpHeaders): Login {
  const basic = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const [, ...decoded] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(basic ?? '', 'base64').toString()) ?? [];
  const given = ['user', 'pass'].map((name) => params.pairs.find(([key]) => key === name)?.[1]);
  const [name, password] = basic === undefined ? given : decoded;
  return name === undefined || password === undefined
    ? undefined
    : byPassword(store, name, password);
}

const languages: readonly Language[] = ['en', 'fr', 'de', 'ja'];

/** The language RT answers in: the user's own, else the first the request prefers. */
export function languageOf(user: User | undefined, header: string | undefined): Language {
  const preferred = `${user?.columns.Lang ?? ''},${header ?? ''}`.split(',');
  const wanted = preferred.map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return languages.find((one) => one === wanted.find((tag) => tag !== '' && isKnown(tag))) ?? 'en';
}

const isKnown = (tag: string): boolean => languages.some((one) => one === tag);

/** What RT tells somebody whose password is wrong. */
export const refusedText: Readonly<Partial<Record<Language, string>>> = {
  en: 'Your username or password is incorrect',
  de: 'Ihr Benutzername oder Passwort ist falsch',
};
