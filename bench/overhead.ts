import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../test/support/real-rt/rt-process.js';
import { basic, graphqlClient } from './graphql-client.js';
import { inBlocks } from './layer-cost.js';
import { startServer } from './server-process.js';

/** What the log, metrics and traces cost a cheap operation: one ticket of an RT that answers at once. */

const requests = Number(process.argv[2] ?? 3000);

/** A collector that takes everything and keeps nothing. */
const collector = createServer((request, response) => {
  request.resume().once('end', () => response.end('{}'));
});
await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
// A TCP server's address is never the string that a pipe's is.
const { port } = collector.address() as AddressInfo;

const quiet = { LOG_LEVEL: 'warn' };
const metrics = { METRICS_PORT: '0' };
const traces = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
const ways: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['all off', quiet],
  ['all off, once more', quiet],
  ['log', {}],
  ['metrics', { ...quiet, ...metrics }],
  ['traces, one in ten', { ...quiet, ...traces, ...sampled('0.1') }],
  ['traces, all', { ...quiet, ...traces }],
  ['log, metrics and all traces', { ...metrics, ...traces }],
];

function sampled(share: string): Readonly<Record<string, string>> {
  return { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: share };
}

const rt = await startServer(['--import', 'tsx', 'bench/stub-rt.ts'], await freePort());
const program = ['--import', 'tsx', 'src/cli/main.ts', 'serve'];
const servers = await Promise.all(
  ways.map(async ([, env]) =>
    startServer(program, await freePort(), {
      RT_URL: rt.url,
      // More than a minute's worth of questions come from one caller.
      MAX_COST_PER_MINUTE: '1000000000',
      ...env,
    }),
  ),
);
const clients = servers.map(({ url }) => graphqlClient(url, basic('agent', 'any')));
const query = '{ tickets(query: "id > 0", first: 1) { nodes { number subject } } }';
const told = await inBlocks(
  clients.map((client, at) => ({
    pid: servers[at]?.pid ?? 0,
    ms: [],
    ask: () => client.ask(query),
  })),
  requests,
);
const [base] = told;
const lines = ways.map(([name], at) => {
  const { p50 = 0, p95 = 0, cpuMs = 0 } = told[at] ?? {};
  const ratio = (p50 / (base?.p50 ?? p50)).toFixed(2);
  return `| ${name} | ${p50.toFixed(2)} | ${ratio} | ${p95.toFixed(2)} | ${cpuMs.toFixed(2)} |`;
});
process.stdout.write(
  `${[`| ${requests} requests each | p50 ms | ratio | p95 ms | processor ms |`, '|---|---|---|---|---|', ...lines].join('\n')}\n`,
);
await Promise.all(clients.map((client) => client.close()));
await Promise.all([...servers, rt].map((one) => one.stop()));
collector.close();
