import { expect, test } from 'vitest';
import { entriesOf } from '../../../examples/portal/src/fields/entries-of.js';

test.each([
  [
    'DATE_TIME',
    ['2026-07-01 04:00:00', '2027-01-01 05:00:01'],
    ['2026-07-01T04:00:00Z', '2027-01-01T05:00:01Z'],
  ],
  ['DATE_TIME', [], []],
  ['DATE', ['2026-07-01'], ['2026-07-01']],
  ['FREEFORM', ['2026-07-01 04:00:00'], ['2026-07-01 04:00:00']],
] as const)('the form of a field of type %s takes %j as %j', (type, values, entries) => {
  expect(entriesOf(values, { type })).toEqual(entries);
});
