import type { DateSpelling } from './date-languages.js';
import type { LocalTime } from './time-zone.js';

/** How much of the time of day a text names. */
export type DatePrecision = 'second' | 'minute' | 'day';

/** One way to read a text that may be a date. */
export interface LocalReading {
  readonly local: LocalTime;
  readonly precision: DatePrecision;
}

/** One order of the parts of a date, with the words of one language in it. */
export interface DatePattern {
  /** What texts of this pattern look like; see `shapeOf`. */
  readonly shapes: ReadonlySet<string>;
  /** Every reading of a folded text. The weekday, where there is one, always agrees. */
  read(text: string): readonly LocalReading[];
}

/** Shapes of names of time zones: `UTC`, `Europe/Berlin`, `America/St_Johns`, `+0530`, `EST5EDT`. */
const zoneShapes = ['a', '+0', '-0', 'a0a', 'a/a', 'a/a_a', 'a/a_a_a', 'a/a/a', 'a/a/a_a'].concat([
  'a/a+0',
  'a/a-0',
  'a/a-a',
  'a/a-a-a',
]);

/** Digits of each numeric part. */
const numbers: Readonly<Record<string, string>> = {
  y: '\\d{4}',
  yy: '\\d\\d',
  M: '\\d{1,2}',
  MM: '\\d\\d',
  d: '\\d{1,2}',
  dd: '\\d\\d',
  H: '\\d{1,2}',
  HH: '\\d\\d',
  h: '\\d{1,2}',
  hh: '\\d\\d',
  mm: '\\d\\d',
  ss: '\\d\\d',
};

/**
 * A text without what differs between versions of one spelling: kinds of blanks, marks of direction, case, and the
 * full stop of an abbreviation.
 */
export function foldDate(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200e\u200f\u061c\u202a-\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{L}\p{M}])\./gu, '')
    .trim()
    .toLowerCase();
}

/** What a folded text looks like when every word is a letter and every number a digit. */
export function shapeOf(text: string): string {
  return text.replace(/[\p{L}\p{M}]+/gu, 'a').replace(/\d+/g, '0');
}

/** Makes the reader of a pattern such as `{E} {dd} {L} {y}`. */
export function datePattern(pattern: string, spelling: DateSpelling): DatePattern {
  const words: Readonly<Record<string, readonly (readonly string[])[]>> = {
    E: wordsOf(spelling.days),
    L: wordsOf(spelling.months),
    a: wordsOf(spelling.halves ?? ''),
  };
  // The full stop after a word is folded away.
  const parts = pattern.replace(/(?<=\{[ELaz]\})\./g, '').split(/\{(\w+)\}/);
  const names = parts.filter((_, at) => at % 2 === 1);
  const source = parts.map((part, at) => {
    if (at % 2 === 0) return escaped(foldLiteral(part));
    const choices = words[part]?.flat();
    if (choices) return `(${[...new Set(choices)].map(escaped).join('|')})`;
    return part === 'z' ? '((?!(?:am|pm)$)[\\w/+:-]+)' : `(${numbers[part] ?? '(?!)'})`;
  });
  const regexp = new RegExp(`^${source.join('').trim()}$`, 'u');
  return {
    shapes: shapesOf(parts, words),
    read(text) {
      const match = regexp.exec(text);
      if (!match) return [];
      const found = new Map(names.map((name, at) => [name, match[at + 1] ?? '']));
      return readingsOf(found, words);
    },
  };
}

function readingsOf(
  found: ReadonlyMap<string, string>,
  words: Readonly<Record<string, readonly (readonly string[])[]>>,
): readonly LocalReading[] {
  const number = (...names: readonly string[]) => {
    const text = names.map((name) => found.get(name)).find((value) => value !== undefined);
    return text === undefined ? undefined : Number(text);
  };
  /** Which of a list's members a word may stand for; a language may spell two of them alike. */
  const meanings = (name: string) => {
    const word = found.get(name);
    return word === undefined
      ? [undefined]
      : (words[name] ?? []).flatMap((spellings, at) => (spellings.includes(word) ? [at] : []));
  };
  const short = number('yy');
  // RT has no dates before 1970.
  const year = number('y') ?? (short === undefined ? 0 : short + (short < 70 ? 2000 : 1900));
  const day = number('d', 'dd') ?? 0;
  const half = number('h', 'hh');
  const hours =
    half === undefined
      ? [number('H', 'HH') ?? 0]
      : meanings('a').map((at) => (half > 12 || half < 1 ? 24 : (half % 12) + 12 * (at ?? 2)));
  const minute = number('mm');
  const second = number('ss');
  const months = found.has('L')
    ? meanings('L').map((at) => (at ?? 0) + 1)
    : [number('M', 'MM') ?? 0];
  const weekdays = meanings('E');
  const precision = minute === undefined ? 'day' : second === undefined ? 'minute' : 'second';
  return months.flatMap((month) =>
    hours.flatMap((hour) => {
      const local = { year, month, day, hour, minute: minute ?? 0, second: second ?? 0 };
      const weekday = weekdayOf(local);
      const fits =
        weekday !== undefined && weekdays.some((at) => at === undefined || at === weekday);
      return fits ? [{ local, precision } as const] : [];
    }),
  );
}

/** The weekday of a local time, 0 for Sunday; undefined if the day or time does not exist. */
export function weekdayOf(local: LocalTime): number | undefined {
  const date = new Date(Date.UTC(local.year, local.month - 1, local.day));
  const exists =
    local.year >= 1969 &&
    local.month >= 1 &&
    date.getUTCMonth() === local.month - 1 &&
    date.getUTCDate() === local.day &&
    local.hour < 24 &&
    local.minute < 60 &&
    local.second < 60;
  return exists ? date.getUTCDay() : undefined;
}

function wordsOf(list: string): readonly (readonly string[])[] {
  return list === '' ? [] : list.split('|').map((word) => word.split('/').map(foldDate));
}

function foldLiteral(text: string): string {
  // Blanks at its ends stay: a literal stands between two parts.
  return foldDate(`|${text}|`).slice(1, -1);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function shapesOf(
  parts: readonly string[],
  words: Readonly<Record<string, readonly (readonly string[])[]>>,
): ReadonlySet<string> {
  let shapes: readonly string[] = [''];
  parts.forEach((part, at) => {
    const choices =
      at % 2 === 0
        ? [foldLiteral(part)]
        : part === 'z'
          ? zoneShapes
          : [...new Set(words[part]?.flat().map(shapeOf) ?? ['0'])];
    shapes = shapes.flatMap((start) => choices.map((choice) => start + choice));
  });
  return new Set(shapes.map((shape) => shapeOf(shape.trim())));
}
