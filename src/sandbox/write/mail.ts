import { addressesOf } from '../read/ticket.js';
import type { Ticket, User, WatcherRole } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { nobodyId, queueOfTicket, type Store, systemUserId } from '../store/store.js';
import { type Part, record } from './record.js';

/** A mail RT would send, as its history remembers it. */
interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly to: readonly string[];
  readonly type: 'EmailRecord' | 'CommentEmailRecord';
  /** RT's number of the rule that sends it, which its message ids end in. */
  readonly rule: number;
}

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function alternative(text: string, type: string): Part {
  const body = type === 'text/html' ? `<pre>${escapeHtml(text)}</pre>\n` : `${text}\n`;
  const bytes = Buffer.from(body);
  const ascii = bytes.every((byte) => byte < 0x80);
  return {
    parent: 0,
    subject: '',
    messageId: '',
    filename: '',
    contentType: type,
    contentEncoding: ascii ? 'none' : 'quoted-printable',
    headers: [
      ['Content-Type', `${type}; charset="utf-8"`],
      ['Content-Transfer-Encoding', ascii ? '7bit' : 'quoted-printable'],
      ['X-RT-Original-Encoding', 'utf-8'],
      ['Content-Length', String(bytes.length)],
    ],
    content: body,
    original: bytes,
  };
}

function send(store: Store, ticket: Ticket, mail: Mail): void {
  if (mail.to.length === 0) {
    return;
  }
  const { transaction } = store.nextId;
  const now = store.clock();
  const messageId = `rt-5.0.3-1-${now}-${transaction}.${ticket.id}-${mail.rule}-0@${store.organization}`;
  const queue = queueOfTicket(store, ticket);
  const root: Part = {
    parent: -1,
    subject: mail.subject,
    messageId,
    filename: '',
    contentType: 'multipart/alternative',
    contentEncoding: '',
    headers: [
      ['Subject', mail.subject],
      ['To', mail.to.join(', ')],
      ['From', `${store.name} via RT <${queue.correspondAddress}>`],
      ['Date', new Date(now * 1000).toUTCString().replace('GMT', '+0000')],
      ['Message-ID', `<${messageId}>`],
      ['X-RT-Ticket', `${store.name} #${ticket.id}`],
      ['Auto-Submitted', 'auto-generated'],
      ['Content-Type', 'multipart/alternative'],
      ['Content-Length', '0'],
    ],
    content: '',
    original: Buffer.alloc(0),
  };
  const parts = [root, alternative(mail.text, 'text/plain'), alternative(mail.text, 'text/html')];
  const event = { type: mail.type, creator: systemUserId, data: `<${messageId}>` };
  const { lastUpdatedBy, dates } = ticket;
  const { LastUpdated } = dates;
  record(store, ticket, event, parts);
  // Mail does not change the ticket.
  ticket.lastUpdatedBy = lastUpdatedBy;
  dates.LastUpdated = LastUpdated;
}

const tag = (store: Store, ticket: Ticket): string => `[${store.name} #${ticket.id}]`;

const peopleIn = (store: Store, ticket: Ticket, ...roles: readonly WatcherRole[]) =>
  roles.flatMap((role) => addressesOf(store, ticket, role));

function ownerAddress(store: Store, ticket: Ticket): readonly string[] {
  const address = store.users.get(ticket.owner)?.columns.EmailAddress ?? '';
  return ticket.owner === nobodyId || address === '' ? [] : [address];
}

/** RT does not tell people what they did themselves. */
const without = (actor: User, addresses: readonly string[]): readonly string[] => [
  ...new Set(addresses.filter((address) => address !== actor.columns.EmailAddress)),
];

/** Tells requestors that their ticket exists, and everybody else on it what it is about. */
export function mailCreate(store: Store, ticket: Ticket, actor: User, text: string): void {
  const subject = `${tag(store, ticket)} ${ticket.texts.Subject}`;
  const type = 'EmailRecord';
  const receipt =
    `Your request "${ticket.texts.Subject}" was received and is now ticket ` +
    `${tag(store, ticket)}.\n\nKeep that number in the subject when you write again.\n\n${text}`;
  const requestors = peopleIn(store, ticket, 'Requestor');
  send(store, ticket, { subject, text: receipt, to: requestors, type, rule: 7 });
  const staff = [...ownerAddress(store, ticket), ...peopleIn(store, ticket, 'AdminCc')];
  const notice = `Ticket ${ticket.id} was created: ${ticket.texts.Subject}\n\n${text}`;
  send(store, ticket, { subject, text: notice, to: without(actor, staff), type, rule: 8 });
  const copies = without(actor, peopleIn(store, ticket, 'Cc'));
  send(store, ticket, { subject, text, to: copies, type, rule: 9 });
}

/** Sends what was said to staff, to requestors and to those the writer named. */
export function mailCorrespond(
  store: Store,
  ticket: Ticket,
  actor: User,
  text: string,
  others: readonly string[],
): void {
  const subject = `${tag(store, ticket)} ${ticket.texts.Subject}`;
  const type = 'EmailRecord';
  const staff = [...ownerAddress(store, ticket), ...peopleIn(store, ticket, 'AdminCc')];
  send(store, ticket, { subject, text, to: without(actor, staff), type, rule: 3 });
  send(store, ticket, { subject, text, to: others, type, rule: 4 });
  const customers = without(actor, peopleIn(store, ticket, 'Requestor', 'Cc'));
  send(store, ticket, { subject, text, to: customers, type, rule: 5 });
}

/**
 * Sends a comment to staff and to those the writer named, never to requestors. RT has nothing to
 * send when the writer may not see comments.
 */
export function mailComment(
  store: Store,
  ticket: Ticket,
  actor: User,
  text: string,
  others: readonly string[],
): void {
  if (!hasRight(store, actor, 'ShowTicketComments', { ticket })) {
    return;
  }
  const subject = `${tag(store, ticket)} [Comment] ${ticket.texts.Subject}`;
  const type = 'CommentEmailRecord';
  const staff = [...ownerAddress(store, ticket), ...peopleIn(store, ticket, 'AdminCc')];
  const notice = `This is a comment. It is not sent to the Requestor(s):\n\n${text}`;
  send(store, ticket, { subject, text: notice, to: without(actor, staff), type, rule: 1 });
  send(store, ticket, { subject, text, to: others, type, rule: 2 });
}

/** Tells a new owner, unless it took the ticket itself. */
export function mailOwner(store: Store, ticket: Ticket, actor: User): void {
  const subject = `${tag(store, ticket)} ${ticket.texts.Subject}`;
  const text = `Ticket ${ticket.id} was given to you: ${ticket.texts.Subject}`;
  const to = without(actor, ownerAddress(store, ticket));
  send(store, ticket, { subject, text, to, type: 'EmailRecord', rule: 11 });
}

/** Tells requestors that their ticket is resolved. */
export function mailResolved(store: Store, ticket: Ticket, actor: User): void {
  const subject = `${tag(store, ticket)} Resolved: ${ticket.texts.Subject}`;
  const text = `Your request "${ticket.texts.Subject}" has been resolved.`;
  const to = without(actor, peopleIn(store, ticket, 'Requestor'));
  send(store, ticket, { subject, text, to, type: 'EmailRecord', rule: 12 });
}
