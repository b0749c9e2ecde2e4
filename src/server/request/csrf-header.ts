/** The headers that clients add to show that no page of another site made the browser send a request. */
export const csrfHeaders = ['x-graphql-yoga-csrf', 'apollo-require-preflight'] as const;

/** Whether a request carries a header that no page of another site can set. */
export function hasCsrfHeader({ headers }: Request): boolean {
  return csrfHeaders.some((name) => (headers.get(name) ?? '') !== '');
}
