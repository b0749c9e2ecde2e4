import { createGraphiQLFetcher } from '@graphiql/toolkit';

/** Where a request of this page goes, and what it needs besides its own headers. */
export interface Endpoint {
  readonly url: string;
  /** Called when an answer is 401: the request's login is missing or RT refuses it. */
  readonly onUnauthenticated: () => void;
}

/** The header that lets a multipart request or a GET query pass the server's CSRF gate. */
const csrfHeader = 'x-graphql-yoga-csrf';

/** What GraphiQL runs operations with. Deferred parts are shown as they come. */
export function createFetcher({ url, onUnauthenticated }: Endpoint) {
  return createGraphiQLFetcher({
    url,
    async fetch(input, init) {
      const response = await fetchAnswer(input, init);
      if (response.status === 401) onUnauthenticated();
      return response;
    },
  });
}

/**
 * `fetch` for this page's requests, whatever the HTTP status of their answer.
 *
 * @throws Error when the answer is not JSON, as from a proxy in between.
 */
export async function fetchAnswer(
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set(csrfHeader, '1');
  // With credentials, a browser answers a 401 by its own password window, and remembers what
  // was typed there for every later request. Only the headers that are visible here may count.
  const response = await fetch(input, { ...init, headers, credentials: 'omit' });
  if (/json|multipart/.test(response.headers.get('content-type') ?? '')) return response;
  const start = (await response.text()).trim().slice(0, 200);
  throw new Error(`The server answered ${response.status} without JSON: ${start || '(nothing)'}`);
}
