import { useId, useState } from 'react';
import type { CustomFieldDefinitionFragment, CustomFieldType } from '../generated/documents.js';
import { LocalTimeInput } from './local-time-input.js';
import { useOptions } from './use-options.js';

const longTexts = new Set<CustomFieldType>(['TEXT', 'WIKITEXT', 'HTML']);
const choices = new Set<CustomFieldType>(['SELECT', 'COMBOBOX', 'AUTOCOMPLETE']);
const files = new Set<CustomFieldType>(['BINARY', 'IMAGE']);

/** Why a custom field cannot be edited here, in words; empty if it can. */
export function whyFixed({ name, type }: CustomFieldDefinitionFragment): string {
  if (files.has(type)) return 'Change its files in Request Tracker.';
  return name.includes(',') ? 'Change it in Request Tracker: its name has a comma.' : '';
}

/** The fields of a form for one custom field: one for each value, and a button for more where it takes more. */
export function CustomFieldInput({
  field,
  queue,
  initial,
  isShown = true,
}: {
  readonly field: CustomFieldDefinitionFragment;
  readonly queue: string;
  readonly initial: readonly string[];
  /** Whether anybody sees it yet: what it offers is asked for then. */
  readonly isShown?: boolean;
}) {
  const [rows, setRows] = useState(() => (initial.length > 0 ? initial : ['']));
  return (
    <div className="values">
      {rows.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
        <ValueInput key={at} field={field} queue={queue} initial={value} isShown={isShown} />
      ))}
      {field.isMultiple && (
        <button
          type="button"
          className="quiet"
          aria-label={`Another value of ${field.name}`}
          onClick={() => setRows([...rows, ''])}
        >
          + value
        </button>
      )}
      {field.pattern !== null && <small className="faint">{field.pattern}</small>}
    </div>
  );
}

interface ValueProps {
  readonly field: CustomFieldDefinitionFragment;
  readonly queue: string;
  readonly initial: string;
  readonly isShown: boolean;
}

function ValueInput({ field, queue, initial, isShown }: ValueProps) {
  const { name, type } = field;
  const common = { name: fieldName(name), 'aria-label': name, defaultValue: initial };
  if (longTexts.has(type)) return <textarea {...common} rows={4} />;
  if (type === 'DATE') return <input {...common} type="date" max="9999-12-31" />;
  if (type === 'DATE_TIME') {
    return <LocalTimeInput name={common.name} label={name} initial={initial} />;
  }
  if (!choices.has(type)) return <input {...common} />;
  return <ChoiceInput field={field} queue={queue} initial={initial} isShown={isShown} />;
}

/** One of the values that the field offers. Fields of other types than SELECT take any other value too. */
function ChoiceInput({ field, queue, initial, isShown }: ValueProps) {
  const list = useId();
  const { values, isWhole, isLoading } = useOptions(field, queue, isShown);
  const common = { name: fieldName(field.name), 'aria-label': field.name, defaultValue: initial };
  const optionsOf = (some: readonly string[]) =>
    some.map((value) => (
      <option key={value} value={value}>
        {value}
      </option>
    ));
  if (field.type === 'SELECT' && (isWhole || isLoading)) {
    // The value that is there stays chosen while the others come, and if RT offers it no more.
    const all = values.includes(initial) ? values : [initial, ...values];
    return <select {...common}>{optionsOf([...new Set(['', ...all])])}</select>;
  }
  return (
    <>
      <input {...common} list={list} autoComplete="off" />
      <datalist id={list}>{optionsOf(values)}</datalist>
    </>
  );
}

/** What a form says about one custom field; no values clear it. */
export function customFieldOf(form: FormData, { name }: CustomFieldDefinitionFragment) {
  const values = form.getAll(fieldName(name)).filter((value) => typeof value === 'string');
  return {
    name,
    values: values
      .filter((value) => value !== '')
      // Browsers send line breaks of a textarea as CR LF.
      .map((value) => value.replaceAll('\r\n', '\n')),
  };
}

/** The name of a custom field's inputs in a form. */
export function fieldName(name: string): string {
  return `custom field ${name}`;
}
