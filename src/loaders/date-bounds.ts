import { fixedLimits } from '../limits.js';
import { type CallerZone, unknownClockError } from '../rt/dates/caller-zone.js';
import { writeDate } from '../rt/dates/dates.js';
import { dayNamed, type Span } from '../rt/dates/local-day.js';
import { InvalidInputError } from '../rt/errors.js';
import type { Upstream } from '../rt/port.js';
import { lastProvenYear } from './date-proof.js';

const minute = 60_000;
const day = 1440 * minute;

/** Reads one date of a ticket, which may tell about the caller's zone. */
type ShowDate = (ticket: number) => Promise<unknown>;

/** Why an instant cannot be converted to the caller's time. */
export const unknownZoneError =
  'Your time zone in RT is unknown, so this timestamp cannot be converted. Set RT_TIMEZONE on the server.';

/** Why RT cannot be told an instant. */
export function cannotWriteError(instant: Date): string {
  return `${instant.toISOString()} cannot be sent to RT: it is in an hour after your time zone sets its clocks back that RT cannot read. Use a time before or after that hour.`;
}

/**
 * The caller's zone, fit to spell an instant that a search compares a date with. RT reads it in that zone, of which
 * perhaps not all offsets are known, and there is an hour a year that no text names. Neither decides anything unless
 * some ticket's date lies between the instant and what RT may read; and where the offset is unknown, the date of such
 * a ticket tells it.
 * @throws InvalidInputError where RT's clock tells of no zone, and where such tickets leave open what RT would find
 */
export async function zoneForBound(
  upstream: Upstream,
  showDate: ShowDate,
  field: string,
  bound: Date,
): Promise<CallerZone> {
  const { zone } = await upstream.identity();
  await zone.prepare();
  if (!zone.isClockKnown) throw new InvalidInputError(unknownClockError);
  const doubt = readingsOf(bound, zone);
  if (isClear(doubt) || bound.getUTCFullYear() > lastProvenYear) return zone;
  const witnesses = await datedAmong(upstream, field, doubt);
  for (const ticket of witnesses.slice(0, fixedLimits.maxWitnesses)) {
    if (isClear(readingsOf(bound, zone))) return zone;
    await showDate(ticket);
  }
  const left = readingsOf(bound, zone);
  if (witnesses.length === 0 || isClear(left)) return zone;
  if ((await datedAmong(upstream, field, left)).length === 0) return zone;
  throw new InvalidInputError(
    zone.isCertainAt(bound.getTime()) ? cannotWriteError(bound) : unknownZoneError,
  );
}

/** The instant that is meant, and those that RT may take for it in each zone that may be the caller's. */
function readingsOf(bound: Date, zone: CallerZone): readonly number[] {
  const written = Date.parse(`${writeDate(bound, zone).replace(' ', 'T')}Z`);
  const meant = Math.floor(bound.getTime() / 1000) * 1000;
  return [meant, ...zone.offsetsAt(written).map((offset) => written - offset)];
}

function isClear(readings: readonly number[]): boolean {
  return readings.every((instant) => instant === readings[0]);
}

/** The tickets dated between some instants, and some minutes around them, since clocks differ. */
function datedAmong(upstream: Upstream, field: string, instants: readonly number[]) {
  return upstream.ticketsDated(field, {
    after: new Date(Math.min(...instants) - 10 * minute),
    before: new Date(Math.max(...instants) + 10 * minute),
  });
}

/**
 * The beginning and the end of a day in the caller's zone, if clocks change on it or within two days of it: RT takes
 * each day for 24 hours long, and may read its beginning in another offset. Undefined for all other days.
 * @throws InvalidInputError where the caller's zone matters and RT's clock tells of none
 */
export async function oddDay(
  upstream: Upstream,
  showDate: ShowDate,
  field: string,
  date: string,
): Promise<Span | undefined> {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const year = Number(date.slice(0, 4));
  // RT stores no dates before 1970, and takes seconds to compare with dates in a far future.
  if (year < 1970 || year > lastProvenYear) return undefined;
  const { zone } = await upstream.identity();
  await zone.prepare();
  if (zone.isSteady(noon - 2 * day, noon + 2 * day)) return undefined;
  const { start, end } = dayNamed(date, zone);
  for (const bound of [start, end]) {
    await zoneForBound(upstream, showDate, field, new Date(bound));
  }
  return dayNamed(date, zone);
}
