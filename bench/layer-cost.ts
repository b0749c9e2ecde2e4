import { isDeepStrictEqual } from 'node:util';
import { freePort } from '../test/support/real-rt/rt-process.js';
import { processCpuMs } from './cpu-time.js';
import { quantile } from './figures.js';
import { basic, graphqlClient } from './graphql-client.js';
import { RtSession } from './rt-session.js';
import { startServer } from './server-process.js';
import { stubColumns, stubNumbers, stubQuery } from './stub-page.js';

/** Latency of the same page in several ways, in milliseconds, one request after the other. */
export interface LayerCost {
  readonly requests: number;
  /** This server before an RT that answers at once. */
  readonly auto: Latency;
  /** The same on REST 1.0 alone. */
  readonly rest1: Latency;
  /** A Yoga that has the same data in memory. */
  readonly bare: Latency;
  /** One request of REST 2.0 for the page, sent to that RT by hand, its answer unread. */
  readonly oneByHand: Latency;
  /** The two requests of REST 1.0 for the page by hand. */
  readonly twoByHand: Latency;
}

export interface Latency {
  readonly p50: number;
  readonly p95: number;
  /** Processor time of the server a request. Undefined where it cannot be read. */
  readonly cpuMs: number | undefined;
}

/** One way to ask, by a server of its own. */
export interface Way {
  readonly pid: number;
  readonly ms: number[];
  ask(): Promise<unknown>;
}

const blocks = 10;
/** Requests after which a server's code is compiled, unless fewer are measured anyway. */
const mostWarmUp = 300;

const program = (name: string): readonly string[] => ['--import', 'tsx', `bench/${name}.ts`];

async function twoByHand(rt: RtSession): Promise<void> {
  await rt.post('/REST/1.0/search/ticket', [
    ['query', 'id > 0'],
    ['format', 'i'],
  ]);
  await rt.post('/REST/1.0/show', [
    ...stubNumbers.map((number) => ['id', `ticket/${number}`] as const),
    ['fields', stubColumns.join(',')],
  ]);
}

const oneByHand = (rt: RtSession): Promise<string> =>
  rt.post('/REST/2.0/tickets', [
    ['query', 'id > 0'],
    ['per_page', String(stubNumbers.length)],
    ['fields', stubColumns.join(',')],
    ['fields[Queue]', 'Name'],
    ['fields[Owner]', 'Name'],
  ]);

/** Asks in several ways that take turns, so that what else the machine does is the same for all. */
export async function inBlocks(
  ways: readonly Way[],
  requests: number,
): Promise<readonly Latency[]> {
  for (const way of ways) {
    for (let at = 0; at < Math.min(mostWarmUp, requests); at++) await way.ask();
  }
  const before = ways.map(({ pid }) => processCpuMs(pid));
  for (let block = 0; block < blocks; block++) {
    for (const way of ways) {
      for (let left = Math.ceil(requests / blocks); left > 0; left--) {
        const start = performance.now();
        await way.ask();
        way.ms.push(performance.now() - start);
      }
    }
  }
  return ways.map(({ pid, ms }, at) => {
    const [from, to] = [before[at], processCpuMs(pid)];
    return {
      p50: quantile(ms, 0.5),
      p95: quantile(ms, 0.95),
      cpuMs: from === undefined || to === undefined ? undefined : (to - from) / ms.length,
    };
  });
}

/**
 * This server in both its ways before an RT that answers at once, a bare Yoga with the same data in memory, and the
 * bare requests to that RT. Every server is a process of its own, warmed up, and asked in blocks that take turns.
 */
export async function measureLayer(requests: number): Promise<LayerCost> {
  const stub = await startServer(program('stub-rt'), await freePort());
  const serve = async (rest: 'auto' | '1') =>
    startServer(['scripts/start.mjs', 'serve'], await freePort(), {
      RT_URL: stub.url,
      RT_REST: rest,
      LOG_LEVEL: 'warn',
      // More than a minute's worth of questions come from one caller.
      MAX_COST_PER_MINUTE: '1000000000',
    });
  const servers = [
    await serve('auto'),
    await serve('1'),
    await startServer(program('bare-yoga'), await freePort()),
  ];
  const login = ['agent', 'any'] as const;
  const clients = servers.map(({ url }) => graphqlClient(url, basic(...login)));
  const rt = await RtSession.logIn(stub.url, ...login);
  try {
    const answers = await Promise.all(clients.map((client) => client.ask(stubQuery)));
    const [{ data } = { data: undefined }] = answers;
    if (!answers.every((answer) => isDeepStrictEqual(answer.data, data))) {
      throw new Error('the servers answer differently');
    }
    const ways: readonly Way[] = [
      ...clients.map((client, at) => ({
        pid: servers[at]?.pid ?? 0,
        ms: [],
        ask: () => client.ask(stubQuery),
      })),
      { pid: stub.pid, ms: [], ask: () => oneByHand(rt) },
      { pid: stub.pid, ms: [], ask: () => twoByHand(rt) },
    ];
    const [auto, rest1, bare, one, two] = await inBlocks(ways, requests);
    if (!auto || !rest1 || !bare || !one || !two) throw new Error('nothing was measured');
    return { requests, auto, rest1, bare, oneByHand: one, twoByHand: two };
  } finally {
    await Promise.all([...clients, rt].map((client) => client.close()));
    await Promise.all([...servers, stub].map((one) => one.stop()));
  }
}
