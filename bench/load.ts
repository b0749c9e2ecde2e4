// `npm run load`, with `-- --rt` on a real RT, with `-- --replicas` by two servers: see docs/scaling.md.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { type App, createApp } from '../src/server/app.js';
import { startRealRt } from '../test/support/real-rt/real-rt.js';
import { dearHashes } from '../test/support/real-rt/rt-site-config.js';
import { replicatedApp } from '../test/support/replicas/replicated.js';
import { nothingFound, startFakeRt } from '../test/support/rest1/fake-rt.js';
import { printRows } from './print-rows.js';
import { seed } from './seed.js';
import { benchWorld } from './world.js';

const { values } = parseArgs({
  options: {
    rt: { type: 'boolean', default: false },
    replicas: { type: 'boolean', default: false },
  },
});

/** A Request Tracker that can be flooded, and taken away for some time. */
interface Target {
  readonly url: string;
  /** The two callers who flood it, and the one who is measured. */
  readonly callers: readonly [string, string, string];
  passwordOf(caller: string): string;
  /** The most requests that it had at once; undefined where it cannot tell. */
  busiest(): number | undefined;
  /** The sessions that it has; undefined where it cannot tell. */
  sessions(): number | undefined;
  goAway?: (isAway: boolean) => void;
  close(): Promise<void>;
}

/** Milliseconds that the double takes over each request. */
const delayMs = 50;
const seconds = 8;
const outageMs = 5000;
let asked = 0;

async function double(): Promise<Target> {
  const rt = await startFakeRt({ delayMs });
  for (const caller of ['bob', 'carol']) rt.passwords.set(caller, 'secret');
  rt.answers.set('search/ticket', nothingFound);
  return {
    url: rt.url,
    callers: ['alice', 'carol', 'bob'],
    passwordOf: () => 'secret',
    busiest: () => rt.busiest.all,
    sessions: () => rt.sessions.size,
    goAway(isAway) {
      rt.fails = isAway ? (response) => response.destroy() : undefined;
    },
    close: () => rt.close(),
  };
}

async function realRt(workers: number): Promise<Target> {
  const rt = await startRealRt(5, benchWorld, [dearHashes], workers);
  await seed(rt);
  return {
    url: rt.url,
    callers: ['agent1', 'agent2', 'agent3'],
    passwordOf: (caller) => `${caller}pass1`,
    busiest: () => undefined,
    sessions: () => undefined,
    close: () => rt.stop(),
  };
}

interface Answered {
  readonly ok: boolean;
  readonly status: number;
  readonly ms: number;
}

/** Each asks something else, so that none is answered together with another. */
async function search(app: App, caller: string, password: string): Promise<Answered> {
  const start = performance.now();
  const response = await app.fetch(
    new Request('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${caller}:${password}`)}`,
      },
      body: JSON.stringify({
        query: `{ tickets(query: "Priority != ${1000 + asked++}", first: 50) {
          nodes { number subject status queue { name } owner { name } } } }`,
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

/** Floods a target by two callers on a hundred connections, and measures a third who asks once a second. */
async function measure(places: number, target: Target) {
  const settings = {
    RT_URL: target.url,
    LOG_LEVEL: 'silent',
    RT_CONCURRENCY: String(places),
    MAX_COST_PER_MINUTE: '10000000',
  };
  const app = values.replicas ? replicatedApp(settings) : createApp(readConfig(settings));
  const ask = (caller: string) => search(app, caller, target.passwordOf(caller));
  const [one, two, other] = target.callers;
  let isOver = false;
  const flood: Answered[] = [];
  const others: Answered[] = [];
  for (const caller of target.callers) await ask(caller);
  const crowd = Array.from({ length: 100 }, async (_, at) => {
    while (!isOver) {
      const answer = await ask(at % 2 === 0 ? one : two);
      flood.push(answer);
      if (!answer.ok) await sleep(1000);
    }
  });
  for (let at = 0; at < seconds; at++) {
    await sleep(1000);
    others.push(await ask(other));
  }
  const [inFlight, sessions] = [target.busiest(), target.sessions()];
  const times = flood.filter(({ ok }) => ok).map(({ ms }) => ms);
  const refused = flood.filter(({ status }) => status === 503).length;
  const recovery = target.goAway && (await outage(target.goAway, () => ask(other)));
  isOver = true;
  await Promise.all(crowd);
  await app.close();
  await target.close();
  return {
    places,
    'answered/s': Math.round(times.length / seconds),
    'p50 ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
    'refused/s': Math.round(refused / seconds),
    'other p95 ms': percentile(
      others.map(({ ms }) => ms),
      0.95,
    ),
    'other answered': `${others.filter(({ ok }) => ok).length} of ${others.length}`,
    'most in flight': inFlight ?? '',
    'RT sessions': sessions ?? '',
    'recovery s': recovery ?? '',
  };
}

async function outage(goAway: (isAway: boolean) => void, ask: () => Promise<Answered>) {
  goAway(true);
  await sleep(outageMs);
  goAway(false);
  const back = performance.now();
  while (!(await ask()).ok) await sleep(50);
  return +((performance.now() - back) / 1000).toFixed(1);
}

const rows = [];
for (const places of [1, 4, 8]) {
  rows.push(await measure(places, values.rt ? await realRt(places) : await double()));
}
printRows(rows);
