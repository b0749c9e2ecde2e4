import { expect, test } from 'vitest';
import { soak } from '../../bench/soak.js';

const megabyte = 1024 * 1024;

/** Three minutes; `npm run soak` does the same for half an hour, and without rests. These leave the processors to other tests. */
test('under mixed requests the server goes on holding what it held, and no more', {
  timeout: 360_000,
}, async () => {
  const { samples, outcomes, warnings } = await soak(180, 10, { restMs: 60 });
  expect(warnings).toEqual([]);
  // What is compiled and cached comes in the first half.
  const middle = samples[Math.floor(samples.length / 2) - 1];
  const last = samples.at(-1);
  if (!middle || !last) throw new Error('There are no samples.');
  expect(last.heap - middle.heap).toBeLessThan(12 * megabyte);
  expect(last.resources).toBeLessThan(middle.resources + 20);
  expect([...outcomes.keys()].sort()).toEqual(
    expect.arrayContaining([
      'client that leaves: left',
      'list of another caller: 200',
      'query of its own: 200',
      'query: 200',
      'upload and download: whole',
      'write: 200',
    ]),
  );
});
