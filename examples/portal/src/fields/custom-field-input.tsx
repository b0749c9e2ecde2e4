import { useId, useState } from 'react';
import { useQuery } from 'urql';
import {
  type CustomFieldDefinitionFragment,
  type CustomFieldType,
  ValuesInUseDocument,
} from '../generated/documents.js';
import { present } from '../present.js';
import { fromLocalTime } from './local-time.js';
import { LocalTimeInput } from './local-time-input.js';

const longTexts = new Set<CustomFieldType>(['TEXT', 'WIKITEXT', 'HTML']);
const choices = new Set<CustomFieldType>(['SELECT', 'COMBOBOX', 'AUTOCOMPLETE']);
const files = new Set<CustomFieldType>(['BINARY', 'IMAGE']);

/** Whether a custom field can be edited here: its files cannot be written by the API. */
export function isEditable({ type }: CustomFieldDefinitionFragment): boolean {
  return !files.has(type);
}

/** The fields of a form for one custom field: one for each value, and a button for more where it takes more. */
export function CustomFieldInput({
  field,
  queue,
  initial,
}: {
  readonly field: CustomFieldDefinitionFragment;
  readonly queue: string;
  readonly initial: readonly string[];
}) {
  const [rows, setRows] = useState(() => (initial.length > 0 ? initial : ['']));
  return (
    <div className="values">
      {rows.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end.
        <ValueInput key={at} field={field} queue={queue} initial={value} />
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

function ValueInput({
  field: { name, type },
  queue,
  initial,
}: {
  readonly field: CustomFieldDefinitionFragment;
  readonly queue: string;
  readonly initial: string;
}) {
  const list = useId();
  const [isAsked, setAsked] = useState(false);
  const variables = { queue, field: name };
  const [{ data }] = useQuery({ query: ValuesInUseDocument, variables, pause: !isAsked });
  const common = { name: fieldName(name), 'aria-label': name, defaultValue: initial };
  if (longTexts.has(type)) return <textarea {...common} rows={4} />;
  if (type === 'DATE') return <input {...common} type="date" max="9999-12-31" />;
  if (type === 'DATE_TIME') {
    return <LocalTimeInput name={common.name} label={name} initial={initial} />;
  }
  if (!choices.has(type)) return <input {...common} />;
  const used = present(data?.tickets?.nodes).flatMap(
    ({ customField }) => customField?.values ?? [],
  );
  return (
    <>
      <input {...common} list={list} autoComplete="off" onFocus={() => setAsked(true)} />
      <datalist id={list}>
        {[...new Set(used)].sort().map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
    </>
  );
}

/** What a form says about one custom field; no values clear it. */
export function customFieldOf(form: FormData, { name, type }: CustomFieldDefinitionFragment) {
  const values = form.getAll(fieldName(name)).filter((value) => typeof value === 'string');
  return {
    name,
    values: values
      .filter((value) => value !== '')
      // Browsers send line breaks of a textarea as CR LF.
      .map((value) =>
        type === 'DATE_TIME' ? (fromLocalTime(value) ?? '') : value.replaceAll('\r\n', '\n'),
      ),
  };
}

/** The name of a custom field's inputs in a form. */
export function fieldName(name: string): string {
  return `custom field ${name}`;
}
