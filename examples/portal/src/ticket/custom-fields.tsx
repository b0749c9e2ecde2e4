import { useRef } from 'react';
import {
  CustomFieldInput,
  customFieldOf,
  fieldName,
  whyFixed,
} from '../fields/custom-field-input.js';
import { entriesOf } from '../fields/entries-of.js';
import type { TicketFactsFragment } from '../generated/documents.js';
import { Moment } from '../moment.js';
import { ChangeForm } from './change-form.js';
import { Fact } from './fact.js';
import { useTicket } from './ticket-context.js';

type Field = TicketFactsFragment['customFields'][number];

/** The custom fields of a ticket: those that are set, and the others behind a line. */
export function CustomFields() {
  const { ticket } = useTicket();
  const section = useRef<HTMLElement>(null);
  const emptyNames = useRef<ReadonlySet<string>>(new Set());
  // A field that moved from one list to the other would lose its open form.
  if (!section.current?.querySelector('form')) {
    const empty = ticket.customFields.filter(({ isEmpty }) => isEmpty);
    emptyNames.current = new Set(empty.map(({ name }) => name));
  }
  const set = ticket.customFields.filter(({ name }) => !emptyNames.current.has(name));
  const unset = ticket.customFields.filter(({ name }) => emptyNames.current.has(name));
  if (ticket.customFields.length === 0) return null;
  return (
    <section ref={section} className="facts card" aria-label="Custom fields">
      {set.length > 0 && (
        <dl>
          {set.map((field) => (
            <CustomField key={field.name} field={field} />
          ))}
        </dl>
      )}
      {unset.length > 0 && (
        <details>
          <summary>{set.length > 0 ? 'Empty fields' : 'Custom fields'}</summary>
          <dl>
            {unset.map((field) => (
              <CustomField key={field.name} field={field} />
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function CustomField({ field }: { readonly field: Field }) {
  const { ticket } = useTicket();
  const { name, values, definition, isEmpty } = field;
  const entered = values && entriesOf(values, definition);
  const isMoment = definition?.type === 'DATE_TIME';
  const shown = isEmpty
    ? '–'
    : isMoment
      ? entered?.map((at) => (
          <div key={at}>
            <Moment at={at} />
          </div>
        ))
      : values?.join('\n');
  // Nobody can tell which of several fields of one name this is.
  const isKnown = definition !== null && entered !== null && entered !== undefined;
  const reason = isKnown ? whyFixed(definition) : 'Change it in Request Tracker.';
  if (!isKnown || reason !== '') {
    return (
      <Fact name={name}>
        {shown}
        <small className="faint">{reason}</small>
      </Fact>
    );
  }
  return (
    <Fact
      name={name}
      draftName={fieldName(name)}
      edit={(editing) => (
        <ChangeForm
          label={name}
          changes={(fields) => ({ customFields: [customFieldOf(fields, definition)] })}
          editing={editing}
        >
          <CustomFieldInput
            field={definition}
            queue={ticket.queue?.name ?? ''}
            initial={editing.draft.isKept ? editing.draft.fields.getAll(fieldName(name)) : entered}
          />
        </ChangeForm>
      )}
    >
      {shown}
    </Fact>
  );
}
