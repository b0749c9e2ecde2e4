import type { TicketRowFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { nameOf } from '../people/person.js';
import { ticketHref } from '../route.js';
import { Status } from '../status.js';

/** One ticket of a list; the whole row leads to it, the box before it selects it. */
export function TicketRow({
  ticket,
  isSelected,
  onSelect,
}: {
  readonly ticket: TicketRowFragment;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
}) {
  const { number, subject, status, queue, owner, requestors, updatedAt, isOverdue } = ticket;
  const from = requestors
    .map(({ emailAddress, user }) => (user ? nameOf(user) : emailAddress))
    .join(', ');
  return (
    <li className="ticket">
      <label className="select">
        <input
          type="checkbox"
          aria-label={`Select ticket ${number}`}
          checked={isSelected}
          onChange={(event) => onSelect(event.target.checked)}
        />
      </label>
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
