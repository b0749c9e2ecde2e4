import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLocalizedDate } from '../../../src/rt/localized-date.js';

function date(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
) {
  return { year, month, day, hour, minute, second };
}

/** How some translations of RT print dates: `%w` weekday, `%b` month, `%d` day, `%Y` year, `%T` time. */
const translations = {
  french: {
    format: '%w %d %b %Y %T',
    months: 'Jan Fév Mar Avr Mai Jui Jui Aoû Sep Oct Nov Déc',
    weekdays: 'Dim Lun Mar Mer Jeu Ven Sam',
  },
  german: {
    format: '%w %d. %b %T %Y',
    months: 'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez',
    weekdays: 'So Mo Di Mi Do Fr Sa',
  },
  japanese: {
    format: '%Y-%b-%d %w %T',
    months: '1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月',
    weekdays: '日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日',
  },
  chinese: {
    format: '%Y-%b-%d %T %w',
    months: '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月',
    weekdays: '星期日 星期一 星期二 星期三 星期四 星期五 星期六',
  },
  czech: {
    format: '%w %d.%b.%Y %T',
    months: 'led úno bře dub kvě čvn čvc srp zář říj lis pro',
    weekdays: 'Ne Po Út St Čt Pá So',
  },
  norwegian: {
    format: '%w %d. %b %Y %H.%M.%S',
    months: 'jan. feb. mars april mai juni juli aug. sep. okt. nov. des.',
    weekdays: 'sø. ma. ti. on. to. fr. lø.',
  },
  finnish: {
    format: '%w %d.%b %Y %T',
    months: '1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12.',
    weekdays: 'su ma ti ke to pe la',
  },
  russian: {
    format: '%w %d %b %Y %T',
    months: 'Янв Фев Мар Апр Май Июн Июл Авг Сен Окт Ноя Дек',
    weekdays: 'Вск Пнд Втр Срд Чтв Птн Суб',
  },
  hungarian: {
    format: '%Y. %b %d. (%w) %T',
    months: 'Jan Feb Márc Ápr Máj Jún Júl Aug Szept Okt Nov Dec',
    weekdays: 'V H K Sze Cs P Szo',
  },
  portuguese: {
    format: '%w %b %d %T %Y',
    months: 'Jan Fev Mar Abr Maio Jun Jul Ago Set Out Nov Dez',
    weekdays: 'Dom Seg Ter Qua Qui Sex Sab',
  },
  greek: {
    format: '%w %b %d %T %Y',
    months: 'Ιαν Φεβ Μαρ Απρ Μάι Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ',
    weekdays: 'Κυρ Δευ Τρι Τετ Πεμ Παρ Σαβ',
  },
} as const;

/** Languages in which one word may name both a month and a weekday: a date may then be unreadable. */
const doubtful = {
  dutch: {
    format: '%w %d %b %Y %T',
    months: 'Jan Feb Mar Apr Mei Jun Jul Aug Sep Oct Nov Dec',
    weekdays: 'zo ma di wo do vr za',
  },
  polish: {
    format: '%w %d %b %Y, %T',
    months: 'Sty Lut Mar Kwi Maj Cze Lip Sie Wrz Paź Lis Gru',
    weekdays: 'Nd Pon Wt Śr Czw Pt Sob',
  },
  english: {
    format: '%w %b %d %T %Y',
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    weekdays: 'Sun Mon Tue Wed Thu Fri Sat',
  },
} as const;

interface Translation {
  readonly format: string;
  readonly months: string;
  readonly weekdays: string;
}

function print({ format, months, weekdays }: Translation, at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(
    two,
  );
  return format
    .replace('%T', `${hour}:${minute}:${second}`)
    .replace('%H.%M.%S', `${hour}.${minute}.${second}`)
    .replace('%w', weekdays.split(' ')[at.getUTCDay()] ?? '')
    .replace('%b', months.split(' ')[at.getUTCMonth()] ?? '')
    .replace('%d', two(at.getUTCDate()))
    .replace('%Y', String(at.getUTCFullYear()));
}

const moment = fc
  .integer({ min: Date.UTC(1999, 0, 1) / 1000, max: Date.UTC(2039, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000));

function fieldsOf(at: Date) {
  return date(
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
}

describe('dates in the language of an RT user', () => {
  it.each([
    ['Lun 23 Nov 2026 23:25:17', date(2026, 11, 23, 23, 25, 17)],
    ['Dim 03 Nov 2024 06:30:00', date(2024, 11, 3, 6, 30, 0)],
    ['Dim 10 Mar 2024 08:30:00', date(2024, 3, 10, 8, 30, 0)],
    ['Lun 01 Jui 2024 02:00:00', date(2024, 7, 1, 2, 0, 0)],
    ['Sam 01 Jui 2024 02:00:00', date(2024, 6, 1, 2, 0, 0)],
    ['Mar 07 Fév 2023 13:05:09', date(2023, 2, 7, 13, 5, 9)],
    ['Mo 23. Nov 22:10:18 2026', date(2026, 11, 23, 22, 10, 18)],
    ['2024-3月-10 日曜日 03:30:00', date(2024, 3, 10, 3, 30, 0)],
    ['2024-11月-03 日曜日 01:30:00', date(2024, 11, 3, 1, 30, 0)],
    ['sön, 01 Jan 2023 kl. 13.05.09', date(2023, 1, 1, 13, 5, 9)],
    ['Sun Ags 06 13:05:09 2023', date(2023, 8, 6, 13, 5, 9)],
  ])('%s', (text, fields) => {
    expect(readLocalizedDate(text)).toEqual(fields);
  });

  it.each(Object.entries(translations))('every %s date is read', (_, translation) => {
    fc.assert(
      fc.property(moment, (at) => {
        expect(readLocalizedDate(print(translation, at))).toEqual(fieldsOf(at));
      }),
      { numRuns: 120 },
    );
  });

  it.each(Object.entries(doubtful))('no %s date is misread', (_, translation) => {
    fc.assert(
      fc.property(moment, (at) => {
        expect([undefined, fieldsOf(at)]).toContainEqual(readLocalizedDate(print(translation, at)));
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    'Non renseigné',
    '',
    'Lun 01 Jui 2024',
    '02:00:00',
    'Lun 32 Nov 2026 23:25:17',
    'foo 23 bar 2026 23:25:17',
    'Κυρ, 10 Μαρ 2024 3:30:00 μ.μ.',
    'Ig., 2023(e)ko Urtren 01a 13:05:09',
  ])('%j is no date', (text) => {
    expect(readLocalizedDate(text)).toBeUndefined();
  });
});
