import { Fragment } from 'react';
import type { TicketRowFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { Name, nameOf } from '../people/person.js';
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
          <strong>
            <bdi>{subject || '(no subject)'}</bdi>
          </strong>
          <span className="faint">
            <bdi>{queue?.name}</bdi>
            {requestors.map(({ emailAddress, user }, at) => (
              <Fragment key={emailAddress}>
                {at === 0 ? ' · ' : ', '}
                <bdi>{user ? nameOf(user) : emailAddress}</bdi>
              </Fragment>
            ))}
            {isOverdue && <em> · overdue</em>}
          </span>
        </span>
        <Status status={status} />
        <span className="owner faint">{owner ? <Name of={owner} /> : 'Nobody'}</span>
        <Moment at={updatedAt} />
      </a>
    </li>
  );
}
