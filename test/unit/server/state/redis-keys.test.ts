import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { RedisKeys } from '../../../../src/server/state/redis-keys.js';
import type { RedisLink } from '../../../../src/server/state/redis-link.js';
import { Sealer } from '../../../../src/server/state/sealer.js';
import { WriteOnce } from '../../../../src/server/state/write-once.js';

const fingerprints = new Sealer(randomBytes(32), 'tests');

/** A Redis in which another process has begun a write, and which then cannot be reached. */
function begunElsewhere(): RedisLink {
  const fingerprint = fingerprints.hash('{}');
  const redis = {
    on: () => redis,
    once: () => redis,
    eval: async () => JSON.stringify({ fingerprint, since: Date.now() }),
    get: () => Promise.reject(new Error('no connection')),
  };
  // Keys use nothing else of it.
  return {
    redis,
    isThere: () => false,
    onServing: () => undefined,
    eventually: (task: () => Promise<unknown>) => task(),
  } as unknown as RedisLink;
}

test('a retry that cannot learn the result is not told that nothing was written', async () => {
  const once = new WriteOnce(
    new RedisKeys(begunElsewhere(), { warn: () => undefined }),
    fingerprints,
  );
  const refused = await once
    .once({
      account: 'user/14',
      key: 'createTicket k',
      input: {},
      run: () => Promise.reject(new Error('written twice')),
      unknown: () => undefined,
      signal: new AbortController().signal,
    })
    .catch((error) => error);
  expect(refused).toMatchObject({ code: 'OVERLOADED' });
  expect(refused.message).toMatch(/This request wrote nothing; an earlier one .* may have/);
  expect(refused.message).not.toMatch(/Nothing was written/);
});
