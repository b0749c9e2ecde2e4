import { describe, expect, test } from 'vitest';
import { RateLimitedError } from '../../../../src/rt/errors.js';
import { createRateLimits } from '../../../../src/server/limits/rate-limits.js';
import type { SharedState } from '../../../../src/server/state/state.js';

const limits = () => createRateLimits({ costPerMinute: 100 });

/** What an attempt that is refused tells; undefined when it is let through. */
async function refusal(attempt: Promise<unknown>): Promise<RateLimitedError | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    if (error instanceof RateLimitedError) return error;
    throw error;
  }
}

describe('failed logins', () => {
  test('of a user from an address are five a minute, however the name is spelt', async () => {
    const { watch, checkUser } = limits();
    for (const name of ['alice', 'ALICE', 'Alice', 'alice', 'alice']) {
      await watch('192.0.2.1', name).starts();
    }
    const refused = await refusal(watch('192.0.2.1', 'alice').starts());
    expect(refused?.facts.limit).toMatchObject({ allowed: 5 });
    expect(refused?.facts.retryAfterSeconds).toBeGreaterThan(0);
    expect(await refusal(checkUser('192.0.2.1', 'alice'))).toBeDefined();
    expect(await refusal(checkUser('192.0.2.2', 'alice'))).toBeUndefined();
    expect(await refusal(checkUser('192.0.2.1', 'bob'))).toBeUndefined();
    expect(await refusal(checkUser('192.0.2.1', undefined))).toBeUndefined();
  });

  test('of one account count together, by its number too, once RT has said whose each spelling is', async () => {
    const { watch, checkUser } = limits();
    for (const name of ['root', '14']) {
      const login = watch('192.0.2.2', name);
      await login.starts();
      login.accepted();
      login.isOf('user/14');
    }
    for (const name of ['root', 'ROOT', '14', '014', 'Root']) {
      expect(await refusal(watch('192.0.2.1', name).starts())).toBeUndefined();
    }
    for (const name of ['root', 'ROOT', '14', '014']) {
      expect(await refusal(checkUser('192.0.2.1', name))).toBeDefined();
      expect(await refusal(watch('192.0.2.1', name).starts())).toBeDefined();
    }
    expect(await refusal(checkUser('192.0.2.1', '15'))).toBeUndefined();
    expect(await refusal(checkUser('192.0.2.1', 'alice'))).toBeUndefined();
  });

  test('from an address are twenty a minute, whoever they name', async () => {
    const { watch } = limits();
    for (let at = 0; at < 20; at++) await watch('192.0.2.1', `user ${at}`).starts();
    expect(await refusal(watch('192.0.2.1', 'another').starts())).toBeDefined();
    expect(await refusal(watch('192.0.2.1', undefined).starts())).toBeDefined();
    expect(await refusal(watch('192.0.2.2', 'another').starts())).toBeUndefined();
  });

  test('count as they come in, not when RT is asked: the sixth is known as such at once', async () => {
    const { watch, checkUser } = limits();
    const guesses = Array.from({ length: 5 }, () => watch('192.0.2.1', 'alice'));
    expect(await refusal(checkUser('192.0.2.1', 'alice'))).toBeDefined();
    for (const guess of guesses) expect(await refusal(guess.starts())).toBeUndefined();
    for (const guess of guesses) guess.accepted();
    expect(await refusal(checkUser('192.0.2.1', 'alice'))).toBeUndefined();
  });

  test('count for their user also where the address has had its share', async () => {
    const { watch, checkUser } = limits();
    for (let at = 0; at < 20; at++) await watch('192.0.2.1', `user ${at}`).starts();
    for (let at = 0; at < 5; at++) await refusal(watch('192.0.2.1', 'alice').starts());
    expect(await refusal(checkUser('192.0.2.1', 'alice'))).toBeDefined();
  });

  test('of one session count each time that it logs in', async () => {
    const { watch } = limits();
    const login = watch('192.0.2.1', 'alice');
    for (let at = 0; at < 5; at++) expect(await refusal(login.starts())).toBeUndefined();
    expect(await refusal(login.starts())).toBeDefined();
  });

  test('from all addresses of an IPv6 network count together, and those of two do not', async () => {
    const { watch, checkUser } = limits();
    for (const address of [
      '2001:db8::1',
      '2001:db8::2',
      '2001:DB8:0:0:5::',
      '2001:db8:0:0:1:2:3:4',
      '2001:0db8::192.0.2.1',
    ]) {
      await watch(address, 'alice').starts();
    }
    expect(await refusal(checkUser('2001:db8::ffff', 'alice'))).toBeDefined();
    expect(await refusal(checkUser('2001:db8:0:1::1', 'alice'))).toBeUndefined();
    expect(await refusal(checkUser('2001:db9::1', 'alice'))).toBeUndefined();
    expect(await refusal(checkUser('::1', 'alice'))).toBeUndefined();
  });

  test('do not count those that RT accepts', async () => {
    const { watch } = limits();
    for (let at = 0; at < 50; at++) {
      const login = watch('192.0.2.1', 'alice');
      await login.starts();
      login.accepted();
    }
    expect(await refusal(watch('192.0.2.1', 'alice').starts())).toBeUndefined();
  });

  test('at once are not allowed more than one by one', async () => {
    const { watch } = limits();
    const attempts = Array.from({ length: 30 }, () =>
      refusal(watch('192.0.2.1', 'alice').starts()),
    );
    const refused = (await Promise.all(attempts)).filter((one) => one !== undefined);
    expect(refused).toHaveLength(25);
  });
});

test('cost is counted for each caller alone', async () => {
  const { spend } = limits();
  await spend('alice', 60);
  await spend('bob', 60);
  const refused = await refusal(spend('alice', 60));
  expect(refused?.facts.limit).toMatchObject({
    name: 'MAX_COST_PER_MINUTE',
    allowed: 100,
    asked: 120,
  });
  expect(await refusal(spend('bob', 40))).toBeUndefined();
});

test('an operation that costs nothing waits for no Redis, and is counted all the same', async () => {
  const never = () => new Promise<never>(() => undefined);
  const redis = { status: 'ready', defineCommand: () => undefined, rlflxIncr: never };
  // Limits use nothing else of it.
  const shared = {
    link: { redis },
    sealer: { hash: (key: string) => key },
  } as unknown as SharedState;
  const { spend } = createRateLimits({ costPerMinute: 2, shared });
  expect([await spend('alice', 0), await spend('alice', 0)]).toEqual([1, 0]);
  await expect(spend('alice', 0)).rejects.toThrow(RateLimitedError);
});
