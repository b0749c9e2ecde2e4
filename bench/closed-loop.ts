import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/support/real-rt/rt-process.js';
import { countingProxy } from './counting-proxy.js';
import { basic, graphqlClient } from './graphql-client.js';
import { dashboardQuery } from './graphql-layer.js';
import { startServer } from './server-process.js';
import { agent, crowd } from './world.js';

/** What many clients got, each of which asks for the dashboard again as soon as it has it. */
export interface Loop {
  readonly name: string;
  readonly clients: number;
  readonly operations: number;
  /** Attempts that came back with an error, most of them after too long a wait for RT; they are tried again. */
  readonly refused: number;
  readonly operationsPerSecond: number;
  readonly rtRequestsPerOperation: number;
  readonly rtBytesPerOperation: number;
}

/** When a client whose request was refused asks again, as `Retry-After` says. */
const retryMs = 1000;

/** After this time no more is asked. */
const longestMs = 120_000;

/** Who the clients are: one service account, or each somebody else with the same rights. */
type Callers = 'one service account' | 'a login each';

async function loop(rt: string, callers: Callers, clients: number, each: number): Promise<Loop> {
  const proxy = await countingProxy(rt);
  const server = await startServer(['scripts/start.mjs', 'serve'], await freePort(), {
    RT_URL: proxy.url,
    RT_USER: agent.name,
    RT_PASSWORD: agent.password,
    LOG_LEVEL: 'error',
    OPERATION_TIMEOUT_MS: '120000',
    RT_TIMEOUT_MS: '60000',
    MAX_COST_PER_MINUTE: '1000000000',
  });
  const all = Array.from({ length: clients }, (_, at) => {
    const { name, password } = crowd[at % crowd.length] ?? agent;
    return graphqlClient(server.url, callers === 'a login each' ? basic(name, password) : {});
  });
  let operations = 0;
  let refused = 0;
  try {
    // Logins are not counted.
    for (const client of all) await client.ask('{ ticket(id: "1") { number } }');
    await all[0]?.ask(dashboardQuery);
    proxy.takeTraffic();
    const before = performance.now();
    const deadline = before + longestMs;
    await Promise.all(
      all.map(async (client) => {
        for (let left = each; left > 0 && performance.now() < deadline; ) {
          try {
            await client.ask(dashboardQuery);
            operations += 1;
            left -= 1;
          } catch {
            refused += 1;
            await sleep(retryMs);
          }
        }
      }),
    );
    const seconds = (performance.now() - before) / 1000;
    const { requests, bytes } = proxy.takeTraffic();
    return {
      name: `${clients} clients, ${callers}`,
      clients,
      operations,
      refused,
      operationsPerSecond: operations / seconds,
      rtRequestsPerOperation: requests / operations,
      rtBytesPerOperation: bytes / operations,
    };
  } finally {
    await Promise.all(all.map((client) => client.close()));
    await server.stop();
    await proxy.close();
  }
}

/**
 * Many clients at once as one service account, and some with a login each. Nothing is shared between callers, so the
 * second tells how many operations a busy RT serves without sharing.
 */
export async function closedLoops(rt: string, clients: number, each: number) {
  return {
    shared: await loop(rt, 'one service account', clients, each),
    apart: await loop(rt, 'a login each', Math.min(clients, crowd.length), each),
  };
}
