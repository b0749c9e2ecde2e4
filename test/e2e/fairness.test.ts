import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type App, createApp } from '../../src/server/app.js';
import { type FakeRt, nothingFound, startFakeRt } from '../support/rest1/fake-rt.js';

let rt: FakeRt;
let app: App;
afterEach(async () => {
  await app.close();
  await rt.close();
});

async function start(settings: Readonly<Record<string, string>>, delayMs: number): Promise<void> {
  rt = await startFakeRt({ delayMs });
  for (const caller of ['carol', 'bob']) rt.passwords.set(caller, 'secret');
  rt.answers.set('search/ticket', nothingFound);
  app = createApp(readConfig({ RT_URL: rt.url, LOG_LEVEL: 'silent', ...settings }));
}

let asked = 0;

interface Outcome {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly ms: number;
}

/** Each asks something else, so that none can be answered together with another. */
async function search(caller: string): Promise<Outcome> {
  const begin = performance.now();
  const response = await app.fetch(
    new Request('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${caller}:secret`)}`,
      },
      body: JSON.stringify({
        query: `{ tickets(query: "Priority = ${asked++}") { edges { cursor } } }`,
      }),
    }),
  );
  const { errors } = await response.json();
  if (response.status === 200) expect(errors).toBeUndefined();
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    ms: performance.now() - begin,
  };
}

/** Milliseconds that something takes which needs nothing of RT. */
async function msOf(path: string, query?: string): Promise<number> {
  const begin = performance.now();
  const response = await app.fetch(
    new Request(`http://127.0.0.1${path}`, {
      headers: { authorization: `Basic ${btoa('bob:secret')}`, 'content-type': 'application/json' },
      ...(query && { method: 'POST', body: JSON.stringify({ query }) }),
    }),
  );
  expect(response.status).toBe(200);
  await response.text();
  return performance.now() - begin;
}

describe('two callers with 136 connections', () => {
  test.each([
    { places: 4, delayMs: 200 },
    { places: 1, delayMs: 60 },
  ])('leave a third one a share of $places places', async ({ places, delayMs }) => {
    // Nothing but the places is to limit them.
    const costs = { MAX_COST_PER_MINUTE: '1000000' };
    await start({ RT_CONCURRENCY: String(places), RT_REST: '1', ...costs }, delayMs);
    let isOver = false;
    const outcomes: Outcome[] = [];
    const crowd = Array.from({ length: 136 }, async (_, at) => {
      while (!isOver) {
        const outcome = await search(at % 2 === 0 ? 'alice' : 'carol');
        outcomes.push(outcome);
        // Refused clients come back at once, in spite of Retry-After.
        if (outcome.status === 503) await sleep(500);
      }
    });
    await sleep(500);
    const bob: Outcome[] = [];
    const free: number[] = [];
    for (let second = 0; second < 5; second++) {
      bob.push(await search('bob'));
      free.push(await msOf('/health'), await msOf('/graphql', '{ __schema { types { name } } }'));
      await sleep(500);
    }
    isOver = true;
    await Promise.all(crowd);
    expect(bob.map(({ status }) => status)).toEqual(bob.map(() => 200));
    expect(Math.max(...bob.map(({ ms }) => ms))).toBeLessThan(2500);
    // Neither health nor introspection needs a place.
    expect(Math.max(...free)).toBeLessThan(1000);
    expect(rt.busiest.all).toBe(places);
    const refused = outcomes.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, retryAfter } of refused) {
      expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: '1' });
    }
  });
});

test('fifty callers who are new log in two at a time, among the places towards RT', async () => {
  await start({ RT_REST: '1' }, 10);
  const names = Array.from({ length: 50 }, (_, at) => `new${at}`);
  for (const name of names) rt.passwords.set(name, 'secret');
  const outcomes = await Promise.all(names.map(search));
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set([200]));
  expect(rt.busiest).toEqual({ all: 4, logins: 2 });
});
