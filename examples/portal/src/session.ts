import { retryExchange } from '@urql/exchange-retry';
import { Client, CombinedError, cacheExchange, fetchExchange, mapExchange } from 'urql';
import { type PersonFragment, ViewerDocument } from './generated/documents.js';

/** Somebody who is signed in, and the client that asks with their rights. */
export interface Session {
  readonly client: Client;
  readonly viewer: PersonFragment;
}

/** An RT login. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

const preflight = { 'apollo-require-preflight': 'true' };

/** Says who signed in to this browser by a cookie, by their id: page scripts cannot see the cookie. */
const cookieMark = 'signed in by cookie';

/** The browser refused the cookie of a login that RT accepted. */
export class CookieRefusedError extends Error {}

/** Nobody waits longer for an answer to a login. The server gives up on RT before. */
const deadlineMs = 20_000;

/**
 * Signs in. Where the server has COOKIE_AUTH on, it keeps the login, and this page keeps nothing; elsewhere credentials
 * live in the client's closure: never in storage, gone with the page. Throws urql's CombinedError, or CookieRefusedError.
 */
export async function signIn(login: Login, onExpired: () => void): Promise<Session> {
  if (await openCookie(login)) {
    return openSession(onExpired, 'cookie').catch((error: unknown) => {
      const isRefused = error instanceof CombinedError && isUnauthenticated(error);
      throw isRefused ? new CookieRefusedError() : error;
    });
  }
  localStorage.removeItem(cookieMark);
  return openSession(onExpired, basicAuthorization(login));
}

/** Ends a login that the server keeps. Throws if the server did not. */
export async function signOut(): Promise<void> {
  if (localStorage.getItem(cookieMark) === null) return;
  const { ok, status } = await fetch('/session', { method: 'DELETE', headers: preflight });
  if (!ok && status !== 404) throw new Error(`The server answered ${status}.`);
  localStorage.removeItem(cookieMark);
}

/** Calls when another tab of this browser has signed out, or signed in somebody else: the cookie is of all tabs. */
export function onOtherLogin(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => key === cookieMark && listener();
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

/** Whether this browser signed in by a cookie, as far as it knows. */
export function loginOfBrowser(): 'cookie' | undefined {
  return localStorage.getItem(cookieMark) === null ? undefined : 'cookie';
}

/**
 * Asks who the viewer is, by the cookie or by an `Authorization` header. Without either it finds out whether the server
 * answers for everybody, as the sandbox does.
 */
export async function openSession(onExpired: () => void, login?: string): Promise<Session> {
  const isCookie = login === 'cookie';
  const authorization = isCookie ? undefined : login;
  let isOpen = false;
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    // As server-sent events, by the same requests as everything else.
    fetchSubscriptions: true,
    // What is known shows at once, and is asked for anew: others work on the same tickets.
    requestPolicy: 'cache-and-network',
    fetchOptions: {
      // Our cookie where there is one, but not the Basic credentials that the browser may remember for this host.
      credentials: isCookie ? 'same-origin' : 'omit',
      headers: { ...preflight, ...(authorization && { authorization }) },
    },
    exchanges: [
      cacheExchange,
      mapExchange({ onError: (error) => isOpen && isUnauthenticated(error) && onExpired() }),
      // A busy help desk answers in a second or two. Only questions are asked again, never a change, and only those of
      // which nothing was answered.
      retryExchange({
        maxNumberAttempts: 4,
        maxDelayMs: 3000,
        retryIf: (error, { kind }) =>
          kind === 'query' && error.response?.status === 503 && isCode(error, 'OVERLOADED'),
      }),
      fetchExchange,
    ],
  });
  const answer = client.query(ViewerDocument, {}).toPromise();
  const { data, error } = await Promise.race([answer, deadline()]);
  const viewer = data?.viewer?.user;
  if (!viewer) throw error ?? new Error('The server sent no answer.');
  isOpen = true;
  // Other tabs hear of it when it was somebody else.
  if (isCookie) localStorage.setItem(cookieMark, viewer.id);
  return { client, viewer };
}

/** Whether an error says that credentials are missing or wrong. */
export function isUnauthenticated(error: CombinedError): boolean {
  return isCode(error, 'UNAUTHENTICATED');
}

/** Whether one of an answer's errors has a code. */
export function isCode({ graphQLErrors }: CombinedError, code: string): boolean {
  return graphQLErrors.some(({ extensions }) => extensions['code'] === code);
}

/** Whether the server now keeps the login; false where it has COOKIE_AUTH off. */
async function openCookie(login: Login): Promise<boolean> {
  let errors: Error[];
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { ...preflight, 'content-type': 'application/json' },
      body: JSON.stringify(login),
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (response.ok || response.status === 404) return response.ok;
    // What stands before the server answers without JSON when the server is away.
    ({ errors } = await response.json());
  } catch (cause) {
    throw new CombinedError({ networkError: cause instanceof Error ? cause : new Error('fetch') });
  }
  throw new CombinedError({ graphQLErrors: errors });
}

/** Throws what a lost network throws, when it is time. */
async function deadline(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, deadlineMs));
  throw new CombinedError({ networkError: new Error('timeout') });
}

/** RFC 7617 Basic credentials, in UTF-8 as RT reads them. */
function basicAuthorization({ user, password }: Login): string {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
