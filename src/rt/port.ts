import type { Readable } from 'node:stream';
import type { Identity } from './connection/login.js';
import type { CustomFieldDefinition } from './custom-field-definitions.js';
import type { RtError } from './errors.js';
import type { RawLink } from './links.js';
import type { DateWindow, Memory } from './memory.js';
import type { NameCondition, NamedKind } from './named-kind.js';
import type { ObjectSpec } from './object-spec.js';
import type { RtWrites } from './writes.js';

/** How RT shows objects and parts of them. */
export interface ShowOptions {
  /** Columns for every object; a name that a type does not know costs nothing. Absent: all that RT shows by itself. */
  readonly columns?: readonly string[];
  /** In full: transactions with their texts, custom fields with their definitions. */
  readonly long?: boolean;
}

/** One line of a ticket's attachment list. */
export interface AttachmentLine {
  readonly id: number;
  readonly filename: string | null;
  readonly contentType: string;
  /** How much RT has of it, rounded: `70b`, `97.6k`. Characters for plain text and HTML, bytes for all else. */
  readonly size: string;
}

/** A transaction as a ticket's history lists it. */
export interface HistoryLine {
  readonly id: number;
  /** In the language of the caller. */
  readonly description: string;
}

/** An object, or a part of one, as RT showed it. What RT did not show reads as empty. */
export interface Shown {
  /** RT's number of the object; undefined where RT gave none. */
  readonly number: number | undefined;
  /** Whether it is an object of this kind. */
  readonly kind: string | undefined;
  /** Columns by RT's names. */
  readonly texts: ReadonlyMap<string, string>;
  /** Of a ticket's links. */
  links(): readonly RawLink[];
  /** Of a ticket's history. */
  history(): readonly HistoryLine[];
  /** Of a ticket's attachments. */
  attachments(): readonly AttachmentLine[];
  /** Of a queue's custom fields; undefined where RT prints names so that they must be asked for in short. */
  definitions(names?: readonly string[]): readonly CustomFieldDefinition[] | undefined;
  /** The names in the short list of a queue's custom fields. */
  customFieldNames(): readonly string[];
}

/**
 * RT as one caller reads it, whatever the wire. REST 1.0 is the one implementation (`rest1/`); loaders and schema know
 * no other way in, so a second one is one folder beside it.
 */
export interface Upstream {
  readonly webUrl: string;
  identity(): Promise<Identity>;
  show(specs: readonly ObjectSpec[], options?: ShowOptions): Promise<readonly (Shown | RtError)[]>;
  searchTickets(query: string, orderBy?: string): Promise<readonly number[]>;
  /** Whether a ticket's date lies between two others. */
  isTicketDated(ticket: number, field: string, window: DateWindow): Promise<boolean>;
  /** The tickets of which a date lies between two others. */
  ticketsDated(field: string, window: DateWindow): Promise<readonly number[]>;
  /** A number that ticket numbers go beyond, where they go far; 0 where a search needs no care. */
  manyTickets(): Promise<number>;
  /** The number of the newest ticket or somewhat below, looked for where there are many. */
  newestTicket(): Promise<number>;
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
  /** What RT's form for a new ticket is filled with. */
  newTicketForm(): Promise<Shown>;
  /** What can be written, reading and checking itself through an operation's memory. */
  writes(memory: Memory, limits: { readonly maxUploadBytes: number }): RtWrites;
}
