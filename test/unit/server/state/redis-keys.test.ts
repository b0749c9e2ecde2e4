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
    unguarded: <T>(send: () => T) => send(),
    eval: async () => JSON.stringify({ fingerprint, since: Date.now() }),
    get: () => Promise.reject(new Error('no connection')),
  };
  // Keys use nothing else of it.
  return {
    redis,
    isThere: () => false,
    eventually: (task: () => Promise<unknown>) => task(),
  } as unknown as RedisLink;
}

test('what this process knows of a key wins over a Redis that has never heard of it', async () => {
  const redis = {
    on: () => redis,
    once: () => redis,
    unguarded: <T>(send: () => T) => send(),
    eval: async () => null,
    get: async () => null,
    set: async () => 'OK',
  };
  // Keys use nothing else of it.
  const link = {
    redis,
    isThere: () => true,
    eventually: (task: () => Promise<unknown>) => task(),
  } as unknown as RedisLink;
  const keys = new RedisKeys(link, { warn: () => undefined });
  const name = { account: 'an account', key: 'a key' };
  expect(await keys.begin(name, 'input')).toBeUndefined();
  const begun = await keys.find(name);
  expect(begun).toMatchObject({ fingerprint: 'input' });
  expect(await keys.begin(name, 'input')).toEqual(begun);
  const ended = { fingerprint: 'input', since: Date.now(), result: 'sealed' };
  await keys.end(name, ended);
  expect(await keys.begin(name, 'input')).toEqual(ended);
  expect(await keys.find(name)).toEqual(ended);
  await keys.forget(name);
  expect(await keys.begin(name, 'input')).toBeUndefined();
});

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
