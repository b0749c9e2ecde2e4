import { describe, expect, test } from 'vitest';
import { ticketColumns } from '../../../src/rt/columns/ticket.js';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { namedZone, type TimeZone } from '../../../src/rt/dates/time-zone.js';
import { ShownObject } from '../../../src/rt/shown-object.js';
import { dateKey } from '../../../src/schema/ticket/sort-key.js';

const due = dateKey(ticketColumns.dueAt);

/** The key of a ticket whose date RT printed so. */
const keyOf = (text: string, zone: TimeZone) =>
  due.read(
    new ShownObject('ticket', { id: 1, askedId: 1, values: new Map([['Due', text]]), zone }),
  );
/** The two bounds of the tickets with the same key, in local time. */
const boundsOf = (key: string, zone: TimeZone) =>
  [...(due.equal(key, zone) ?? '').matchAll(/'([^']+)'/g)].map(([, bound]) => bound);

describe('the key of a date that is printed as a day', () => {
  const berlin = namedZone('Europe/Berlin');

  test.each([
    ['2027-07-01', '2027-06-30 23:59:59', '2027-07-02 00:00:00'],
    ['2027-12-31', '2027-12-30 23:59:59', '2028-01-01 00:00:00'],
    // A day of 25 hours and one of 23; RT reads these texts as they are meant.
    ['2027-10-31', '2027-10-30 23:59:59', '2027-11-01 00:00:00'],
    ['2027-03-28', '2027-03-27 23:59:59', '2027-03-29 00:00:00'],
  ])('%s spans its local day', (text, after, before) => {
    const key = keyOf(text, berlin);
    expect(boundsOf(key, berlin)).toEqual([after, before]);
    expect(due.beyond(key, 'higher', berlin)).toBe(`Due >= '${before}'`);
  });

  test('spans the same local day when the caller’s zone has become known since', async () => {
    const now = Date.UTC(2026, 10, 26, 12);
    const summer = Date.UTC(2027, 6, 1, 12);
    for (const name of ['Europe/Berlin', 'Africa/Lagos']) {
      const caller = new CallerZone({ now, minutes: 60, configured: undefined });
      await caller.prepare();
      const key = keyOf('2027-07-01', caller);
      caller.observe(summer, namedZone(name).offsetAt(summer));
      expect(boundsOf(key, caller)).toEqual(['2027-06-30 23:59:59', '2027-07-02 00:00:00']);
    }
  });
});
