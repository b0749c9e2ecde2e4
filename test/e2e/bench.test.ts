import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Pages } from '../../bench/contender.js';
import { runProgram } from '../support/process/run-program.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';

type Figures = Readonly<
  Record<keyof Pages, Readonly<Record<string, { readonly requests: readonly number[] }>>>
>;

/** Tests do not judge times. That all contenders answer alike, the bench itself makes sure of. */
test.runIf(realRtAvailable(5))(
  'the bench asks RT as often as it says, and all contenders answer alike',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'bench-'));
    try {
      const file = join(dir, 'figures.json');
      const options = ['--rounds', '1', '--requests', '10', '--json', file];
      const printed = await runProgram('npm', ['run', 'bench', '--', ...options]);
      expect(printed).toContain('layer: p50 on an instant RT / bare Yoga');
      // What the bench writes; the shape is its own.
      const figures = JSON.parse(await readFile(file, 'utf8')) as Figures;
      const requests = (page: keyof Pages) =>
        Object.fromEntries(
          Object.entries(figures[page]).map(([name, of]) => [name, of.requests[0]]),
        );
      expect(requests('plain')).toEqual({
        'rt-graphql': 1,
        'rt-graphql, REST 1.0': 2,
        'REST 2.0, 1 connection': 1,
        'Hive Gateway': 1,
        'single reads': 51,
        'floor, 1 session': 2,
        'floor, 2 sessions': 3,
      });
      expect(requests('dashboard')).toEqual({
        'rt-graphql': 5,
        'rt-graphql, REST 1.0': 6,
        'hybrid by hand': 4,
        'single reads': 261,
        'floor, 1 session': 5,
        'floor, 2 sessions': 8,
      });
      expect(requests('bareDashboard')).toMatchObject({
        'rt-graphql, REST 1.0': 6,
        'REST 2.0, 1 connection': 5,
        'Hive Gateway': 5,
      });
      expect(requests('ticket')).toMatchObject({
        'rt-graphql, REST 1.0': 3,
        'REST 2.0, 2 connections': 2,
        'Hive Gateway': 2,
      });
      for (const page of ['count', 'firstPage'] as const) {
        expect(requests(page)).toMatchObject({
          'rt-graphql': 1,
          'REST 2.0, 1 connection': 1,
          'Hive Gateway': 1,
        });
      }
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
  600_000,
);
