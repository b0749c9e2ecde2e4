import type { Attachment, Ticket, Transaction } from '../store/model.js';
import { type Store, takeId } from '../store/store.js';

/** What happened, without what RT adds by itself. Everything left out is empty. */
export interface Event {
  readonly type: string;
  readonly creator: number;
  readonly field?: string;
  readonly oldValue?: string;
  readonly newValue?: string;
  readonly data?: string;
  readonly timeTaken?: string;
}

/** A part of a message; `parent` is its place among the parts, -1 for the outermost. */
export type Part = Omit<Attachment, 'id' | 'transaction' | 'parent' | 'creator' | 'created'> & {
  readonly parent: number;
};

/** Writes into a ticket's history, with the message that came along, and marks the ticket changed. */
export function record(
  store: Store,
  ticket: Ticket,
  event: Event,
  parts: readonly Part[] = [],
): Transaction {
  const id = takeId(store, 'transaction');
  const created = store.clock();
  const ids = parts.map(() => takeId(store, 'attachment'));
  parts.forEach((part, at) => {
    const own = ids[at] ?? 0;
    const parent = ids[part.parent] ?? 0;
    const attachment = { ...part, id: own, parent, transaction: id, creator: event.creator };
    store.attachments.set(own, { ...attachment, created });
  });
  const transaction: Transaction = {
    field: '',
    oldValue: '',
    newValue: '',
    data: '',
    timeTaken: '0',
    ...event,
    id,
    ticket: ticket.id,
    created,
    attachments: ids,
  };
  store.transactions.set(id, transaction);
  store.history.set(ticket.id, [...(store.history.get(ticket.id) ?? []), id]);
  ticket.dates.LastUpdated = created;
  ticket.lastUpdatedBy = event.creator;
  return transaction;
}
