import { fixedLimits } from '../limits.js';
import { type CallerZone, unknownClockError } from '../rt/dates/caller-zone.js';
import { InvalidInputError } from '../rt/errors.js';
import type { Upstream } from '../rt/port.js';
import { lastProvenYear } from './date-proof.js';

const minute = 60_000;

/**
 * The caller's zone, fit to spell an instant that a search compares a date with. RT reads it in that zone, of which
 * perhaps not all offsets are known. That decides nothing unless some ticket's date lies between the instants that
 * RT may read; and where one does, its date tells which offset it is.
 * @throws InvalidInputError where RT's clock tells of no zone
 */
export async function zoneForBound(
  upstream: Upstream,
  showDate: (ticket: number) => Promise<unknown>,
  field: string,
  bound: Date,
): Promise<CallerZone> {
  const { zone } = await upstream.identity();
  await zone.prepare();
  if (!zone.isClockKnown) throw new InvalidInputError(unknownClockError);
  const instant = bound.getTime();
  if (zone.isCertainAt(instant) || bound.getUTCFullYear() > lastProvenYear) return zone;
  const offsets = zone.offsetsAt(instant);
  const spread = Math.max(...offsets) - Math.min(...offsets) + 10 * minute;
  const witnesses = await upstream.ticketsDated(field, {
    after: new Date(instant - spread),
    before: new Date(instant + spread),
  });
  for (const ticket of witnesses.slice(0, fixedLimits.maxWitnesses)) {
    if (zone.isCertainAt(instant)) break;
    await showDate(ticket);
  }
  return zone;
}
