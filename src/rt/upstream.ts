import type { Readable } from 'node:stream';
import type { RtClient } from './client.js';
import type { RtError } from './errors.js';
import type { Form } from './form.js';
import type { Identity } from './login.js';
import type { NameCondition, NamedKind } from './named-kind.js';
import type { ObjectSpec } from './object-spec.js';
import { readAttachment, streamAttachment } from './operations/attachment-content.js';
import { readNewTicketForm } from './operations/new-ticket-form.js';
import { newestTicket } from './operations/newest-ticket.js';
import { listNames, searchNames, searchTickets } from './operations/search.js';
import { type ShowOptions, show } from './operations/show.js';
import { type DateWindow, isTicketDated, ticketsDated } from './operations/ticket-dated.js';
import { TicketRange } from './ticket-range.js';

/**
 * All that the loaders need of RT to read. REST 1.0 is the one implementation; the interface is narrow so
 * that another way into RT can stand beside it without the schema knowing.
 */
export interface Upstream {
  readonly webUrl: string;
  identity(): Promise<Identity>;
  show(specs: readonly ObjectSpec[], options?: ShowOptions): Promise<readonly (Form | RtError)[]>;
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
  newTicketForm(): Promise<Form>;
}

/** RT seen through REST 1.0. */
export function rest1(rt: RtClient, range: TicketRange = new TicketRange()): Upstream {
  return {
    webUrl: rt.webUrl,
    identity: () => rt.identity(),
    show: (specs, options) => show(rt, specs, options),
    async searchTickets(query, orderBy) {
      const ids = await searchTickets(rt, query, orderBy);
      for (const id of ids) range.saw(id);
      return ids;
    },
    async isTicketDated(ticket, field, window) {
      const { zone } = await rt.identity();
      return isTicketDated(rt, ticket, field, window, zone.rtNow);
    },
    async ticketsDated(field, window) {
      const { zone } = await rt.identity();
      return ticketsDated(rt, field, window, zone.rtNow);
    },
    async manyTickets() {
      if (!range.isProbed) await rt.signIn();
      return range.isLarge ? range.newest : 0;
    },
    newestTicket: () => newestTicket(rt, range),
    searchNames: (kind, condition) => searchNames(rt, kind, condition),
    listNames: (kind, condition, column) => listNames(rt, kind, condition, column),
    readAttachment: (id, maxBytes, options) => readAttachment(rt, id, maxBytes, options),
    newTicketForm: () => readNewTicketForm(rt),
    streamAttachment: (id) => streamAttachment(rt, id),
  };
}
