import { fixedLimits } from '../limits.js';
import { type CallerZone, unknownClockError } from '../rt/dates/caller-zone.js';
import { readUtcDate, writeDate } from '../rt/dates/dates.js';
import { InvalidInputError } from '../rt/errors.js';
import { splitCustomFieldValues } from '../rt/text-lists.js';
import { cannotWriteError, unknownZoneError } from './date-bounds.js';

/** How a search can compare a field of type DateTime with an instant. */
export type InstantOperator = '=' | '<' | '>';

/** What RT is asked to find out how it reads an instant. */
interface Asked {
  readonly zone: () => Promise<CallerZone>;
  readonly search: (operator: InstantOperator, text: string) => Promise<readonly number[]>;
  /** The field's values on a ticket as RT prints them, which is in UTC. */
  readonly printed: (ticket: number) => Promise<string>;
}

/** One way to spell the instant, and by how much the text is ahead of what RT then takes it for. */
interface Spelling {
  readonly text: string;
  readonly offset: number;
}

/**
 * An instant as RT has to be told it in a search for a field of type DateTime. RT keeps such values in UTC and reads
 * the bound in the caller's zone, of which perhaps not all offsets are known; where several fields have the name, it
 * compares the text as it is with what it keeps. So what each spelling finds is compared; where that differs, the
 * values of a ticket that only some of them find tell which is right.
 * @throws InvalidInputError where that stays unknown
 */
export async function spellInstant(
  instant: Date,
  operator: InstantOperator,
  asked: Asked,
): Promise<string> {
  const zone = await asked.zone();
  await zone.prepare();
  if (!zone.isClockKnown) throw new InvalidInputError(unknownClockError);
  const spellings = spell(instant, zone);
  const [first] = spellings;
  if (first && spellings.every(({ text }) => text === first.text)) return first.text;
  const found = await Promise.all(
    spellings.map(async ({ text }) => new Set(await asked.search(operator, text))),
  );
  const all = new Set(found.flatMap((ids) => [...ids]));
  const telling = [...all].filter((id) => found.some((ids) => !ids.has(id)));
  let left = spellings;
  for (const ticket of telling.slice(0, fixedLimits.maxWitnesses)) {
    if (left.length === 1) break;
    const printed = splitCustomFieldValues(await asked.printed(ticket));
    const values = printed.flatMap((text) => readUtcDate(text)?.getTime() ?? []);
    left = left.filter(({ offset }) =>
      spellings.every(({ text }, at) => {
        const bound = utc(text) - offset;
        return found[at]?.has(ticket) === values.some((value) => holds(value, operator, bound));
      }),
    );
  }
  const [only, another] = left;
  if (only && (telling.length === 0 || another === undefined)) {
    // RT takes the offset that is in force when the written time is UTC.
    const written = utc(only.text);
    if (telling.length > 0 && zone.mayShow(written, only.offset)) {
      zone.observe(written, only.offset);
    }
    return only.text;
  }
  throw new InvalidInputError(unknownZoneError);
}

/**
 * In each offset that the caller's zone may have then, and in UTC. The offsets of the days around count too, since RT
 * may take one of those within hours of a change of clocks.
 */
function spell(instant: Date, zone: CallerZone): readonly Spelling[] {
  const at = Math.floor(instant.getTime() / 1000) * 1000;
  const around = [at - day, at, at + day];
  const local = writeDate(instant, zone);
  const offsets = new Set(around.flatMap((near) => zone.offsetsAt(near)));
  const isCertain = around.every((near) => zone.isCertainAt(near));
  if (isCertain && utc(local) - zone.offsetAt(utc(local)) !== at) {
    throw new InvalidInputError(cannotWriteError(instant));
  }
  const inZone = isCertain
    ? [{ text: local, offset: utc(local) - at }]
    : [...offsets].map((offset) => ({ text: write(at + offset), offset }));
  const inUtc = { text: write(at), offset: 0 };
  return inZone.some(({ offset }) => offset === 0) ? inZone : [...inZone, inUtc];
}

const day = 86_400_000;

/** A text as the instant that it would be in UTC. */
function utc(text: string): number {
  return readUtcDate(text)?.getTime() ?? 0;
}

function write(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function holds(value: number, operator: InstantOperator, bound: number): boolean {
  if (operator === '=') return value === bound;
  return operator === '<' ? value < bound : value > bound;
}
