import { parseReply } from '../src/rt/connection/reply.js';
import { type Form, parseForms } from '../src/rt/rest1/form.js';
import { type HistoryEntry, instant, type Line, type Tile } from './page.js';
import { customFields } from './world.js';

/** The columns that the dashboard's custom fields have in RT's forms. */
export const fieldColumns: readonly string[] = customFields.map((name) => `CF.{${name}}`);

/** RT's forms of one answer, in its order. */
export function formsOf(text: string): readonly Form[] {
  return parseForms(parseReply(text).payload, { keys: fieldColumns });
}

/** The one form of an answer about one object. */
export function formOf(text: string): Form {
  const [form] = formsOf(text);
  if (form === undefined) throw new Error(`RT shows nothing: ${text}`);
  return form;
}

/** Ticket numbers of an answer to `search/ticket format=i`. */
export function idsOf(text: string): readonly number[] {
  return [...text.matchAll(/^ticket\/(\d+)$/gm)].map(([, id]) => Number(id));
}

/** A line of a short history: a transaction's number and its sentence. */
export type HistoryLine = readonly [id: string, description: string];

/** The lines of a short history, oldest first. */
export function historyLinesOf(form: Form): readonly HistoryLine[] {
  return [...form.fields].filter(([key]) => /^\d+$/.test(key));
}

const read = (form: Form, column: string): string => form.fields.get(column) ?? '';

export function lineOf(form: Form): Line {
  return {
    number: Number(read(form, 'id').slice('ticket/'.length)),
    subject: read(form, 'Subject'),
    status: read(form, 'Status'),
    queue: read(form, 'Queue'),
    owner: read(form, 'Owner'),
  };
}

export function entryOf(form: Form): HistoryEntry {
  return {
    type: read(form, 'Type'),
    // RT's UTC dates of transactions: `2026-11-23 22:10:18`.
    createdAt: instant(`${read(form, 'Created').replace(' ', 'T')}Z`),
    description: read(form, 'Description'),
  };
}

/** Puts a ticket's form together with the forms of its owner, its queue and its last transactions. */
export function tileOf(
  ticket: Form,
  owner: Form | undefined,
  queue: Form | undefined,
  history: readonly HistoryEntry[],
): Tile {
  if (owner === undefined || queue === undefined) throw new Error('an owner or queue is missing');
  return {
    ...lineOf(ticket),
    queueDescription: read(queue, 'Description'),
    ownerRealName: read(owner, 'RealName'),
    requestors: read(ticket, 'Requestors').split(/,\s+/).sort(),
    values: fieldColumns.map((column) => read(ticket, column)),
    history,
  };
}

/** What names in a ticket's form refer to, each once. */
export function namesOf(tickets: readonly Form[], column: 'Owner' | 'Queue'): readonly string[] {
  return [...new Set(tickets.map((ticket) => read(ticket, column)))];
}
