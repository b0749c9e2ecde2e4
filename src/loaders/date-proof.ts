import { ticketColumns } from '../rt/columns/ticket.js';
import type { CallerZone } from '../rt/dates/caller-zone.js';
import { type DateReading, dateReadings } from '../rt/dates/dates.js';
import { RtError } from '../rt/errors.js';
import type { Upstream } from '../rt/port.js';
import { findDay, proveOffset } from './day-proof.js';

/** The dates of a ticket's form; TicketSQL has them under the same names. */
export const dateKeys: ReadonlySet<string> = new Set(
  Object.values(ticketColumns).flatMap(({ key, zoned }) => (zoned ? [key] : [])),
);

/** RT takes seconds to reckon with a date in a far future. */
export const lastProvenYear = 2100;

/**
 * Finds out which instants a ticket's dates mean, where that depends on a zone or language of the caller that is
 * not known yet. RT is asked whether the date lies around one of the instants it may mean. What this tells about
 * the zone and language serves the caller's whole session, so that most callers need one such search or two. A time
 * that clocks showed twice is asked for each date, whatever is known.
 * @returns instants in UTC of the dates that were asked for, in the spelling of REST 2.0
 */
export async function proveDates(
  upstream: Upstream,
  zone: CallerZone,
  ticket: number,
  dates: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const proven = new Map<string, string>();
  await zone.prepare();
  // RT is asked in seconds from its present, which is not known then.
  if (!zone.isClockKnown) return proven;
  for (const [field, text] of dates) {
    if (isClear(text, zone)) continue;
    await zone.inTurn(async () => {
      if (isClear(text, zone)) return;
      const instant = await prove(upstream, zone, { ticket, field, text });
      if (instant !== undefined) proven.set(field, utcText(instant));
    });
  }
  return proven;
}

function isClear(text: string, zone: CallerZone): boolean {
  if (!/\d/.test(text)) return true;
  const readings = dateReadings(text, zone);
  if (!isOneInstant(readings)) return false;
  const isDay = readings.every(({ precision }) => precision === 'day');
  if (!isDay && !isOneInstant(everyReading(text, zone))) return false;
  noteLanguage(zone, readings);
  return true;
}

function isOneInstant(readings: readonly DateReading[]): boolean {
  return readings.every(({ instant }) => instant === readings[0]?.instant);
}

/** The readings of a text, with both instants of a time that clocks showed twice. */
function everyReading(text: string, zone: CallerZone): readonly DateReading[] {
  return dateReadings(text, {
    name: zone.name,
    offsetAt: (at) => zone.offsetAt(at),
    languages: zone.languages,
    instantsOf: (local) => zone.everyInstantOf(local),
  });
}

function utcText(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** The instant that a date means, where RT printed it to the second and told. */
async function prove(
  upstream: Upstream,
  zone: CallerZone,
  { ticket, field, text }: { readonly ticket: number; field: string; readonly text: string },
): Promise<number | undefined> {
  const readings = everyReading(text, zone);
  const instants = [...new Set(readings.map(({ instant }) => instant))].sort((a, b) => a - b);
  if (new Date(instants.at(-1) ?? 0).getUTCFullYear() > lastProvenYear) return undefined;
  const isDay = readings.every(({ precision }) => precision === 'day');
  try {
    const doubt = { ticket, field, readings, instants };
    if (!isDay) return await proveInstant(upstream, zone, doubt);
    await proveDay(upstream, zone, doubt);
  } catch (error) {
    // The date stays doubtful, and reading it says so.
    if (!(error instanceof RtError)) throw error;
  }
  return undefined;
}

interface Doubt {
  readonly ticket: number;
  readonly field: string;
  readonly readings: readonly DateReading[];
  /** The instants of the readings, in their order. */
  readonly instants: readonly number[];
}

async function proveInstant(
  upstream: Upstream,
  zone: CallerZone,
  doubt: Doubt,
): Promise<number | undefined> {
  const { ticket, field, readings, instants } = doubt;
  for (const instant of likelyFirst(instants, readings, zone)) {
    const window = windowAround(instant, instants);
    if (!(await upstream.isTicketDated(ticket, field, window))) continue;
    const meant = readings.filter((reading) => reading.instant === instant);
    const offsets = new Set(meant.map(({ wall }) => (wall ?? instant) - instant));
    const [offset, another] = offsets;
    if (offset !== undefined && another === undefined) zone.observe(instant, offset);
    noteLanguage(zone, meant);
    return meant.every(({ precision }) => precision === 'second') ? instant : undefined;
  }
  return undefined;
}

/** A day without a time: its readings are where the day may begin, and the date is some time after that. */
async function proveDay(upstream: Upstream, zone: CallerZone, doubt: Doubt): Promise<void> {
  const { readings } = doubt;
  const wall = await findDay(upstream, doubt, readings);
  if (wall === undefined) return;
  const meant = readings.filter((reading) => reading.wall === wall);
  noteLanguage(zone, meant);
  const starts = meant.map(({ instant }) => instant);
  await proveOffset(upstream, zone, doubt, wall, starts);
}

/**
 * A window that holds one instant and none of the others. Where clocks were set back, RT takes a bound in the hour
 * that came twice for the same time in the second one: so a bound is put shortly before an instant, where there is
 * a choice, and hours away from all where there is nothing to tell apart.
 */
function windowAround(instant: number, all: readonly number[]) {
  const minute = 60_000;
  const before = all.findLast((other) => other < instant);
  const next = all.find((other) => other > instant);
  const from = before === undefined ? instant - 180 * minute : instant - margin(before, instant);
  const to = next === undefined ? instant + 180 * minute : next - margin(instant, next);
  return { after: new Date(from), before: new Date(to) };
}

/** RT's clock and its leap seconds may be some seconds off; offsets differ by 15 minutes at least. */
function margin(early: number, late: number): number {
  return Math.min(10 * 60_000, (late - early) / 2);
}

/** The instants in the order in which they are worth asking for. */
function likelyFirst(
  instants: readonly number[],
  readings: readonly DateReading[],
  zone: CallerZone,
): readonly number[] {
  const likely = (instant: number) =>
    readings.filter(
      (one) => one.instant === instant && one.wall === instant + zone.offsetAt(instant),
    ).length;
  return [...instants].sort((a, b) => likely(b) - likely(a));
}

function noteLanguage(zone: CallerZone, readings: readonly DateReading[]): void {
  const languages = readings.flatMap(({ language }) => language ?? []);
  if (languages.length > 0) zone.observeLanguages(new Set(languages));
}
