// `npm run bench`: see bench/README.md.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startRealRt } from '../test/support/real-rt/real-rt.js';
import { freePort } from '../test/support/real-rt/rt-process.js';
import type { Contender } from './contender.js';
import { countingProxy } from './counting-proxy.js';
import { rtCpuClock } from './cpu-time.js';
import { median } from './figures.js';
import { floor } from './floor.js';
import { graphqlLayer } from './graphql-layer.js';
import { measureLayer } from './layer-cost.js';
import { layerTable, layerVerdicts, samplesTable, verdict, verdictsTable } from './report.js';
import { rest2 } from './rest2.js';
import { measure, pages, type Sample } from './rounds.js';
import { seed } from './seed.js';
import { startServer } from './server-process.js';
import { singleReads } from './single-reads.js';
import { agent, benchWorld } from './world.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '400' },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const requests = Number(options.requests);
if (!(rounds >= 1 && requests >= 10)) throw new Error('--rounds 1…, --requests 10…');

const say = (text: string) => process.stdout.write(`${text}\n`);
const login = [agent.name, agent.password] as const;

const layerServer = (rtUrl: string, port: number) =>
  startServer(['scripts/start.mjs', 'serve'], port, { RT_URL: rtUrl, LOG_LEVEL: 'warn' });

/** Throws when the server's own report of its requests differs from what a proxy before RT counts. */
async function checkReport(rtUrl: string): Promise<void> {
  const proxy = await countingProxy(rtUrl);
  const server = await layerServer(proxy.url, await freePort());
  const layer = graphqlLayer(server.url, ...login);
  for (const page of pages) {
    // Logins and second sessions come with the first requests, which are not compared.
    for (let warm = 0; warm < 3; warm++) await layer[page]();
    layer.takeTraffic();
    proxy.takeTraffic();
    await layer[page]();
    const [told, seen] = [layer.takeTraffic(), proxy.takeTraffic()];
    if (told.requests !== seen.requests || told.bytes !== seen.bytes) {
      throw new Error(`told ${JSON.stringify(told)}, but RT saw ${JSON.stringify(seen)}`);
    }
  }
  await layer.close();
  await server.stop();
  await proxy.close();
}

type Samples = ReadonlyMap<Contender, Sample>;

/** The fastest of several ways to do the same by hand. */
function best(samples: Samples, variants: readonly Contender[]): readonly [string, Sample] {
  const [first] = variants
    .flatMap((variant) => {
      const sample = samples.get(variant);
      return sample ? [[variant.name, sample] as const] : [];
    })
    .sort(([, a], [, b]) => median(a.ms) - median(b.ms));
  if (!first) throw new Error('no variants');
  return first;
}

say('starting a Request Tracker 5 and filling it …');
const rt = await startRealRt(5, benchWorld);
try {
  await seed(rt.url);
  await checkReport(rt.url);
  const cpu = rtCpuClock(rt.dir);
  const server = await layerServer(rt.url, await freePort());
  const layer = graphqlLayer(server.url, ...login);
  const singles = await singleReads(rt.url, ...login);
  const floorOf = (sessions: number) => floor(rt.url, ...login, { sessions });
  const floors = [await floorOf(1), await floorOf(2), await floorOf(3)];
  const rest2s = [
    await rest2(rt.url, ...login, { sessions: 1, history: 'by search' }),
    await rest2(rt.url, ...login, { sessions: 2, history: 'by search' }),
    await rest2(rt.url, ...login, { sessions: 2, history: 'by ticket' }),
  ];
  const contenders = [layer, singles, ...rest2s, ...floors];
  say(`measuring, ${rounds} rounds …\n`);
  const verdicts = [];
  const figures: Record<string, unknown> = {};
  for (const page of pages) {
    const samples = await measure(contenders, page, rounds, cpu);
    say(samplesTable(page, samples));
    const ours = samples.get(layer);
    const single = samples.get(singles);
    if (!ours || !single) throw new Error('nothing was measured');
    const [rest2Name, rest2Sample] = best(samples, rest2s);
    const [floorName, floorSample] = best(samples, floors);
    const [narrow] = floors;
    const narrowSample = narrow && samples.get(narrow);
    const [faster, slower] = page === 'plain' ? [7, 1.15] : [3, 1.2];
    verdicts.push(
      verdict(`${page}: single reads / rt-graphql`, single.ms, ours.ms, { atLeast: faster }),
      verdict(`${page}: rt-graphql / ${floorName} (fastest)`, ours.ms, floorSample.ms, {
        atMost: slower,
      }),
      verdict(`${page}: rt-graphql / ${rest2Name}`, ours.ms, rest2Sample.ms),
    );
    if (narrow && narrowSample && narrowSample !== floorSample) {
      verdicts.push(
        verdict(`${page}: rt-graphql / ${narrow.name}`, ours.ms, narrowSample.ms, {
          atMost: slower,
        }),
      );
    }
    if (cpu) {
      verdicts.push(
        verdict(`${page}: RT CPU, single reads / rt-graphql`, single.cpuMs, ours.cpuMs),
        verdict(`${page}: RT CPU, rt-graphql / fastest floor`, ours.cpuMs, floorSample.cpuMs),
      );
    }
    figures[page] = Object.fromEntries([...samples].map(([{ name }, sample]) => [name, sample]));
  }
  await Promise.all(contenders.map((contender) => contender.close()));
  await server.stop();
  const cost = await measureLayer(requests);
  say(layerTable(cost));
  verdicts.push(...layerVerdicts(cost));
  say(verdictsTable(verdicts));
  if (options.json !== undefined) {
    const report = { rounds, ...figures, layer: cost, verdicts };
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} finally {
  await rt.stop();
}
