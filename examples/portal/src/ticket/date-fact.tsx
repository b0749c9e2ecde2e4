import type { ReactNode } from 'react';
import { LocalTimeInput } from '../fields/local-time-input.js';
import { Moment } from '../moment.js';
import { ChangeForm } from './change-form.js';
import { Fact } from './fact.js';
import { entered } from './use-editing.js';

/** A date of the ticket, edited in the browser's zone; an empty field clears it. */
export function DateFact({
  name,
  field,
  value,
  children,
}: {
  readonly name: string;
  readonly field: 'dueAt' | 'startsAt' | 'startedAt' | 'toldAt' | 'resolvedAt';
  readonly value: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <Fact
      name={name}
      edit={(editing) => (
        <ChangeForm
          label={name}
          changes={(fields) => ({ [field]: fields.get(field) || null })}
          editing={editing}
        >
          <LocalTimeInput
            name={field}
            label={name}
            initial={entered(editing.draft, field, value ?? '')}
          />
        </ChangeForm>
      )}
    >
      {value === null ? '–' : <Moment at={value} />} {children}
    </Fact>
  );
}
