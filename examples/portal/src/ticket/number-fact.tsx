import { wholeNumber } from '../fields/whole-number.js';
import { ChangeForm } from './change-form.js';
import { Fact } from './fact.js';
import { entered } from './use-editing.js';

/** A number of the ticket. */
export function NumberFact({
  name,
  field,
  value,
  unit,
}: {
  readonly name: string;
  readonly field:
    | 'priority'
    | 'finalPriority'
    | 'timeWorkedMinutes'
    | 'timeEstimatedMinutes'
    | 'timeLeftMinutes';
  readonly value: number;
  readonly unit?: string;
}) {
  return (
    <Fact
      name={name}
      edit={(editing) => (
        <ChangeForm
          label={name}
          changes={(fields) => ({ [field]: Number(fields.get(field)) })}
          editing={editing}
        >
          <input
            name={field}
            aria-label={name}
            {...wholeNumber}
            defaultValue={entered(editing.draft, field, String(value))}
            required
          />
        </ChangeForm>
      )}
    >
      {unit === undefined ? value : `${value} ${unit}`}
    </Fact>
  );
}
