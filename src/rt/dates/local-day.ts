import { type LocalTime, type TimeZone, toInstant, toLocal } from './time-zone.js';

/** A stretch of time in milliseconds since 1970, without its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const halfDay = 43_200_000;

/** The day that a local noon is in. It may have 23 or 25 hours. */
function dayAround(noon: LocalTime, zone: TimeZone): Span {
  const midnight = { ...noon, hour: 0, minute: 0, second: 0 };
  const next = { ...midnight, day: midnight.day + 1 };
  return { start: toInstant(midnight, zone), end: toInstant(next, zone) };
}

/**
 * The local day that begins about an instant. The caller's zone may have become known since the instant was taken for
 * its beginning.
 */
export function dayFrom(instant: number, zone: TimeZone): Span {
  return dayAround(toLocal(instant + halfDay, zone), zone);
}

/** A day by its date, such as 2026-11-23, in a zone. */
export function dayNamed(date: string, zone: TimeZone): Span {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayAround({ year, month, day, hour: 12, minute: 0, second: 0 }, zone);
}
