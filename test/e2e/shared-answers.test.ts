import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { SharedAnswers } from '../../src/server/live/shared-answers.js';
import { createLogger } from '../../src/server/log.js';
import { openState, type SharedState, type State } from '../../src/server/state/state.js';
import { redisAvailable, startRedis } from '../support/replicas/private-redis.js';

const { sharedAnswerTurnMs } = fixedLimits;

describe.runIf(redisAvailable())('a question that replicas have', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const states: State[] = [];
  const { signal } = new AbortController();
  let asked = 0;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    asked = 0;
    await Promise.all(states.splice(0).map((state) => state.close()));
  });
  afterAll(() => redis.stop());

  async function replica(key = 'a key that all of the replicas share') {
    const settings = {
      stateDir: undefined,
      redisUrl: new Secret(redis.url),
      signingKey: new Secret(key),
    };
    const state = await openState(settings, createLogger('silent'));
    states.push(state);
    // There is a Redis.
    const shared = state.shared as SharedState;
    while (!shared.link.isThere()) await sleep(10);
    return { answers: new SharedAnswers(shared), redis: shared.link.redis };
  }
  const slowly = (ms: number, answer: readonly number[]) => async () => {
    asked++;
    await sleep(ms);
    return answer;
  };

  test('is asked once, also where RT takes longer than a turn, and its answer is not in clear', async () => {
    const replicas = await Promise.all(Array.from({ length: 4 }, () => replica()));
    for (const ms of [30, 1.5 * sharedAnswerTurnMs]) {
      asked = 0;
      const all = replicas.map(({ answers }) =>
        answers.once(`slow ${ms}`, slowly(ms, [424_242]), signal),
      );
      expect(await Promise.all(all)).toEqual(replicas.map(() => [424_242]));
      expect(asked).toBe(1);
    }
    expect(await redis.dump()).not.toContain('424242');
  });

  test('is asked by the next one where the first fails or dies', async () => {
    const [first, second] = await Promise.all([replica(), replica()]);
    const failing = first.answers.once('fails', () => Promise.reject(new Error('RT')), signal);
    await expect(failing).rejects.toThrow('RT');
    expect(await second.answers.once('fails', slowly(1, [1]), signal)).toEqual([1]);

    void first.answers.once('dies', slowly(60_000, [1]), signal).catch(() => undefined);
    await sleep(100);
    first.redis.disconnect();
    const since = Date.now();
    expect(await second.answers.once('dies', slowly(1, [2]), signal)).toEqual([2]);
    expect(Date.now() - since).toBeLessThan(2 * sharedAnswerTurnMs);
  });

  test('is not waited for by who has left', async () => {
    const [first, second] = await Promise.all([replica(), replica()]);
    const long = first.answers.once('long', slowly(1000, [1]), signal);
    await sleep(100);
    const leaving = new AbortController();
    const waiting = second.answers.once('long', slowly(1, [2]), leaving.signal);
    const since = Date.now();
    setTimeout(() => leaving.abort(), 100);
    await expect(waiting).rejects.toThrow();
    expect(Date.now() - since).toBeLessThan(500);
    expect(await long).toEqual([1]);
    expect(asked).toBe(1);
  });

  test('is not answered by who has another key', async () => {
    const [own, other] = await Promise.all([replica(), replica('a key of somebody else there')]);
    expect(await own.answers.once('same name', slowly(1, [1]), signal)).toEqual([1]);
    expect(await other.answers.once('same name', slowly(1, [2]), signal)).toEqual([2]);
  });

  test('is asked by each where Redis does not answer, which is waited for once', async () => {
    const { answers, redis: link } = await replica();
    await link.client('PAUSE', 2 * fixedLimits.maxRedisMs, 'ALL').catch(() => undefined);
    const since = Date.now();
    for (let question = 0; question < 20; question++) {
      expect(await answers.once(`paused ${question}`, slowly(1, [question]), signal)).toEqual([
        question,
      ]);
    }
    expect(Date.now() - since).toBeLessThan(2 * fixedLimits.maxRedisMs);
    expect(asked).toBe(20);
  });
});
