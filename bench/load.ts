import { setTimeout as sleep } from 'node:timers/promises';
import { type App, createApp, readConfig } from '../src/index.js';
import { ok, startFakeRt } from '../test/support/rest1/fake-rt.js';
import { printRows } from './print-rows.js';

/** Milliseconds that the double takes over each request. */
const delayMs = 50;
const seconds = 8;
let asked = 0;

/** Each asks something else, so that none is answered together with another. */
async function search(
  app: App,
  caller: string,
): Promise<{ ok: boolean; status: number; ms: number }> {
  const start = performance.now();
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
  return { ok: !errors, status: response.status, ms: performance.now() - start };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

async function measure(places: number) {
  const rt = await startFakeRt({ delayMs });
  for (const caller of ['bob', 'carol']) rt.passwords.set(caller, 'secret');
  rt.answers.set('search/ticket', `${ok}No matching results.\n`);
  const settings = { RT_URL: rt.url, RT_REST: '1', LOG_LEVEL: 'silent' };
  const app = createApp(
    readConfig({ ...settings, RT_CONCURRENCY: String(places), MAX_COST_PER_MINUTE: '10000000' }),
  );
  let isOver = false;
  const flood: Awaited<ReturnType<typeof search>>[] = [];
  const bob: typeof flood = [];
  const crowd = Array.from({ length: 100 }, async (_, at) => {
    while (!isOver) {
      const one = await search(app, at % 2 === 0 ? 'alice' : 'carol');
      flood.push(one);
      if (!one.ok) await sleep(1000);
    }
  });
  for (let at = 0; at < seconds; at++) {
    await sleep(1000);
    bob.push(await search(app, 'bob'));
  }
  const busiest = rt.busiest.all;
  rt.fails = (response) => response.destroy();
  await sleep(5000);
  rt.fails = undefined;
  const back = performance.now();
  isOver = true;
  while (!(await search(app, 'bob')).ok) await sleep(50);
  const recovery = performance.now() - back;
  await Promise.all(crowd);
  await app.close();
  await rt.close();
  const answered = flood.filter((one) => one.ok);
  const times = answered.map(({ ms }) => ms);
  return {
    places,
    'answered/s': Math.round(answered.length / seconds),
    'p50 ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
    'refused/s': Math.round(flood.filter(({ status }) => status === 503).length / seconds),
    'other p95 ms': percentile(
      bob.map(({ ms }) => ms),
      0.95,
    ),
    'other answered': `${bob.filter((one) => one.ok).length} of ${bob.length}`,
    'most in flight': busiest,
    'recovery s': +(recovery / 1000).toFixed(1),
  };
}

const rows = [];
for (const places of [1, 4, 8]) rows.push(await measure(places));
printRows(rows);
