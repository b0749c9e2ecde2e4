import { useId, useRef, useState } from 'react';
import { someText } from '../fields/some-text.js';
import type { FoundPersonFragment } from '../generated/documents.js';
import { nameOf } from './person.js';
import { usePeople } from './use-people.js';

/**
 * Finds somebody by typing. The form gets a login, or an address; what was not chosen from the list is given as it was
 * typed. `addressIn` reads it where it must be an address.
 */
export function PersonInput({
  name,
  label,
  as,
  initial = '',
  required = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly as: 'login' | 'address';
  readonly initial?: string;
  readonly required?: boolean;
}) {
  const list = useId();
  const [typed, setTyped] = useState(initial);
  // Whom a line of the list stands for; a line that was chosen is no text to search for.
  const lines = useRef(new Map<string, string>());
  const found = usePeople(lines.current.has(typed) ? '' : typed.trim());
  // The line of somebody without an address would be sent as the address.
  const people = found.filter(({ emailAddress }) => as === 'login' || emailAddress);
  for (const person of people) {
    const value = as === 'login' ? person.name : person.emailAddress;
    if (value !== null) lines.current.set(lineOf(person), value);
  }
  return (
    <>
      <input
        aria-label={label}
        data-person={name}
        list={list}
        autoComplete="off"
        spellCheck={false}
        placeholder={as === 'login' ? 'Name or login' : 'Name or address'}
        value={typed}
        {...(required && someText)}
        onChange={(event) => {
          event.target.setCustomValidity('');
          setTyped(event.target.value);
        }}
      />
      <input type="hidden" name={name} value={lines.current.get(typed) ?? typed.trim()} />
      <datalist id={list}>
        {people.map((person) => (
          <option key={person.id} value={lineOf(person)} />
        ))}
      </datalist>
    </>
  );
}

function lineOf(person: FoundPersonFragment): string {
  const { name, emailAddress } = person;
  const rest = emailAddress === null || emailAddress === name ? name : `${name}, ${emailAddress}`;
  return nameOf(person) === rest ? rest : `${nameOf(person)} (${rest})`;
}
