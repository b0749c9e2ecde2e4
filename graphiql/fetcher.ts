import type { GraphiQLProps } from 'graphiql';

type Fetcher = GraphiQLProps['fetcher'];

/** Where a request of this page goes, and what it needs besides its own headers. */
export interface Endpoint {
  readonly url: string;
  /** Called when an answer is 401: the request's login is missing or RT refuses it. */
  readonly onUnauthenticated: () => void;
}

/** The header that lets a multipart request or a GET query pass the server's CSRF gate. */
const csrfHeader = 'x-graphql-yoga-csrf';

/**
 * Posts one GraphQL request and gives back the parsed answer, whatever its HTTP status.
 *
 * @throws Error when the answer is not JSON, as from a proxy in between.
 */
export async function postOperation(
  url: string,
  operation: object,
  ownHeaders: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = new Headers({
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
    [csrfHeader]: '1',
  });
  for (const [name, value] of Object.entries(ownHeaders)) headers.set(name, value);
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(operation),
    // With credentials, a browser answers a 401 by its own password window, and remembers what
    // was typed there for every later request. Only the headers that are visible here may count.
    credentials: 'omit',
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    const start = text.trim().slice(0, 200);
    throw new Error(`The server answered ${response.status} without JSON: ${start || '(nothing)'}`);
  }
}

/** What GraphiQL runs operations with. */
export function createFetcher({ url, onUnauthenticated }: Endpoint): Fetcher {
  return async (operation, options) => {
    const { status, body } = await postOperation(url, operation, options?.headers);
    if (status === 401) onUnauthenticated();
    // GraphiQL prints any JSON it is handed.
    return body as Awaited<ReturnType<Fetcher>>;
  };
}
