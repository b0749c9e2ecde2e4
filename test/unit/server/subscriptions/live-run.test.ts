import { GraphQLError } from 'graphql';
import { expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { CredentialsError, OverloadedError } from '../../../../src/rt/errors.js';
import { LiveRun } from '../../../../src/server/subscriptions/live-run.js';
import { Subscriptions } from '../../../../src/server/subscriptions/subscriptions.js';

test('a subscription on which nothing happens ends when the session of its caller has', async () => {
  vi.useFakeTimers();
  try {
    const subscriptions = new Subscriptions({ maxSubscriptions: 1, maxSubscriptionsPerCaller: 1 });
    let gone: Error | undefined;
    const run: LiveRun = new LiveRun({
      lastEventId: undefined,
      mask: (error) => new GraphQLError(error instanceof Error ? error.name : ''),
      spend: async () => undefined,
      async checkCaller() {
        if (gone) throw gone;
      },
      execute: async () => ({ data: {} }),
      onEnd: () => leave(),
    });
    const leave = subscriptions.enter('user/1', run);
    // As the executor does: its results end with the source.
    let finish: (() => void) | undefined;
    run.begin({
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((resolve) => {
            finish = () => resolve({ done: true, value: undefined });
          }),
      }),
    });
    let told: unknown;
    void run.next().then((result) => {
      told = result.value;
    });
    const pass = () => vi.advanceTimersByTimeAsync(fixedLimits.maxCallerCheckMs);
    await pass();
    // That it cannot be looked up says nothing of the session.
    gone = new OverloadedError('Redis is away.');
    await pass();
    expect(subscriptions.size).toBe(1);
    gone = new CredentialsError('Your session has ended.');
    await pass();
    expect(subscriptions.size).toBe(0);
    finish?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toMatchObject({ errors: [{ message: 'CredentialsError' }] });
    expect(await run.next()).toEqual({ done: true, value: undefined });
  } finally {
    vi.useRealTimers();
  }
});
