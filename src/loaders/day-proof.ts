import type { CallerZone } from '../rt/dates/caller-zone.js';
import { type DateReading, writeDate } from '../rt/dates/dates.js';
import { offsetZone } from '../rt/dates/time-zone.js';
import type { Upstream } from '../rt/port.js';

const minute = 60_000;
const day = 86_400_000;
/** How far RT's clock and its leap seconds may be off, and more. */
const margin = 2 * minute;
/** No zone is further from UTC. */
const furthest = 14 * 60 * minute;

/** A date of a ticket. */
interface TicketDate {
  readonly ticket: number;
  readonly field: string;
}

/** Which of several days a date is on, as local time in milliseconds. Undefined where they are too close to tell. */
export async function findDay(
  upstream: Upstream,
  { ticket, field }: TicketDate,
  readings: readonly DateReading[],
): Promise<number | undefined> {
  const days = [...new Set(readings.flatMap(({ wall }) => wall ?? []))].sort((a, b) => a - b);
  if (days.length < 2) return days[0];
  if (days.some((one, at) => one - (days[at - 1] ?? 0) < 3 * day)) return undefined;
  for (const one of days) {
    const window = { after: new Date(one - day), before: new Date(one + 2 * day) };
    if (await upstream.isTicketDated(ticket, field, window)) return one;
  }
  return undefined;
}

/**
 * Finds out the caller's offset from UTC on a day that RT printed without a time. Neither the time nor the offset is
 * known, but RT takes bounds both as instants and in the caller's local time: so the instant is narrowed down, and
 * then asked for once more in local time. Near a change of clocks RT reads local times an hour off, so nothing is
 * asked there.
 */
export async function proveOffset(
  upstream: Upstream,
  zone: CallerZone,
  { ticket, field }: TicketDate,
  wall: number,
  starts: readonly number[],
): Promise<void> {
  const offsets = [...new Set(starts.map((start) => wall - start))].sort((a, b) => b - a);
  const gap = Math.min(...offsets.slice(1).map((offset, at) => (offsets[at] ?? 0) - offset));
  let [low, high] = [Math.min(...starts) - margin, Math.max(...starts) + day + margin];
  if (offsets.length < 2 || !zone.isSteady(low - furthest, high + furthest)) return;
  while (high - low > gap - 3 * margin) {
    const middle = (low + high) / 2;
    // RT leaves the bounds out, and the date may be the very second of `high`, which was a middle before.
    const window = { after: new Date(middle), before: new Date(high + margin) };
    if (await upstream.isTicketDated(ticket, field, window)) low = middle;
    else high = middle;
  }
  for (const offset of offsets) {
    const local = (instant: number) => writeDate(new Date(instant), offsetZone(offset / minute));
    const window = { after: local(low - margin), before: local(high + margin) };
    if (!(await upstream.isTicketDated(ticket, field, window))) continue;
    zone.observe(low, offset);
    return;
  }
}
