import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { failures } from '../../../../src/rt/failures.js';
import { createMetrics } from '../../../../src/server/observe/metrics.js';
import { operationLine } from '../../../../src/server/observe/operation-log.js';
import { allWatchers } from '../../../../src/server/observe/watcher.js';

const page = await readFile('docs/observability.md', 'utf8');

test('docs/observability.md has every metric, with its labels', async () => {
  const metrics = createMetrics();
  metrics.watch?.({ sessions: () => 0, waiting: () => 0, redis: () => true });
  const all = await metrics.registry.getMetricsAsArray();
  const rows = all
    .filter(({ name }) => name.startsWith('rt_graphql_'))
    // The type of a metric is known to the class that made it, and its labels to nobody else.
    .map((metric) => ({ ...metric, labels: Reflect.get(metric, 'labelNames') as string[] }))
    .map(({ name, labels, help }) => {
      const named = labels.filter((label) => label !== 'le').map((label) => `\`${label}\``);
      return `| \`${name}\` | ${named.join(', ')} | ${help} |`;
    })
    .sort();
  const told = page
    .split('\n')
    .filter((line) => line.startsWith('| `rt_graphql_'))
    .sort();
  expect(told).toEqual(rows);
});

test('docs/observability.md has every reason of a fallback, and each is counted', async () => {
  const files = ['src/rt/connection/observer.ts', 'src/rt/rest2/unfit-answer.ts'];
  const texts = await Promise.all(files.map((name) => readFile(name, 'utf8')));
  const types = [...texts.join().matchAll(/^export type (?:Fallback|Unfit)Reason =([^;]*);/gm)];
  const reasons = types.flatMap(([, text = '']) => text.match(/(?<=')[\w-]+(?=')/g) ?? []);
  const section = page.slice(page.indexOf('Reasons of `rt_graphql_rest2_fallbacks_total`'));
  const lines = section.split('\n').filter((line) => line.startsWith('- '));
  const told = lines.flatMap((line) =>
    [...line.replace(/:.*/, '').matchAll(/`([\w-]+)`/g)].map(([, reason]) => reason),
  );
  expect(reasons.length).toBeGreaterThan(5);
  expect(told.sort()).toEqual([...reasons].sort());

  const metrics = createMetrics();
  const { rt } = allWatchers([metrics, {}]);
  rt.fellBack?.('short');
  rt.fellBack?.('short');
  rt.fellBack?.('status');
  const text = await metrics.registry.getSingleMetricAsString('rt_graphql_rest2_fallbacks_total');
  expect(text).toContain('rt_graphql_rest2_fallbacks_total{reason="short"} 2');
  expect(text).toContain('rt_graphql_rest2_fallbacks_total{reason="status"} 1');
});

test('docs/observability.md has every field of an operation’s line, and every cause', () => {
  const line = operationLine(
    {
      name: undefined,
      kind: 'mutation',
      account: 'user/14',
      status: 200,
      codes: ['FORBIDDEN'],
      ms: 1,
      rtRequests: 1,
      rtBytes: 1,
      writes: [{ mutation: 'createTicket', outcome: 'APPLIED' }],
      events: 1,
      errand: { requestId: 'a' },
    },
    () => 'hash',
  );
  const table = page.slice(page.indexOf('| field |'), page.indexOf('The hash of a caller'));
  const fields = table.split('\n').flatMap((row) => {
    const [, cell = ''] = row.split(' | ')[0]?.split('| ') ?? [];
    return [...cell.matchAll(/`(\w+)`/g)].map(([, field]) => field);
  });
  expect(fields).toEqual(Object.keys(line));
  const causes = [...page.matchAll(/^\| `([\w-]+)` \| [^|]* \|$/gm)].map(([, cause]) => cause);
  expect(causes.filter((cause) => failures.some((one) => one === cause))).toEqual([...failures]);
});

test('docs/observability.md has every outcome and operation of a request to RT', async () => {
  const table = page.slice(page.indexOf('Labels of `rt_graphql_rt_requests_total`'));
  const rows = table.slice(0, table.indexOf('prom-client'));
  const told = new Set([...rows.matchAll(/`([\w/-]+)`/g)].map(([, value]) => value));
  const observer = await readFile('src/rt/connection/observer.ts', 'utf8');
  const [, outcomes = ''] = /^export type RequestOutcome = (.*);$/m.exec(observer) ?? [];
  const files = (await readdir('src/rt', { recursive: true })).filter((name) => /\.ts$/.test(name));
  const sources = await Promise.all(files.map((name) => readFile(`src/rt/${name}`, 'utf8')));
  const collections = [...sources.join('\n').matchAll(/^export type CollectionName = (.*);$/gm)];
  const literals = [...sources.join('\n').matchAll(/\boperation: ('[\w/]+')/g)];
  const texts = [outcomes, ...[...collections, ...literals].map(([, text = '']) => text)].join();
  const values = [...new Set(texts.match(/(?<=')[\w/]+(?=')/g))];
  expect(values).toEqual(expect.arrayContaining(['left', 'tickets', 'login', 'ticket/links']));
  expect(values.filter((value) => !told.has(value))).toEqual([]);
});
