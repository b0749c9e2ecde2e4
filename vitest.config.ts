import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Vite takes graphql's ES modules and Node, which loads what imports it from node_modules, the
 * CommonJS ones; a schema made by the one is none to the other.
 */
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

const endToEnd = (names: readonly string[]) => names.map((name) => `test/e2e/${name}.test.ts`);

/** Those that drive a browser or build packages. A third file at a time would make them too slow for what they may take. */
const heavy = [
  ...['test/e2e/graphiql*.test.ts', 'test/e2e/portal*.test.ts'],
  ...endToEnd(['bench', 'installed-system', 'library', 'package']),
];

/** Those that judge the order of events, and mostly wait: three at a time, when no browser and no build runs any more. */
const quiet = endToEnd([
  ...['before-login', 'event-streams', 'gateway-deadline', 'live-replicas', 'live-resume'],
  ...['nudge-scrip', 'nudged-replicas', 'redis-tls', 'refused-bodies', 'replicas', 'stop'],
  ...['threats-files', 'threats-http', 'web-sockets', 'webhooks'],
]);

/** Those that judge times and memory, which a busy machine changes. They run alone, after all others. */
const alone = endToEnd([
  'event-loop',
  'fairness',
  'fuzz',
  'in-flight',
  'large-answers',
  'shared-reads',
]);

/** Those that take longest, which begin first: one that begins last has a processor to itself, and the other one idles. */
const long = [
  ...['e2e/bench', 'e2e/package', 'e2e/installed-system', 'e2e/portal-desk', 'e2e/portal-day'],
  ...['e2e/cli', 'e2e/federation', 'e2e/soak', 'e2e/webhooks'],
  ...['contract/rights/writes', 'contract/both-ways', 'contract/live', 'contract/paging'],
  ...['contract/mail', 'contract/names', 'contract/write-dates', 'contract/faults/faulted-writes'],
].map((name) => `/test/${name}.test.ts`);

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** What all projects of end-to-end tests have in common. */
const wholeServer = {
  isolate: false,
  testTimeout: 90_000,
  hookTimeout: 180_000,
  // What a page shows comes from an RT that two files share a processor with.
  expect: { poll: { timeout: 20_000 } },
  globalSetup: ['test/support/backends/global-setup.ts'],
};

export default defineConfig({
  test: {
    // Two files at a time, each with backends of its own: with RT they keep two processors busy.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Files of `isolate: false` share their modules: half of their processor time went into loading the same ones again.
    projects: [
      {
        resolve: oneGraphql,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: 'contract',
          isolate: false,
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/backends/global-setup.ts'],
        },
      },
      {
        resolve: oneGraphql,
        test: {
          ...wholeServer,
          name: 'heavy',
          include: heavy,
          globalSetup: [...wholeServer.globalSetup, 'test/support/browser/portal-setup.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: oneGraphql,
        test: {
          ...wholeServer,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...heavy, ...quiet, ...alone],
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        resolve: oneGraphql,
        test: {
          ...wholeServer,
          name: 'quiet',
          include: quiet,
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        resolve: oneGraphql,
        test: {
          ...wholeServer,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
