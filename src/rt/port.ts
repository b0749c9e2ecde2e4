import type { Readable } from 'node:stream';
import type { Identity } from './connection/login.js';
import type { RtError } from './errors.js';
import type { DateWindow, Memory, UpdateWindow } from './memory.js';
import type { NameCondition, NamedKind } from './named-kind.js';
import type { Shown } from './shown.js';
import type { Answer, Beside, Want } from './want.js';
import type { RtWrites } from './writes.js';

/** A stretch of a sorted list of tickets: those at some places of it. */
export interface TicketStretch {
  readonly query: string;
  /** RT's column and direction, `+Due`. Tickets that share it are sorted by number. */
  readonly orderBy: string;
  /** True for the list from its end. */
  readonly reversed: boolean;
  /** How many come before. */
  readonly offset: number;
  readonly count: number;
}

/** A ticket's newest transactions. */
export interface NewestItems {
  /** Newest first; all of them where they are fewer than were asked for. */
  readonly ids: readonly number[];
  /** Whether these are all that the caller may see. */
  readonly isWhole: boolean;
  readonly answers: ReadonlyMap<number, Answer>;
}

/** A ticket's transactions after one. */
export interface ItemsAfter {
  /** Oldest first. */
  readonly ids: readonly number[];
  readonly answers: ReadonlyMap<number, Answer>;
}

/** A status that RT offers for a ticket. */
export interface StatusChoice {
  readonly status: string;
  /** What RT's menu calls the change, in the language of RT's configuration: `Resolve`. Null where it has no name. */
  readonly label: string | null;
}

/** How many queues, and how many of the newest tickets, the caller sees, and for how many of them RT offers what. */
export interface WriteOffers {
  readonly queues: number;
  readonly create: number;
  readonly tickets: number;
  readonly reply: number;
  readonly comment: number;
  readonly changeStatus: number;
}

/** A stretch of a list of tickets, and how long the list is. */
export interface ListedTickets {
  readonly ids: readonly number[];
  readonly total: number;
  /** What RT showed of them, by number; less than was wanted where it tells that better elsewhere. */
  readonly answers: ReadonlyMap<number, Answer>;
  readonly beside: readonly Beside[];
}

/**
 * RT as one caller reads it, whatever the wire: REST 1.0 (`rest1/`), and REST 2.0 where it is the better one (`rest2/`, see
 * which-rest.ts). Loaders and schema know no other way in.
 */
export interface Upstream {
  readonly webUrl: string;
  identity(): Promise<Identity>;
  /** Objects and parts of them, each in its place, an error where RT does not show it. */
  show(wants: readonly Want[]): Promise<readonly (Answer | RtError)[]>;
  searchTickets(query: string, orderBy?: string): Promise<readonly number[]>;
  /** Whether RT is expected to list stretches and to count; it may fail to. */
  listsStretches(): boolean | Promise<boolean>;
  /** A stretch of the matches of a search, with what is wanted of them. Undefined where RT tells only all matches. */
  listTickets(stretch: TicketStretch, want: Omit<Want, 'spec'>): Promise<ListedTickets | undefined>;
  /** How many tickets match. Undefined where RT tells only all matches. */
  countTickets(query: string): Promise<number | undefined>;
  /**
   * The newest transactions of tickets, so many of each, without their sentences. Tickets are left out of which RT
   * tells that better with their whole history.
   */
  newestItems(
    tickets: readonly number[],
    count: number,
    columns: ReadonlySet<string>,
  ): Promise<ReadonlyMap<number, NewestItems>>;
  /**
   * All transactions of tickets after one, without their sentences. Tickets are left out of which RT tells that better
   * with their whole history.
   */
  itemsAfter(
    tickets: readonly number[],
    last: number,
    columns: ReadonlySet<string>,
  ): Promise<ReadonlyMap<number, ItemsAfter>>;
  /**
   * The statuses that RT offers the caller for tickets. Undefined where RT tells that nowhere; a ticket that the caller may
   * not see is left out.
   */
  statusChoices(
    tickets: readonly number[],
  ): Promise<ReadonlyMap<number, readonly StatusChoice[]> | undefined>;
  /**
   * The values that custom fields of a queue's tickets offer, by the fields' names in lower case. Undefined where RT tells
   * that nowhere; a field of which the caller may not see the values is left out.
   */
  fieldOptions(
    queue: number,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]> | undefined>;
  /** What RT offers the caller to write. Undefined where RT tells that nowhere. */
  writeOffers(): Promise<WriteOffers | undefined>;
  /** Whether a ticket's date lies between two others. */
  isTicketDated(ticket: number, field: string, window: DateWindow): Promise<boolean>;
  /** The tickets of which a date lies between two others. */
  ticketsDated(field: string, window: DateWindow): Promise<readonly number[]>;
  /** The tickets that a search finds of those that were updated in a window; of all tickets without a search. */
  ticketsUpdated(
    window: UpdateWindow,
    search?: { readonly query?: string | undefined; readonly orderBy?: string | undefined },
  ): Promise<readonly number[]>;
  /** A number that ticket numbers go beyond, where they go far; 0 where a search needs no care. */
  manyTickets(): Promise<number>;
  /** The number of the newest ticket or somewhat below, looked for where there are many. */
  newestTicket(): Promise<number>;
  /**
   * Numbers that queues of these names, in lower case, had when RT was last asked: whoever finds one puts it here.
   * It may be another queue's by now, or hidden, so check the name that RT shows.
   */
  readonly queueNumbers: Map<string, number>;
  searchNames(kind: NamedKind, condition?: NameCondition): Promise<readonly number[]>;
  /** What all that a search finds are called, by their numbers. */
  listNames(
    kind: NamedKind,
    condition: NameCondition,
    column: 'Name' | 'EmailAddress',
  ): Promise<ReadonlyMap<number, string>>;
  readAttachment(
    id: number,
    maxBytes: number,
    options: { readonly cut: boolean },
  ): Promise<Buffer | undefined>;
  streamAttachment(id: number): Promise<Readable>;
  /** The values that RT's form for a new ticket is filled with. */
  newTicketForm(): Promise<Shown>;
  /** What can be written, reading and checking itself through an operation's memory. */
  writes(memory: Memory, limits: { readonly maxUploadBytes: number }): RtWrites;
}
