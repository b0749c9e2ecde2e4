import { expect, test } from 'vitest';
import { isWhole, ownRows } from '../support/backends/own-rows.js';

const tables = Array.from({ length: 70 }, (_, size) => Array.from({ length: size }, (_, at) => at));

test('each row of a table is judged by the sandbox and by one of both RTs, half of them by each', () => {
  for (const rows of tables) {
    const [five, four] = [ownRows('RT 5', rows, false), ownRows('RT 4', rows, false)];
    expect(ownRows('sandbox', rows, false)).toEqual(rows);
    expect([...five, ...four].toSorted((a, b) => a - b)).toEqual(rows);
    expect(Math.abs(five.length - four.length)).toBeLessThan(3);
    expect([ownRows(5, rows, false), ownRows(4, rows, false)]).toEqual([five, four]);
  }
});

test('with WHOLE=1, or where backends are named, each judges all', () => {
  const settings = [{}, { WHOLE: '0' }, { WHOLE: '1' }, { TEST_BACKENDS: 'RT 5,RT 4' }];
  expect(settings.map(isWhole)).toEqual([false, false, true, true]);
  for (const rows of tables)
    expect([ownRows('RT 5', rows, true), ownRows('RT 4', rows, true)]).toEqual([rows, rows]);
});
