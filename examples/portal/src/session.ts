import { Client, type CombinedError, cacheExchange, fetchExchange, mapExchange } from 'urql';
import { type PersonFragment, ViewerDocument } from './generated/documents.js';

/** Somebody who is signed in, and the client that asks with their rights. */
export interface Session {
  readonly client: Client;
  readonly viewer: PersonFragment;
}

/** RFC 7617 Basic credentials, in UTF-8 as RT reads them. */
export function basicAuthorization(user: string, password: string): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * Signs in by asking who the viewer is. Without `authorization` it finds out whether the server
 * answers for everybody, as the sandbox does. Credentials live in the client's closure: never in
 * storage, gone with the page. Throws urql's CombinedError.
 */
export async function openSession(
  authorization: string | undefined,
  onExpired: () => void,
): Promise<Session> {
  let isOpen = false;
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    // What is known shows at once, and is asked for anew: others work on the same tickets.
    requestPolicy: 'cache-and-network',
    fetchOptions: {
      // Not the Basic credentials that the browser may remember for this host.
      credentials: 'omit',
      headers: { 'apollo-require-preflight': 'true', ...(authorization && { authorization }) },
    },
    exchanges: [
      cacheExchange,
      mapExchange({ onError: (error) => isOpen && isUnauthenticated(error) && onExpired() }),
      fetchExchange,
    ],
  });
  const { data, error } = await client.query(ViewerDocument, {}).toPromise();
  const viewer = data?.viewer?.user;
  if (!viewer) throw error ?? new Error('The server sent no answer.');
  isOpen = true;
  return { client, viewer };
}

/** Whether an error says that credentials are missing or wrong. */
export function isUnauthenticated(error: CombinedError): boolean {
  return error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED');
}
