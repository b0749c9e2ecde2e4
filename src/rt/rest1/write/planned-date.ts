import type { Column } from '../../columns/column.js';
import { type CallerZone, unknownClockError } from '../../dates/caller-zone.js';
import { canWriteDate, type PrintedDate, readPrintedDate, writeDate } from '../../dates/dates.js';
import { RtBadReplyError } from '../../errors.js';
import type { ObjectKind } from '../../object-spec.js';
import type { ShownObject } from '../../shown-object.js';
import type { WrittenDate } from './planned-field.js';

/** What RT cannot store as it is: it keeps no dates before 1970, and loses those whose year has five digits. */
export function dateProblem(date: Date, zone: CallerZone): string | undefined {
  // No zone is further from UTC than a day.
  const [day, last] = [86_400_000, Date.UTC(9999, 11, 31, 23, 59, 59)];
  if (!zone.isClockKnown) return unknownClockError;
  if (date.getTime() < day) return 'RT cannot store dates before 1970-01-02.';
  const local = date.getTime() + zone.offsetAt(date.getTime());
  const isDoubtful = !zone.isCertainAt(date.getTime()) && date.getTime() > last - day;
  return Math.max(date.getTime(), local) > last || isDoubtful
    ? "RT cannot store dates after the year 9999 in the user's time zone."
    : undefined;
}

/** One date of a ticket as it is written, and how it is told from the ticket whether RT stored that instant. */
export class TicketDate implements WrittenDate {
  readonly key: string;
  readonly #date: Date;
  readonly #zone: CallerZone;
  readonly #column: Column<PrintedDate | undefined>;
  #written = '';
  #verified: boolean | undefined;

  constructor({ key }: Column<Date | null>, date: Date, zone: CallerZone) {
    this.key = key;
    this.#date = new Date(Math.floor(date.getTime() / 1000) * 1000);
    this.#zone = zone;
    this.#column = { key, zoned: true, read: (text, of) => readPrintedDate(text, of) };
  }

  write(): string {
    this.#written = writeDate(this.#date, this.#zone);
    return this.#written;
  }

  utc(): string {
    return this.#date.toISOString().slice(0, 19).replace('T', ' ');
  }

  isStored(ticket: ShownObject<ObjectKind>): boolean {
    if (this.#verified !== undefined) return this.#verified;
    const printed = ticket.read(this.#column);
    if (!printed) return false;
    const unit = printed.precision === 'minute' ? 60_000 : 1000;
    return printed.date.getTime() === Math.floor(this.#date.getTime() / unit) * unit;
  }

  isWrongHour(ticket: ShownObject<ObjectKind>): boolean {
    return !this.#isVague(ticket) && !this.isStored(ticket) && this.#isOtherwiseNow();
  }

  async verify(
    ticket: ShownObject<ObjectKind>,
    isDated: (after: string | Date, before: string | Date) => Promise<boolean>,
  ): Promise<void> {
    if (!this.#isVague(ticket)) return;
    const [before, after] = [-1000, 1000].map((ms) => new Date(this.#date.getTime() + ms));
    const [early, late] = [before, after].map((at) => writeDate(at ?? this.#date, this.#zone));
    this.#verified = await isDated(early ?? '', late ?? '');
    if (!this.#verified || this.#zone.isCertainAt(this.#date.getTime())) return;
    // RT has stored what it was sent, in a zone that may have been taken for another one.
    const around = [-600_000, 600_000].map((ms) => new Date(this.#date.getTime() + ms));
    this.#verified = await isDated(around[0] ?? this.#date, around[1] ?? this.#date);
  }

  /** Whether RT can be told the instant in the caller's zone: there is an hour that no text names, and a zone may be unknown. */
  isNamed(): boolean {
    return this.isCertain() && canWriteDate(this.#date, this.#zone);
  }

  isCertain(): boolean {
    return this.#zone.isCertainAt(this.#date.getTime());
  }

  /** Whether the ticket's text tells too little: a day without a time, or what cannot be read. */
  #isVague(ticket: ShownObject<ObjectKind>): boolean {
    try {
      return ticket.read(this.#column)?.precision === 'day';
    } catch (error) {
      if (error instanceof RtBadReplyError) return true;
      throw error;
    }
  }

  /** Whether the caller's zone has turned out to be another one since the date was written. */
  #isOtherwiseNow(): boolean {
    return writeDate(this.#date, this.#zone) !== this.#written;
  }
}
