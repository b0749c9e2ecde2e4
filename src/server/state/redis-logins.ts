import { fixedLimits } from '../../limits.js';
import { type Credentials, credentialParts } from '../../rt/connection/credentials.js';
import { Secret } from '../../rt/connection/secret.js';
import type { SharedLogin, SharedLogins } from '../../rt/connection/shared-logins.js';
import type { SharedState } from './state.js';

/**
 * RT sessions in Redis, sealed, under a hash of the credentials that opened them: whoever has not the same password does
 * not find them, and Redis can read neither.
 */
export function redisLogins({ link: { redis, isThere }, sealer }: SharedState): SharedLogins {
  const placeOf = (credentials: Credentials, nth: number) =>
    `rt-graphql:login:${sealer.hash(JSON.stringify(credentialParts(credentials)))}:${nth}`;

  async function find(credentials: Credentials, nth: number): Promise<SharedLogin | undefined> {
    if (!isThere()) return undefined;
    const place = placeOf(credentials, nth);
    const sealed = await redis.get(place).catch(() => null);
    const text = sealed === null ? undefined : sealer.open(sealed, place);
    if (text === undefined) return undefined;
    const { cookie, ...login } = JSON.parse(text);
    return { ...login, cookie: new Secret(cookie) };
  }

  return {
    find,
    async keep(credentials, nth, { cookie, isPrivileged, openedAt }) {
      const place = placeOf(credentials, nth);
      const text = JSON.stringify({ cookie: cookie.reveal(), isPrivileged, openedAt });
      const left = openedAt + fixedLimits.maxSessionMs - Date.now();
      await redis
        .set(place, sealer.seal(text, place), 'PX', Math.max(1, left))
        .catch(() => undefined);
    },
    async drop(credentials, cookie) {
      for (let nth = 0; nth < fixedLimits.maxSessionsOfCaller; nth++) {
        const kept = await find(credentials, nth);
        if (kept?.cookie.reveal() !== cookie.reveal()) continue;
        await redis.del(placeOf(credentials, nth)).catch(() => undefined);
      }
    },
  };
}
