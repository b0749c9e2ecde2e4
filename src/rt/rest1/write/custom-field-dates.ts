import type { CustomFieldDefinition } from '../../custom-field-definitions.js';
import { hasType } from '../../custom-field-definitions.js';
import type { CallerZone } from '../../dates/caller-zone.js';
import { readUtcDate, writeDate } from '../../dates/dates.js';
import { isDay, readInstant } from '../../dates/rfc3339.js';
import type { ObjectKind } from '../../object-spec.js';
import { quoted } from '../../quoted.js';
import type { ShownObject } from '../../shown-object.js';
import { splitCustomFieldValues } from '../../text-lists.js';
import { dateProblem } from './planned-date.js';
import type { WrittenDate } from './planned-field.js';

/** How the values of a custom field are told to RT; the problem instead where RT would not store one. */
export type Spelled =
  | { readonly texts: readonly string[]; readonly dates?: readonly Date[] }
  | { readonly problem: string };

/**
 * Values as RT has to be told them. RT reads those of type DateTime in the caller's zone, prints them in UTC, and
 * clears a field of a date that it cannot read. A day is sent with its noon, since RT is mistaken about midnight
 * on the days of a change of clocks.
 */
export function spellValues(
  definition: CustomFieldDefinition,
  values: readonly string[],
  zone: CallerZone,
): Spelled {
  if (hasType(definition, 'Date')) {
    const wrong = values.find((value) => !isDate(value));
    if (wrong !== undefined)
      return { problem: `${quoted(wrong)} is not a date such as 2026-11-23.` };
    return { texts: values.map((value) => `${value} 12:00:00`) };
  }
  if (!hasType(definition, 'DateTime')) return { texts: values };
  const dates = values.map(readInstant);
  const instants: Date[] = [];
  for (const [at, date] of dates.entries()) {
    if (!date) {
      return { problem: notAnInstant(values[at] ?? '') };
    }
    const problem = dateProblem(date, zone);
    if (problem !== undefined) return { problem };
    instants.push(date);
  }
  return { texts: [], dates: instants };
}

/** RT prints values in UTC and reads them in the caller's zone, so a time without its offset may mean either. */
function notAnInstant(value: string): string {
  const [, day = '', time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)$/.exec(value) ?? [];
  if (time !== undefined && isDate(day)) {
    return `${quoted(value)} has no offset from UTC. For a time in UTC, which is how RT shows the values of this custom field, use ${day}T${time}Z.`;
  }
  return `${quoted(value)} is not an RFC 3339 date and time such as 2026-11-23T09:30:00Z.`;
}

function isDate(value: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  return year !== '' && Number(year) >= 1970 && isDay(year, month, day);
}

/** Instants of one custom field as they are written. RT prints them in UTC, so what it stored is known exactly. */
export class CustomFieldInstants implements WrittenDate {
  readonly key: string;
  readonly #definition: CustomFieldDefinition;
  readonly #dates: readonly Date[];
  readonly #zone: CallerZone;
  #texts: readonly string[] = [];

  constructor(
    key: string,
    definition: CustomFieldDefinition,
    dates: readonly Date[],
    zone: CallerZone,
  ) {
    this.key = key;
    this.#definition = definition;
    this.#dates = dates;
    this.#zone = zone;
  }

  write(): string {
    this.#texts = this.#spell();
    return this.#texts.join(',');
  }

  isStored(ticket: ShownObject<ObjectKind>): boolean {
    const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
    const stored = new Set(this.#stored(ticket).map(seconds));
    const wanted = new Set(this.#dates.map(seconds));
    return stored.size === wanted.size && [...wanted].every((second) => stored.has(second));
  }

  isWrongHour(ticket: ShownObject<ObjectKind>): boolean {
    if (this.isStored(ticket)) return false;
    const stored = this.#stored(ticket).map((date) => date.getTime());
    const walls = this.#texts.flatMap((text) => readUtcDate(text)?.getTime() ?? []);
    if (stored.length !== walls.length) return false;
    const inOrder = stored.toSorted((a, b) => a - b);
    for (const [at, wall] of walls.toSorted((a, b) => a - b).entries()) {
      const instant = inOrder[at] ?? wall;
      // Else it is an older value, which RT has kept.
      if (this.#zone.mayShow(instant, wall - instant)) this.#zone.observe(instant, wall - instant);
    }
    return this.#spell().join() !== this.#texts.join();
  }

  verify(): Promise<void> {
    return Promise.resolve();
  }

  isCertain(): boolean {
    return this.#dates.every((date) => this.#zone.isCertainAt(date.getTime()));
  }

  #spell(): readonly string[] {
    return this.#dates.map((date) => writeDate(date, this.#zone));
  }

  #stored(ticket: ShownObject<ObjectKind>): readonly Date[] {
    const field = ticket.customFields().find(({ name }) => name === this.#definition.name);
    return splitCustomFieldValues(field?.rawValue ?? '').flatMap((text) => readUtcDate(text) ?? []);
  }
}
