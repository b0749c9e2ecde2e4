import type { NamedKind } from './named-kind.js';
import type { ManyReport, WriteReport } from './report.js';
import type {
  LinkLists,
  LinkValue,
  MessageValues,
  NamedValues,
  NewTicketValues,
  TicketEdit,
  WatcherChanges,
} from './values.js';
import type { Wanted } from './wanted.js';

/** A message's kind: internal, or mailed to the requestors. */
export type MessageKind = 'comment' | 'correspond';

/** RT's three ways to change hands. */
export type OwnerChange = 'Take' | 'Steal' | 'Untake';

/**
 * What can be told to RT, whatever the wire: people as names or addresses, dates as instants, lists as lists. Each
 * write is sent once and read back. What RT would not store as meant is refused before anything is sent.
 *
 * `selected` is what the caller wants of the object afterwards, so that the read that checks the write brings it along.
 * A failure before RT can have seen the write is thrown (RtError); everything after is a report.
 */
export interface RtWrites {
  createTicket(values: NewTicketValues, selected?: Wanted): Promise<WriteReport>;
  editTicket(edit: TicketEdit, selected?: Wanted): Promise<WriteReport>;
  /** @throws InvalidInputError where two of them are one ticket since a merge */
  editTickets(edits: readonly TicketEdit[]): Promise<ManyReport>;
  /** A comment, or a reply that RT mails. `selectedItem` is what the caller wants of the transaction that it makes. */
  addMessage(
    ticket: number,
    kind: MessageKind,
    values: MessageValues,
    selected?: Wanted,
    selectedItem?: Wanted,
  ): Promise<WriteReport>;
  changeOwner(ticket: number, how: OwnerChange, selected?: Wanted): Promise<WriteReport>;
  /** Makes or removes links one by one; others are left alone. */
  changeLinks(
    ticket: number,
    links: readonly LinkValue[],
    how: 'add' | 'remove',
  ): Promise<WriteReport>;
  /** Replaces whole lists of links. */
  setLinks(ticket: number, lists: LinkLists): Promise<WriteReport>;
  changeWatchers(ticket: number, changes: WatcherChanges, selected?: Wanted): Promise<WriteReport>;
  /** Makes one ticket's number lead to another ticket, for good. The report's object is the other one. */
  merge(ticket: number, into: number): Promise<WriteReport>;
  createNamed(kind: NamedKind, values: NamedValues, password?: string | null): Promise<WriteReport>;
  editNamed(
    kind: NamedKind,
    id: number,
    values: NamedValues,
    password?: string | null,
  ): Promise<WriteReport>;
}
