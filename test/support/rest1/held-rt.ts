import { Readable } from 'node:stream';
import type { CallerSession } from '../../../src/rt/connection/caller-session.js';
import { wireError } from '../../../src/rt/connection/transport.js';
import { takeEndOfShow, withEndOfShow } from './end-of-show.js';

/** A request that RT has got and not answered yet. */
export interface HeldRequest {
  readonly key: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly write: boolean;
  readonly aborted: boolean;
  /** RT sends this text. */
  answer(text: string): void;
  /** The connection breaks. */
  fail(error: unknown): void;
}

/** An RT that answers when the test says so. */
export interface HeldRt {
  /** Every request so far. */
  readonly sent: readonly HeldRequest[];
  /** Those without an answer. */
  readonly held: readonly HeldRequest[];
  /** Sessions that were said to have ended. */
  expired: number;
  session(key: string): CallerSession;
}

/** Makes sessions whose requests are answered by hand. */
export function heldRt(): HeldRt {
  const sent: HeldRequest[] = [];
  const held = new Set<HeldRequest>();
  const rt: HeldRt = {
    sent,
    get held() {
      return [...held];
    },
    expired: 0,
    session: (key) => ({
      key,
      owner: () => key,
      account: () => Promise.resolve(key),
      identity: () => Promise.reject(new Error('Nobody asks who the caller is.')),
      isKnown: () => false,
      isPrivileged: () => true,
      loggedIn: () => true,
      openSessions: () => 1,
      signIn: () => Promise.resolve(),
      cookie: () => undefined,
      lastUsed: () => 0,
      logOut: () => Promise.resolve(),
      send: ({ path, body, write, signal }) =>
        new Promise((resolve, reject) => {
          const params = new URLSearchParams(typeof body === 'string' ? body : '');
          const end = takeEndOfShow(params);
          const request: HeldRequest = {
            key,
            path,
            params,
            write,
            get aborted() {
              return signal?.aborted ?? false;
            },
            answer(text) {
              held.delete(request);
              const expired = () => {
                rt.expired++;
              };
              const answer = Readable.from([Buffer.from(withEndOfShow(text, end))]);
              resolve({
                statusCode: 200,
                sight: { bytes: 0 },
                headers: {},
                body: answer,
                expired,
                done,
              });
            },
            fail(error) {
              held.delete(request);
              reject(error);
            },
          };
          const done = () => undefined;
          const gone = () => request.fail(wireError(signal?.reason, signal));
          sent.push(request);
          held.add(request);
          if (signal?.aborted) gone();
          else signal?.addEventListener('abort', gone);
        }),
    }),
  };
  return rt;
}
