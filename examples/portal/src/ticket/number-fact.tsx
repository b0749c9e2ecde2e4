import { wholeMinutes, wholeNumber } from '../fields/whole-number.js';
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
  /** What it counts, where it is a time. */
  readonly unit?: 'min';
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
            {...(unit === 'min' ? wholeMinutes : wholeNumber)}
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
