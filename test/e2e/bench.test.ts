import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/process/run-program.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';

interface Samples {
  readonly [contender: string]: { readonly requests: readonly number[] };
}

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
      const { plain, dashboard } = JSON.parse(await readFile(file, 'utf8')) as {
        plain: Samples;
        dashboard: Samples;
      };
      const requests = (samples: Samples) =>
        Object.fromEntries(Object.entries(samples).map(([name, of]) => [name, of.requests]));
      expect(requests(plain)).toMatchObject({
        'rt-graphql': [2],
        'single reads': [51],
        'floor, 1 session': [2],
      });
      expect(requests(dashboard)).toMatchObject({
        'rt-graphql': [6],
        'single reads': [261],
        'floor, 2 sessions': [8],
      });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
  300_000,
);
