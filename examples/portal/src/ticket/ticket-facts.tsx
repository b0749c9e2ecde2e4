import { useState } from 'react';
import { Moment } from '../moment.js';
import { Name } from '../people/person.js';
import { PersonInput } from '../people/person-input.js';
import { Status } from '../status.js';
import { ChangeForm } from './change-form.js';
import { DateFact } from './date-fact.js';
import { Fact } from './fact.js';
import { NumberFact } from './number-fact.js';
import { PeopleFact } from './people-fact.js';
import { QueueFact } from './queue-fact.js';
import { StatusOptions } from './status-options.js';
import { useTicket } from './ticket-context.js';
import { type Editing, entered } from './use-editing.js';

/** The fields of a ticket. */
export function TicketFacts() {
  const { ticket } = useTicket();
  const { owner, creator, createdAt, updatedAt, isOverdue } = ticket;
  return (
    <section className="facts card" aria-label="Fields">
      <dl>
        <StatusFact />
        <OwnerFact />
        <PeopleFact name="Requestors" as="REQUESTOR" people={ticket.requestors} />
        <PeopleFact name="Cc" as="CC" people={ticket.cc} />
        <PeopleFact name="AdminCc" as="ADMIN_CC" people={ticket.adminCc} />
        <QueueFact />
        <NumberFact name="Priority" field="priority" value={ticket.priority} />
        <DateFact name="Due" field="dueAt" value={ticket.dueAt}>
          {isOverdue && <em>overdue</em>}
        </DateFact>
        <NumberFact
          name="Time worked"
          field="timeWorkedMinutes"
          value={ticket.timeWorkedMinutes}
          unit="min"
        />
        <Fact name="Created">
          <Moment at={createdAt} />
          {creator && creator.id !== owner?.id && (
            <>
              {' '}
              by <Name of={creator} />
            </>
          )}
        </Fact>
        <Fact name="Updated">
          <Moment at={updatedAt} />
        </Fact>
      </dl>
      <details>
        <summary>More fields</summary>
        <dl>
          <DateFact name="Starts" field="startsAt" value={ticket.startsAt} />
          <DateFact name="Started" field="startedAt" value={ticket.startedAt} />
          <DateFact name="Last contact" field="toldAt" value={ticket.toldAt} />
          <DateFact name="Resolved" field="resolvedAt" value={ticket.resolvedAt} />
          <NumberFact name="Final priority" field="finalPriority" value={ticket.finalPriority} />
          <NumberFact
            name="Estimated"
            field="timeEstimatedMinutes"
            value={ticket.timeEstimatedMinutes}
            unit="min"
          />
          <NumberFact
            name="Time left"
            field="timeLeftMinutes"
            value={ticket.timeLeftMinutes}
            unit="min"
          />
        </dl>
      </details>
    </section>
  );
}

function StatusFact() {
  const { ticket } = useTicket();
  return (
    <Fact name="Status" edit={(editing) => <StatusForm editing={editing} />}>
      <Status status={ticket.status} />
    </Fact>
  );
}

function StatusForm({ editing }: { readonly editing: Editing }) {
  const { ticket } = useTicket();
  // A change by somebody else must not replace what is chosen here.
  const [seen] = useState(ticket);
  return (
    <ChangeForm
      label="Status"
      changes={(fields) => ({ status: String(fields.get('status')) })}
      editing={editing}
    >
      <select
        name="status"
        aria-label="Status"
        defaultValue={editing.draft.fields.get('status') ?? ''}
        required
      >
        {/* Nothing is chosen by itself. */}
        <option value="">…</option>
        <StatusOptions ticket={seen} />
      </select>
    </ChangeForm>
  );
}

function OwnerFact() {
  const { ticket } = useTicket();
  return (
    <Fact
      name="Owner"
      edit={(editing) => (
        <ChangeForm
          label="Owner"
          changes={(fields) => ({ owner: String(fields.get('owner')) || null })}
          editing={editing}
        >
          <PersonInput
            name="owner"
            label="Owner"
            as="login"
            initial={entered(editing.draft, 'owner', ticket.owner?.name ?? '')}
          />
        </ChangeForm>
      )}
    >
      {ticket.owner ? <Name of={ticket.owner} /> : 'Nobody'}
    </Fact>
  );
}
