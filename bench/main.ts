// `npm run bench`: see bench/README.md.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { moreTickets } from '../test/support/real-rt/more-tickets.js';
import { startRealRt } from '../test/support/real-rt/real-rt.js';
import { freePort } from '../test/support/real-rt/rt-process.js';
import { dearHashes } from '../test/support/real-rt/rt-site-config.js';
import { closedLoops } from './closed-loop.js';
import type { Contender, Page } from './contender.js';
import { countingProxy } from './counting-proxy.js';
import { rtCpuClock } from './cpu-time.js';
import { fileMessage } from './file-message.js';
import { floor } from './floor.js';
import { graphqlLayer } from './graphql-layer.js';
import { hiveGateway } from './hive-gateway.js';
import { hybrid } from './hybrid.js';
import { firstPages } from './large.js';
import { measureLayer } from './layer-cost.js';
import {
  filesTable,
  layerTable,
  loopsTable,
  ordersTable,
  samplesTable,
  type Verdict,
  verdictsTable,
} from './report.js';
import { rest2 } from './rest2.js';
import { measure } from './rounds.js';
import { spreadTickets } from './rows.js';
import { commented, newest, seed } from './seed.js';
import { type ServerProcess, startServer } from './server-process.js';
import { singleReads } from './single-reads.js';
import {
  fileVerdicts,
  largeVerdict,
  layerVerdicts,
  loopVerdicts,
  pageVerdicts,
  ways,
} from './verdicts.js';
import { agent, benchWorld } from './world.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '400' },
    large: { type: 'string' },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const requests = Number(options.requests);
const large = Number(options.large ?? 0);
const many = 10_000;
if (!(rounds >= 1 && requests >= 10 && (large === 0 || large > many))) {
  throw new Error(`--rounds 1…, --requests 10…, --large ${many + 1}…`);
}
/** A single round is a test of the bench, and measures nothing. */
const testing = rounds === 1;

const say = (text: string) => process.stdout.write(`${text}\n`);
const login = [agent.name, agent.password] as const;
const titles: Readonly<Record<Page, string>> = {
  plain: 'plain',
  dashboard: 'dashboard',
  bareDashboard: 'dashboard without sentences',
  ticket: 'ticket with its history',
  count: `count of ${many}`,
  firstPage: `first page and total of ${many}`,
};

const layerServer = async (rtUrl: string, rest: 'auto' | '1') =>
  startServer(['scripts/start.mjs', 'serve'], await freePort(), {
    RT_URL: rtUrl,
    RT_REST: rest,
    LOG_LEVEL: 'warn',
    // What is slow is measured, and not given up.
    RT_TIMEOUT_MS: '60000',
    OPERATION_TIMEOUT_MS: '120000',
    MAX_COST_PER_MINUTE: '1000000000',
  });

/** Throws when the server's own report of its requests differs from what a proxy before RT counts. */
async function checkReport(rtUrl: string, rest: 'auto' | '1'): Promise<void> {
  const proxy = await countingProxy(rtUrl);
  const server = await layerServer(proxy.url, rest);
  const layer = graphqlLayer('checked', server.url, ...login);
  for (const page of ['dashboard', 'plain'] as const) {
    // Logins and second sessions come with the first requests, which are not compared.
    for (let warm = 0; warm < 2; warm++) await layer[page]();
    await layer.takeTraffic();
    proxy.takeTraffic();
    await layer[page]();
    const [told, seen] = [await layer.takeTraffic(), proxy.takeTraffic()];
    if (told.requests !== seen.requests || told.bytes !== seen.bytes) {
      throw new Error(`told ${JSON.stringify(told)}, but RT saw ${JSON.stringify(seen)}`);
    }
  }
  await layer.close();
  await server.stop();
  await proxy.close();
}

say('starting a Request Tracker 5 and filling it …');
const rt = await (testing
  ? startRealRt(5, benchWorld)
  : startRealRt(5, benchWorld, [dearHashes], 4));
const running: ServerProcess[] = [];
try {
  await seed(rt);
  for (const rest of ['auto', '1'] as const) await checkReport(rt.url, rest);
  const cpu = rtCpuClock(rt.dir);
  const auto = await layerServer(rt.url, 'auto');
  running.push(auto);
  const rest1 = await layerServer(rt.url, '1');
  running.push(rest1);
  const servers = [
    { way: ways.auto, url: auto.url },
    { way: ways.rest1, url: rest1.url },
  ] as const;
  const contenders: readonly Contender[] = [
    ...servers.map(({ way, url }) => graphqlLayer(way, url, ...login)),
    await rest2(rt.url, ...login, 1),
    await rest2(rt.url, ...login, 2),
    await hybrid(rt.url, ...login),
    await hiveGateway(rt.url, ...login),
    await singleReads(rt.url, ...login),
    await floor(rt.url, ...login, { sessions: 1 }),
    await floor(rt.url, ...login, { sessions: 2 }),
  ];
  const verdicts: Verdict[] = [];
  const figures: Record<string, unknown> = { rounds };
  const measurePages = async (pages: readonly Page[]) => {
    for (const page of pages) {
      const samples = await measure(contenders, page, rounds, cpu);
      say(samplesTable(titles[page], samples));
      verdicts.push(...pageVerdicts(page, titles[page], samples));
      figures[page] = Object.fromEntries([...samples].map(([{ name }, sample]) => [name, sample]));
    }
  };
  // A new server's first requests bring its logins and its second sessions.
  for (const contender of contenders.slice(0, servers.length)) await contender.dashboard?.();
  say(`measuring, ${rounds} rounds …\n`);
  await measurePages(['plain', 'dashboard', 'bareDashboard', 'ticket']);

  const messages = [];
  for (const server of servers) {
    for (const ticket of commented) {
      messages.push(await fileMessage(server, ticket, testing ? 1 : 5));
    }
  }
  say(filesTable(messages));
  verdicts.push(...fileVerdicts(messages));

  const { shared, apart } = await closedLoops(rt.url, testing ? 2 : 32, testing ? 1 : 4);
  say(loopsTable([shared, apart]));
  verdicts.push(...loopVerdicts(shared, apart));

  await moreTickets(rt, many);
  await spreadTickets(rt, newest);
  await measurePages(['count', 'firstPage']);
  if (large) {
    await moreTickets(rt, large);
    await spreadTickets(rt, many);
    const orders = await firstPages(auto.url, testing ? 1 : 3);
    say(ordersTable(`first page and total of ${large}`, orders));
    verdicts.push(largeVerdict(Math.max(...orders.map(({ ms }) => ms))));
    figures['large'] = orders;
  }
  await Promise.all(contenders.map((contender) => contender.close()));
  await Promise.all(running.splice(0).map((server) => server.stop()));

  const cost = await measureLayer(requests);
  say(layerTable(cost));
  verdicts.push(...layerVerdicts(cost));
  say(verdictsTable(verdicts));
  if (options.json !== undefined) {
    const report = { ...figures, messages, loops: { shared, apart }, layer: cost, verdicts };
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} finally {
  await rt.stop();
}
