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

/**
 * The headers editor's text with its `Authorization` set, or removed when `authorization` is
 * undefined. An Authorization that a person typed is theirs: only an absent one, or one out of
 * `ours`, is touched. Text that is no JSON object is given back as it is.
 */
export function withAuthorization(
  text: string,
  authorization: string | undefined,
  ours: ReadonlySet<string>,
): string {
  const headers = readHeaders(text);
  if (headers === undefined) return text;
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
  const present = name === undefined ? undefined : headers[name];
  if (present === authorization) return text;
  if (present !== undefined && !ours.has(String(present))) return text;
  const others = Object.entries(headers).filter(([key]) => key !== name);
  const all = authorization === undefined ? others : [['Authorization', authorization], ...others];
  return all.length === 0 ? '' : JSON.stringify(Object.fromEntries(all), null, 2);
}

function readHeaders(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}
