import { type LocalReading, weekdayOf } from './date-pattern.js';

/** A reading of one of the formats that do not depend on a language. */
export interface StandardReading extends LocalReading {
  /** Milliseconds that the local time is ahead of UTC; undefined where it is in the reader's zone. */
  readonly offset: number | undefined;
}

const month = '(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const months = month.slice(9, -1).split('|');
const weekday = '(?:(?<weekday>Sun|Mon|Tue|Wed|Thu|Fri|Sat), )?';
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const isoDay = '(?<year>\\d{4})-(?<number>\\d\\d)-(?<day>\\d\\d)';
const clock = '(?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?';

/** RT's ISO, W3CDTF, RFC2822, RFC2616 and iCal, with and without seconds, weekday and time. */
const formats = [
  `${isoDay}(?: ${clock})?`,
  `${isoDay}T${clock}(?<zone>Z|[+-]\\d\\d:\\d\\d)`,
  `${weekday}(?<day>\\d\\d) ${month} (?<year>\\d{4})(?: ${clock} (?<zone>GMT|[+-]\\d{4}))?`,
  '(?<year>\\d{4})(?<number>\\d\\d)(?<day>\\d\\d)(?:T(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)(?<zone>Z))?',
].map((source) => new RegExp(`^${source}$`));

/** The reading of a date in a format that does not depend on a language; undefined for any other text. */
export function readStandardDate(text: string): StandardReading | undefined {
  for (const format of formats) {
    const part = format.exec(text)?.groups;
    if (!part) continue;
    const local = {
      year: Number(part['year']),
      month:
        part['number'] === undefined
          ? months.indexOf(part['month'] ?? '') + 1
          : Number(part['number']),
      day: Number(part['day']),
      hour: Number(part['hour'] ?? 0),
      minute: Number(part['minute'] ?? 0),
      second: Number(part['second'] ?? 0),
    };
    const at = weekdayOf(local);
    const named = part['weekday'];
    if (at === undefined || (named !== undefined && weekdays[at] !== named)) return undefined;
    return {
      local,
      precision:
        part['minute'] === undefined ? 'day' : part['second'] === undefined ? 'minute' : 'second',
      offset: offsetOf(part['zone']),
    };
  }
  return undefined;
}

const utc = /^(?:197|198|199|20\d)\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The instant of a date as REST 2.0 prints them all, which a page may have hundreds of; undefined for any other text. */
export function readUtc(text: string): number | undefined {
  if (!utc.test(text)) return undefined;
  const instant = Date.parse(text);
  // February 30 and 24:00 come out on another day.
  return new Date(instant).getUTCDate() === Number(text.slice(8, 10)) ? instant : undefined;
}

function offsetOf(zone: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return zone === undefined ? undefined : 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
