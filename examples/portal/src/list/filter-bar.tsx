import { useState } from 'react';
import { type ListSearch, listHref } from '../route.js';

/** RT's default lifecycle. A site with others lists its own here. */
const statuses = ['active', 'inactive', 'any', 'new', 'open', 'stalled', 'resolved', 'rejected'];
const owners = ['anyone', 'me', 'nobody'];

/** Every change is a new address, starting at the first page. */
export function FilterBar({ search }: { readonly search: ListSearch }) {
  const { queue, status, owner, text } = search;
  const [typed, setTyped] = useState(text);
  const [seen, setSeen] = useState(text);
  // The back button changes the address under the field.
  if (seen !== text) {
    setSeen(text);
    setTyped(text);
  }

  function go(change: Record<string, string>): void {
    window.location.hash = listHref({ queue, status, owner, text: typed, ...change });
  }

  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        go({});
      }}
    >
      <Choice label="Status" value={status} options={statuses} onChoose={go} />
      <Choice label="Owner" value={owner} options={owners} onChoose={go} />
      <label>
        Subject
        <input
          type="search"
          placeholder="Part of the subject"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="quiet">
        Search
      </button>
    </form>
  );
}

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChoose: (change: Record<string, string>) => void;
}) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => onChoose({ [label.toLowerCase()]: event.target.value })}
      >
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  );
}
