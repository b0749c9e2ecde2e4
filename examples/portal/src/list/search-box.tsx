import { useRef, useState } from 'react';
import { useKeys } from '../keys.js';
import {
  changedList,
  everything,
  go,
  type ListSearch,
  listHref,
  ticketHref,
  ticketNumberOf,
} from '../route.js';

/**
 * Looks for a text from any page; a number leads to its ticket. `search` is the list on the page, if there is one. The field
 * shows what the page looks for, whatever was typed on another one.
 */
export function SearchBox({
  page,
  search,
}: {
  readonly page: string;
  readonly search: ListSearch | undefined;
}) {
  const { text, messages } = search ?? everything;
  const [typed, setTyped] = useState(text);
  const here = `${page} ${text}`;
  const [seen, setSeen] = useState(here);
  const field = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => field.current?.select() });
  // The back button changes the address under the field.
  if (seen !== here) {
    setSeen(here);
    setTyped(text);
  }

  function look(change: Partial<ListSearch>): void {
    const wanted = { text: typed.trim(), ...change };
    // From a ticket's page, everything is looked through.
    go(search ? changedList(search, wanted) : listHref({ status: 'any', ...wanted }));
  }

  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const number = ticketNumberOf(typed);
          // As the page will show it, also if it is this one.
          setTyped(number === undefined ? typed.trim() : '');
          if (number === undefined) look({});
          else go(ticketHref(number));
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label="Search"
          placeholder="Subject or ticket number"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {search && (
          <label className="check" title="Where RT has FullTextSearch enabled">
            <input
              type="checkbox"
              checked={messages !== ''}
              onChange={(event) => look({ messages: event.target.checked ? 'on' : '' })}
            />
            and messages
          </label>
        )}
      </form>
    </search>
  );
}
