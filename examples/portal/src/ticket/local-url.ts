/**
 * An attachment's address on the page's own origin, where the proxy passes it on. Its query
 * carries the right to this one attachment for a few minutes, so that no credentials are needed.
 */
export function localUrl(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
