import type { LocalTime } from './time-zone.js';

/** The languages RT 4.4 and 5 are translated into, as Intl names them. */
const languages =
  'en ar bg ca cs da de el es et fa fi fr hr hu id is it ja lt lv mk nb nl nn oc pl pt ro ru sk sl sr sv tr zh'.split(
    ' ',
  );

interface Names {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
}

let cache: readonly Names[] | undefined;

function names(): readonly Names[] {
  cache ??= languages.map((language) => {
    const list = (
      count: number,
      options: Intl.DateTimeFormatOptions,
      at: (i: number) => number,
    ) => {
      const format = new Intl.DateTimeFormat(language, {
        timeZone: 'UTC',
        calendar: 'gregory',
        ...options,
      });
      return Array.from({ length: count }, (_, i) => folded(format.format(at(i))));
    };
    return {
      months: list(12, { month: 'long' }, (i) => Date.UTC(2024, i, 15)),
      // 7 January 2024 was a Sunday.
      weekdays: list(7, { weekday: 'long' }, (i) => Date.UTC(2024, 0, 7 + i)),
    };
  });
  return cache;
}

function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

/**
 * Reads a date in the language of an RT user who has one set, e.g. `Lun 01 Jui 2024 02:00:00`: RT shortens
 * day and month names itself and French June and July both become `Jui`, so the weekday must agree too.
 * Undefined when no language, or more than one date, fits.
 */
export function readLocalizedDate(text: string): LocalTime | undefined {
  // Scandinavian translations write 13.05.09.
  const time = /(\d{1,2}):(\d\d):(\d\d)/.exec(text) ?? /(\d\d)\.(\d\d)\.(\d\d)(?!\d)/.exec(text);
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text);
  if (!time || !year) return undefined;
  const rest = text.replace(time[0], ' ').replace(year[0], ' ');
  // Finnish 10.3. and Japanese 3月-10; elsewhere months are words.
  const numbers =
    /(?<day>\d{1,2})\.(?<month>\d{1,2})\./.exec(rest) ??
    /(?<month>\d{1,2})月\D*(?<day>\d{1,2})/.exec(rest);
  const day = Number(numbers?.groups?.['day'] ?? /(?<!\d)(\d{1,2})(?!\d)/.exec(rest)?.[1]);
  const letters = numbers ? rest.replace(numbers[0], ' ') : rest;
  const words = (letters.match(/[\p{L}\p{M}]+/gu) ?? []).map(folded);
  const numeric = numbers?.groups?.['month'];
  const found = readings
    .map((reading) =>
      Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => {
        const date = new Date(Date.UTC(Number(year[1]), month - 1, day));
        if (date.getUTCMonth() !== month - 1) return false;
        if (numeric !== undefined && Number(numeric) !== month) return false;
        return isNamed(words, date, reading, numeric !== undefined);
      }),
    )
    .find((months) => months.length > 0);
  const [month, another] = found ?? [];
  if (month === undefined || another !== undefined) return undefined;
  return {
    year: Number(year[1]),
    month,
    day,
    hour: hourOf(Number(time[1]), words),
    minute: Number(time[2]),
    second: Number(time[3]),
  };
}

/** RT's localized date format has twelve hours in English. */
function hourOf(hour: number, words: readonly string[]): number {
  if (words.includes('pm')) return (hour % 12) + 12;
  return words.includes('am') ? hour % 12 : hour;
}

/** Words that stand between day, month and time without a meaning of their own. */
const fillers: readonly string[] = ['am', 'pm', 'kl', 'de'];

/** Whether a word of RT's may stand for a name in a language. */
type Reading = (word: string, language: Names, of: keyof Names, at: number) => boolean;

const isStart: Reading = (word, language, of, at) => language[of][at]?.startsWith(word) === true;

const isEnglish: Reading = (word, _, of, at) =>
  names()
    .slice(0, 1)
    .some((english) => isStart(word, english, of, at));

/** What a translator left out stays English. */
const isStartOrEnglish: Reading = (word, language, of, at) =>
  isStart(word, language, of, at) || isEnglish(word, language, of, at);

/** A name with letters left out: Russian `Пнд`, Turkish `Çrş`. */
const isSkeleton: Reading = (word, language, of, at) => {
  const name = language[of][at] ?? '';
  let next = 0;
  for (const letter of name) if (letter === word[next]) next++;
  return name[0] === word[0] && next === word.length;
};

/** From the surest to the loosest; the first that finds a date decides. */
const readings: readonly Reading[] = [isEnglish, isStart, isStartOrEnglish, isSkeleton];

/**
 * Whether in some language one word names the date's weekday and, unless a number does, another its month.
 * No other word may be left: it could say that the time is in the afternoon.
 */
function isNamed(
  words: readonly string[],
  date: Date,
  fits: Reading,
  numericMonth: boolean,
): boolean {
  return names().some((language) => {
    const weekday = language.weekdays[date.getUTCDay()] ?? '';
    const mayStay = (word: string) => fillers.includes(word) || weekday.includes(word);
    return words.some((word, i) => {
      if (!fits(word, language, 'weekdays', date.getUTCDay())) return false;
      const others = words.filter((_, j) => j !== i);
      if (numericMonth) return others.every(mayStay);
      return others.some(
        (other) =>
          fits(other, language, 'months', date.getUTCMonth()) &&
          others.every((rest) => rest === other || mayStay(rest)),
      );
    });
  });
}
