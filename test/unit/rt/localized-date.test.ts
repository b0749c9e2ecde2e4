import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dateReadings, readPrintedDate } from '../../../src/rt/dates/dates.js';
import { readLocalizedDate } from '../../../src/rt/dates/localized-date.js';
import { namedZone } from '../../../src/rt/dates/time-zone.js';

/** What RT 5 and RT 4 print for known instants, by test/support/real-rt/rt-date-texts.pl. */
const texts = readFileSync(new URL('../../generated/rt-dates.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [language = '', format = '', zone = '', text = '', instant = ''] = line.split('\t');
    return { language, format, zone: namedZone(zone), text, instant: Date.parse(instant) };
  });

function read(text: string) {
  return readLocalizedDate(text).map(({ local: { year, month, day, hour, minute, second } }) =>
    new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19),
  );
}

describe('dates as RT spells them', () => {
  test('the table has every language of RT and every format', () => {
    expect(new Set(texts.map(({ language }) => language)).size).toBe(39);
    expect(new Set(texts.map(({ format }) => format)).size).toBeGreaterThan(30);
  });

  test('each means its instant, and may mean another only in the shortest numbers', () => {
    const unread = texts.filter(({ text, zone, instant }) => {
      const instants = dateReadings(text, zone).map((reading) => reading.instant);
      return !instants.includes(instant);
    });
    expect(unread).toEqual([]);
    const doubtful = texts.filter(
      ({ text, zone }) => new Set(dateReadings(text, zone).map((one) => one.instant)).size > 1,
    );
    expect(doubtful.length).toBeLessThan(texts.length / 20);
    for (const { format } of doubtful) expect(format).toContain('"date_format_short"');
  });

  test('each is read alone where the language is known', () => {
    const wrong = texts.filter(({ text, zone, language, instant }) => {
      const known = { ...zone, languages: { may: (one: string) => one === language } };
      return readPrintedDate(text, known)?.date.getTime() !== instant;
    });
    expect(wrong).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    ['Lun 01 Jui 2024 02:00:00', '2024-07-01T02:00:00'],
    // Tuesday in French, March in English.
    ['Mar 07 Fév 2023 13:05:09', '2023-02-07T13:05:09'],
    ['sön, 01 Jan 2023 kl. 13.05.09', '2023-01-01T13:05:09'],
    ['Sun Ags 06 13:05:09 2023', '2023-08-06T13:05:09'],
    // Blanks, marks of direction and case differ between versions of a locale.
    ['Sun, Jun 30, 2024 8:00:00\u202fPM', '2024-06-30T20:00:00'],
    ['10\u200f/02\u200f/2027 1:10:00\u00a0م', '2027-02-10T13:10:00'],
    ['10/02/2027 1:10:00 م', '2027-02-10T13:10:00'],
  ])('%s', (text, expected) => {
    expect(new Set(read(text))).toEqual(new Set([expected]));
  });

  test.each([
    'Non renseigné',
    '',
    '02:00:00',
    'Lun 32 Nov 2026 23:25:17',
    'Mar 23 Nov 2026 23:25:17',
    'foo 23 bar 2026 23:25:17',
    'Sun, Jun 30, 2024 13:00:00 PM',
    'Sun, Jun 30, 2024 0:00:00 AM',
    `${'9'.repeat(50_000)}`,
    `${'Lun 01 '.repeat(5000)}`,
  ])('%j is not a date', (text) => {
    expect(read(text)).toEqual([]);
  });
});
