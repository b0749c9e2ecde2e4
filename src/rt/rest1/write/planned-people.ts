import { fixedLimits } from '../../../limits.js';
import type { ListColumn } from '../../columns/column.js';
import { keyOfOne } from '../../columns/ticket.js';
import type { ObjectKind } from '../../object-spec.js';
import { quoteTicketSql } from '../../quote-ticket-sql.js';
import type { ShownObject } from '../../shown-object.js';
import type { WriteContext } from './write-context.js';

export const foldPeople = (people: readonly string[]): ReadonlySet<string> =>
  new Set(people.map((person) => person.toLowerCase()));

/**
 * People who were to become watchers, and how it is told whether they did. RT lists no disabled users and lists
 * others by their present address, so whoever is missing from the list is searched for by RT itself.
 */
export class WrittenPeople {
  readonly #column: ListColumn;
  readonly #people: readonly string[];
  /** What RT's search says of those who are not listed: found as a watcher, not found, or nothing. */
  readonly #found = new Map<string, 'address' | 'name' | 'absent'>();

  constructor(column: ListColumn, people: readonly string[]) {
    this.#column = column;
    this.#people = [...foldPeople(people)];
  }

  /** Whether all of them are watchers, listed or not. */
  areThere(ticket: ShownObject<ObjectKind>): boolean {
    return this.#missing(ticket).every((person) => this.#wasFound(person));
  }

  /** Whether a search has found one of those who are not listed. */
  isSomebodyThere(): boolean {
    return this.#people.some((person) => this.#wasFound(person));
  }

  /** Whether all of them are watchers and nobody else is listed. */
  areAll(ticket: ShownObject<ObjectKind>): boolean {
    const wanted = new Set(this.#people);
    const others = [...foldPeople(ticket.read(this.#column))].filter((one) => !wanted.has(one));
    // Whoever was found by name is listed by another address.
    const renamed = [...this.#found.values()].filter((how) => how === 'name').length;
    return this.areThere(ticket) && others.length <= renamed;
  }

  /** Whether RT tells of all who are missing neither that they watch nor that they do not. */
  areUnknown(ticket: ShownObject<ObjectKind>): boolean {
    const missing = this.#missing(ticket).filter((person) => !this.#wasFound(person));
    return missing.length > 0 && missing.every((person) => !this.#found.has(person));
  }

  /** Searches for those who are not listed. */
  async prove(ticket: ShownObject<ObjectKind>, { load }: WriteContext): Promise<void> {
    const role = keyOfOne(this.#column);
    for (const person of this.#missing(ticket).slice(0, fixedLimits.maxPeopleSearches)) {
      const text = quoteTicketSql(person);
      const is = (condition: string) => load.isTicketWhere(ticket.id, condition);
      if (await is(`${role}.EmailAddress = ${text}`)) this.#found.set(person, 'address');
      else if (await is(`${role}.Name = ${text}`)) this.#found.set(person, 'name');
      else if (await is(`id = ${ticket.id}`)) this.#found.set(person, 'absent');
    }
  }

  #missing(ticket: ShownObject<ObjectKind>): readonly string[] {
    const listed = foldPeople(ticket.read(this.#column));
    return this.#people.filter((person) => !listed.has(person));
  }

  #wasFound(person: string): boolean {
    return ['address', 'name'].includes(this.#found.get(person) ?? '');
  }
}
