import type { Epoch } from '../store/model.js';
import { type WallTime, wallTime } from './zone.js';

/** Languages the sandbox knows some words of; RT knows many more. */
export type Language = 'en' | 'fr' | 'de' | 'ja';

interface DateWords {
  readonly notSet: string;
  readonly days: readonly string[];
  readonly months: readonly string[];
  /** A date with its time, and one without. */
  readonly full: (day: string, month: string, dd: string, time: string, year: string) => string;
  readonly short: (day: string, month: string, dd: string, year: string) => string;
}

/** As RT 5 writes dates, with the abbreviations of its translations. */
const words: Readonly<Record<Language, DateWords>> = {
  en: {
    notSet: 'Not set',
    days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
    full: (day, month, dd, time, year) => `${day} ${month} ${dd} ${time} ${year}`,
    short: (day, month, dd, year) => `${day} ${month} ${dd} ${year}`,
  },
  fr: {
    notSet: 'Non renseigné',
    days: ['Dim', 'Lun', 'Mar', 'Mer', 'Jeu', 'Ven', 'Sam'],
    months: 'Jan Fév Mar Avr Mai Juin Jui Aoû Sep Oct Nov Déc'.split(' '),
    full: (day, month, dd, time, year) => `${day} ${dd} ${month} ${year} ${time}`,
    short: (day, month, dd, year) => `${day} ${dd} ${month} ${year}`,
  },
  de: {
    notSet: 'Nicht angegeben',
    days: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
    months: 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez'.split(' '),
    full: (day, month, dd, time, year) => `${day} ${dd}. ${month} ${time} ${year}`,
    short: (day, month, dd, year) => `${day} ${dd}. ${month} ${year}`,
  },
  ja: {
    notSet: '未指定',
    days: ['日曜日', '月曜日', '火曜日', '水曜日', '木曜日', '金曜日', '土曜日'],
    months: Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
    full: (day, month, dd, time, year) => `${year}-${month}-${dd} ${day} ${time}`,
    short: (day, month, dd, year) => `${year}-${month}-${dd} ${day}`,
  },
};

const two = (value: number): string => String(value).padStart(2, '0');

const clock = (wall: WallTime): string =>
  `${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;

function namesOf(wall: WallTime, language: Language): { day: string; month: string } {
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay();
  const { days, months } = words[language];
  return { day: days[weekday] ?? '', month: months[wall.month - 1] ?? '' };
}

/** As a ticket's form shows a date: in a zone and a language, or that it is not set. */
export function showDate(epoch: Epoch, zone: string, language: Language): string {
  const { notSet, full } = words[language];
  if (epoch === 0) {
    return notSet;
  }
  const wall = wallTime(epoch, zone);
  const { day, month } = namesOf(wall, language);
  return full(day, month, two(wall.day), clock(wall), String(wall.year));
}

/** As a history tells of a value `YYYY-MM-DD` of a custom field. */
export function showDay(value: string, language: Language): string {
  const match = /^(\d+)-(\d+)-(\d+)/.exec(value);
  if (match === null) {
    return value;
  }
  const wall = {
    ...{ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) },
    ...{ hour: 0, minute: 0, second: 0 },
  };
  const { day, month } = namesOf(wall, language);
  return words[language].short(day, month, two(wall.day), String(wall.year));
}

/** `YYYY-MM-DD HH:MM:SS` in a zone. */
export function isoInZone(epoch: Epoch, zone: string): string {
  const wall = wallTime(epoch, zone);
  return `${wall.year}-${two(wall.month)}-${two(wall.day)} ${clock(wall)}`;
}

/** As RT's database keeps a date: UTC, and 1970 for one that is not set. */
export const isoUtc = (epoch: Epoch): string =>
  new Date(epoch * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** Reads what `isoUtc` wrote. */
export const epochOfIso = (text: string): Epoch =>
  text === '' ? 0 : Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
