import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function rowsOf(env: Readonly<Record<string, string | undefined>>) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import('../support/backends/own-rows.js')).ownRows;
}

const tables = Array.from({ length: 70 }, (_, size) => Array.from({ length: size }, (_, at) => at));

test('each row of a table is judged by the sandbox and by one of both RTs, half of them by each', async () => {
  const ownRows = await rowsOf({ WHOLE: undefined, TEST_BACKENDS: undefined });
  for (const rows of tables) {
    const [five, four] = [ownRows('RT 5', rows), ownRows('RT 4', rows)];
    expect(ownRows('sandbox', rows)).toEqual(rows);
    expect([...five, ...four].toSorted((a, b) => a - b)).toEqual(rows);
    expect(Math.abs(five.length - four.length)).toBeLessThan(3);
    expect([ownRows(5, rows), ownRows(4, rows)]).toEqual([five, four]);
  }
});

test.each([{ WHOLE: '1' }, { TEST_BACKENDS: 'RT 5,RT 4' }])(
  'with %o each judges all',
  async (env) => {
    const ownRows = await rowsOf({ WHOLE: undefined, TEST_BACKENDS: undefined, ...env });
    for (const rows of tables)
      expect([ownRows('RT 5', rows), ownRows('RT 4', rows)]).toEqual([rows, rows]);
  },
);
