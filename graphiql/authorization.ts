/** What a person types to sign in. It lives in this page's memory only. */
export type Login =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string };

/** The `Authorization` header of a login: RFC 7617 Basic with UTF-8, or RT's own `token` scheme. */
export function authorizationOf(login: Login): string {
  if (login.kind === 'token') return `token ${login.token.trim()}`;
  const bytes = new TextEncoder().encode(`${login.user}:${login.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Whose login an `Authorization` header is, as far as it tells. */
export function loginNameOf(authorization: string): string {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization.trim())?.[1];
  if (basic === undefined) return 'A token';
  try {
    const bytes = Uint8Array.from(atob(basic), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes).replace(/:.*$/s, '') || 'A login without a name';
  } catch {
    return 'A login that is not Base64';
  }
}

/** What is in the headers editor. */
export type PaneHeaders = Readonly<Record<string, unknown>>;

/** The `Authorization` among headers. */
export function authorizationIn(headers: PaneHeaders): string | undefined {
  const name = authorizationName(headers);
  return name === undefined ? undefined : String(headers[name]);
}

/**
 * The headers editor's new text with its `Authorization` set, or removed when `authorization` is
 * undefined. An Authorization that a person typed is theirs: only an absent one, or one out of
 * `ours`, is touched. Undefined if the text needs no change.
 */
export function withAuthorization(
  headers: PaneHeaders,
  authorization: string | undefined,
  ours: ReadonlySet<string>,
): string | undefined {
  const name = authorizationName(headers);
  const present = name === undefined ? undefined : headers[name];
  if (present === authorization) return undefined;
  if (present !== undefined && !ours.has(String(present))) return undefined;
  const others = Object.entries(headers).filter(([key]) => key !== name);
  const all = authorization === undefined ? others : [['Authorization', authorization], ...others];
  return all.length === 0 ? '' : JSON.stringify(Object.fromEntries(all), null, 2);
}

function authorizationName(headers: PaneHeaders): string | undefined {
  return Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
}
