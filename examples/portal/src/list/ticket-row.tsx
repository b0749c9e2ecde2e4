import type { TicketRowFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { nameOf } from '../person.js';
import { ticketHref } from '../route.js';
import { Status } from '../status.js';

/** One ticket of a list; the whole row leads to it. */
export function TicketRow({ ticket }: { readonly ticket: TicketRowFragment }) {
  const { number, subject, status, queue, owner, requestors, updatedAt, isOverdue } = ticket;
  const from = requestors.map(({ emailAddress }) => emailAddress).join(', ');
  return (
    <li>
      <a className="row" href={ticketHref(number)}>
        <span className="number">{number}</span>
        <span className="what">
          <strong>{subject || '(no subject)'}</strong>
          <span className="faint">
            {queue?.name}
            {from && ` · ${from}`}
            {isOverdue && <em> · overdue</em>}
          </span>
        </span>
        <Status status={status} />
        <span className="owner faint">{owner ? nameOf(owner) : 'Nobody'}</span>
        <Moment at={updatedAt} />
      </a>
    </li>
  );
}
