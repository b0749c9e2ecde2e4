import type { ReactNode } from 'react';
import type { TicketFactsFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { nameOf } from '../person.js';

/** The fields of a ticket, and its custom fields that are set. */
export function TicketFacts({ ticket }: { readonly ticket: TicketFactsFragment }) {
  const { owner, requestors, cc, priority, createdAt, updatedAt, dueAt, isOverdue } = ticket;
  const set = ticket.customFields.filter(({ isEmpty }) => !isEmpty);
  return (
    <>
      <dl className="facts card">
        <Fact name="Owner">{owner ? nameOf(owner) : 'Nobody'}</Fact>
        <Fact name="Requestors">{addresses(requestors)}</Fact>
        {cc.length > 0 && <Fact name="Cc">{addresses(cc)}</Fact>}
        <Fact name="Priority">{priority}</Fact>
        <Fact name="Created">
          <Moment at={createdAt} />
        </Fact>
        <Fact name="Updated">
          <Moment at={updatedAt} />
        </Fact>
        {dueAt !== null && (
          <Fact name="Due">
            <Moment at={dueAt} /> {isOverdue && <em>overdue</em>}
          </Fact>
        )}
      </dl>
      {set.length > 0 && (
        <dl className="facts card" aria-label="Custom fields">
          {set.map(({ name, values }) => (
            <Fact key={name} name={name}>
              {values?.join(', ')}
            </Fact>
          ))}
        </dl>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One address a line, which breaks after its @ where it has to. */
function addresses(watchers: TicketFactsFragment['cc']): ReactNode {
  if (watchers.length === 0) return 'Nobody';
  return watchers.map(({ emailAddress }) => {
    const [name, host] = emailAddress.split(/(?<=@)/);
    return (
      <span key={emailAddress} className="address">
        {name}
        <wbr />
        {host}
      </span>
    );
  });
}
