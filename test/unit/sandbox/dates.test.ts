import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../src/sandbox/time/parse-date.js';
import { isoUtc, showDate } from '../../../src/sandbox/time/show-date.js';

const now = Date.UTC(2026, 10, 24, 12) / 1000;
const newYork = 'America/New_York';
const read = (text: string): string => isoUtc(parseDate(text, now, newYork));

describe('reading dates', () => {
  test('a date and time is taken in the zone of the user', () => {
    expect(read('2024-07-01 12:00:00')).toBe('2024-07-01 16:00:00');
    expect(read('Mon Jul 01 12:00:00 2024')).toBe('2024-07-01 16:00:00');
    expect(read('2024-07-01')).toBe('2024-07-01 04:00:00');
  });

  test('the time of ISO 8601 is lost', () => {
    expect(read('2024-07-01T12:00:00Z')).toBe('2024-07-01 04:00:00');
  });

  test('zones are ignored and offsets misread', () => {
    expect(read('2024-07-01 12:00:00 UTC')).toBe('2024-07-01 16:00:00');
    expect(read('2024-07-01 12:00:00 +0200')).toBe('2024-07-01 14:00:00');
  });

  test('an hour that clocks show twice is the first, one they skip the next', () => {
    expect(read('2024-11-03 01:30:00')).toBe('2024-11-03 05:30:00');
    expect(read('2024-03-10 02:30:00')).toBe('2024-03-10 07:30:00');
  });

  test('what cannot be read is not set', () => {
    expect(parseDate('gibberish', now, newYork)).toBe(0);
    expect(parseDate('1720000000', now, newYork)).toBe(0);
  });

  test('words are counted from now', () => {
    expect(parseDate('tomorrow', now, newYork)).toBe(now + 86_400);
    expect(parseDate('2 hours ago', now, newYork)).toBe(now - 7_200);
  });
});

describe('showing dates', () => {
  test('forms speak the language of the user', () => {
    const at = Date.UTC(2024, 5, 6, 1, 2, 3) / 1000;
    expect(showDate(at, 'UTC', 'en')).toBe('Thu Jun 06 01:02:03 2024');
    expect(showDate(at, 'UTC', 'fr')).toBe('Jeu 06 Juin 2024 01:02:03');
    expect(showDate(0, 'UTC', 'de')).toBe('Nicht angegeben');
  });
});
