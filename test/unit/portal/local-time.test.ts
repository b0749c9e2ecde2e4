import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  faultOf,
  fromLocalTime,
  toLocalTime,
} from '../../../examples/portal/src/fields/local-time.js';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

/** Moments with and without seconds, on ordinary days and where clocks of one of the zones change. */
const moments = [
  '2031-05-06T03:04:05Z',
  '2031-05-06T03:04:00Z',
  '2031-12-31T23:59:59Z',
  '1970-01-02T00:00:01Z',
  '2027-03-28T00:59:59Z',
  '2027-03-28T01:00:00Z',
  ...['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z', '2027-10-31T01:30:07Z'],
  ...['2027-11-07T05:30:00Z', '2027-11-07T06:30:00Z'],
  ...['2027-04-03T14:45:00Z', '2027-04-03T15:15:00Z'],
];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(zones)('a date and time in %s', (zone) => {
  test.each(moments)('%s stays the same moment where nobody changes it', (moment) => {
    vi.stubEnv('TZ', zone);
    const shown = toLocalTime(moment);
    expect(faultOf(shown)).toBe('');
    expect(fromLocalTime(shown, moment)).toBe(moment);
    // A draft that was kept begins with the moment again.
    expect(toLocalTime(fromLocalTime(shown, moment))).toBe(shown);
  });
});

test.each([
  ['2031-05-06T03:04', '', '2031-05-06T01:04:00.000Z'],
  ['2031-05-06T03:04:09', '2031-05-06T01:04:05Z', '2031-05-06T01:04:09.000Z'],
  ['2031-05-06T03:04', '2031-05-06T01:04:05Z', '2031-05-06T01:04:00.000Z'],
  ['', '2031-05-06T01:04:05Z', ''],
  ['', '', ''],
])('“%s” in a field that began with “%s” means “%s”', (typed, initial, moment) => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  expect(fromLocalTime(typed, initial)).toBe(moment);
});

test.each(['20270-03-01T10:00', '0202-03-01T10:00', '2027-03-28T02:30', '2027-03-28T02:30:07'])(
  '%s cannot be sent, and is kept as it was typed',
  (typed) => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    expect(faultOf(typed)).not.toBe('');
    expect(toLocalTime(fromLocalTime(typed, ''))).toBe(typed);
  },
);
