import type { Loaders } from '../../../src/loaders/loaders.js';

/** A transaction of the model: made at one time, to be seen from another on. Times are milliseconds of RT's clock. */
export interface Made {
  readonly id: number;
  readonly ticket: number;
  readonly type: string;
  readonly created: number;
  readonly visible: number;
}

/**
 * What a feed asks of RT, answered by a list of transactions. As in RT a ticket's last update is the second in which its
 * last transaction to be seen was made.
 */
export class RtModel {
  now: number = Date.UTC(2026, 10, 26, 12);
  readonly made: Made[] = [];
  /** Tickets that the search finds. */
  matches: (ticket: number) => boolean = () => true;
  /** How often RT was asked for anything. */
  asked = 0;

  #nextId = 1000;

  /** Makes a transaction now, which can be seen later. */
  write(ticket: number, { type = 'Set', lateMs = 0 } = {}): Made {
    const one: Made = {
      id: this.#nextId++,
      ticket,
      type,
      created: Math.floor(this.now / 1000) * 1000,
      visible: this.now + lateMs,
    };
    this.made.push(one);
    return one;
  }

  /** Whether a ticket has a first transaction: every later one has a higher number. */
  hasMade(ticket: number): boolean {
    return this.made.some((one) => one.ticket === ticket);
  }

  #seen(): readonly Made[] {
    return this.made.filter(({ visible }) => visible <= this.now);
  }

  /** The loaders of a new operation. */
  readonly load = {
    identity: async () => ({ zone: { rtNow: this.now } }),
    ticketsUpdated: async (
      { since, until }: { since: Date; until?: Date },
      { query, orderBy }: { query?: string; orderBy?: string } = {},
    ) => {
      this.asked++;
      const updated = new Map<number, number>();
      for (const { ticket, created } of this.#seen()) {
        updated.set(ticket, Math.max(created, updated.get(ticket) ?? 0));
      }
      const found = [...updated].filter(
        ([ticket, at]) =>
          at > Math.floor(since.getTime() / 1000) * 1000 &&
          (until === undefined || at < Math.floor(until.getTime() / 1000) * 1000) &&
          (query === undefined || this.matches(ticket)),
      );
      if (orderBy === '-LastUpdated') found.sort((a, b) => b[1] - a[1]);
      else found.sort((a, b) => a[0] - b[0]);
      return found.map(([ticket]) => ticket);
    },
    history: async (ticket: number) => {
      this.asked++;
      return this.#seen()
        .filter((one) => one.ticket === ticket)
        .map(({ id }) => ({ id, description: '' }));
    },
    // Of some tickets only their whole history tells.
    itemsAfter: async (ticket: number, last: number) => {
      this.asked++;
      if (ticket % 2 === 0) return undefined;
      const own = this.#seen().filter((one) => one.ticket === ticket && one.id > last);
      return own.map(({ id }) => id);
    },
    object: {
      ticket: async (id: number) => ({ id }),
      knownTransaction: async (id: number) => {
        const { ticket, type = '', created = 0 } = this.made.find((one) => one.id === id) ?? {};
        const columns: Readonly<Record<string, unknown>> = {
          Ticket: ticket,
          Type: type,
          Field: null,
          Created: new Date(created),
        };
        return { read: ({ key }: { readonly key: string }) => columns[key] };
      },
    },
    search: {
      check: async () => undefined,
      listsStretches: async () => false,
      isLarge: async () => false,
      tickets: async () => {
        const tickets = this.#seen().map(({ ticket }) => ticket);
        return [...new Set(tickets)].filter((ticket) => this.matches(ticket));
      },
    },
    // The model has what a feed uses, and nothing else.
  } as unknown as Loaders;
}
