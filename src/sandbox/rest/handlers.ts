import { commentForm } from '../forms/form.js';
import { readAttachment, readTicketAttachments } from '../read/attachments.js';
import { readGroup } from '../read/group.js';
import { readHistory } from '../read/history.js';
import { readLinks } from '../read/links.js';
import { readQueue, readQueueCustomFields, readTicketCustomFields } from '../read/queue.js';
import { readTicket } from '../read/ticket.js';
import { readTransaction } from '../read/transaction.js';
import { readUser } from '../read/user.js';
import { commentOnTicket } from '../write/comment.js';
import { createTicket } from '../write/create-ticket.js';
import { editGroup } from '../write/edit-group.js';
import { editLinks } from '../write/edit-links.js';
import { editQueue } from '../write/edit-queue.js';
import { editTicket } from '../write/edit-ticket.js';
import { editUser } from '../write/edit-user.js';
import { mergeTicket } from '../write/merge.js';
import { takeTicket } from '../write/take.js';
import {
  type Call,
  type Changes,
  failure,
  missingParameter,
  type Outcome,
  type Target,
} from './call.js';

/** Reads an object, or changes it when there are changes. */
export type Handler = (call: Call, target: Target, changes: Changes | undefined) => Outcome;

/** The pages RT has for a type, by the part of the path after the id. */
type Pages = Readonly<Record<string, Handler>> & { readonly default: Handler };

type Read = (call: Call, target: Target) => Outcome;
type Write = (call: Call, target: Target, changes: Changes) => Outcome;

const readOnly =
  (read: Read): Handler =>
  (call, target) =>
    read(call, target);

const readWrite =
  (read: Read, write: Write): Handler =>
  (call, target, changes) =>
    changes === undefined ? read(call, target) : write(call, target, changes);

/** RT dies when such a page is read. */
const writeOnly =
  (write: Write): Handler =>
  (call, target, changes) => {
    if (changes === undefined) {
      throw missingParameter('changes');
    }
    return write(call, target, changes);
  };

const noDefinitions = (): Outcome =>
  failure(commentForm('Cannot modify Queue CF definitions via REST'));

const writeTicket: Write = (call, target, changes) =>
  target.id === 'new' ? createTicket(call, changes) : editTicket(call, target, changes);

/** Everything RT has a page for. */
export const handlers: Readonly<Record<string, Pages>> = {
  ticket: {
    default: readWrite(readTicket, writeTicket),
    links: readWrite(readLinks, editLinks),
    attachments: readOnly(readTicketAttachments),
    history: readOnly(readHistory),
    comment: writeOnly(commentOnTicket),
    take: writeOnly(takeTicket),
    merge: readOnly(mergeTicket),
  },
  user: { default: readWrite(readUser, editUser) },
  queue: {
    default: readWrite(readQueue, editQueue),
    ticketcustomfields: readWrite(readTicketCustomFields, noDefinitions),
    customfields: readWrite(readQueueCustomFields, noDefinitions),
  },
  group: { default: readWrite(readGroup, editGroup) },
  attachment: { default: readOnly(readAttachment) },
  transaction: { default: readOnly(readTransaction) },
};
