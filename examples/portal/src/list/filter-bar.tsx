import { type ReactNode, useRef } from 'react';
import { useQuery } from 'urql';
import { wholeNumber } from '../fields/whole-number.js';
import { OwnerNameDocument } from '../generated/documents.js';
import { nameOf } from '../people/person.js';
import { PersonInput } from '../people/person-input.js';
import { changedList, days, everything, go, type ListSearch } from '../route.js';
import { statuses } from '../statuses.js';
import { dates, orders, roles } from './filter-of.js';

const more = [
  ...(['person', 'role', 'field', 'value', 'priorityMin', 'priorityMax'] as const),
  ...dates.flatMap(([, from, to]) => [from, to]),
  'sql',
] as const;

const whose = ['anyone', 'me', 'nobody'];

/** What the list looks for, and how it is sorted. Every change is a new address, starting at the first page. */
export function FilterBar({ search }: { readonly search: ListSearch }) {
  const { status, owner, sort, direction } = search;
  const isMore = more.some((name) => search[name] !== everything[name]);
  const isSomebody = !whose.includes(owner);
  const variables = { login: owner };
  const [{ data }] = useQuery({ query: OwnerNameDocument, variables, pause: !isSomebody });
  const ownerName = data?.user?.name === owner ? nameOf(data.user) : owner;
  const form = useRef<HTMLFormElement>(null);
  // What is typed below and not looked for yet goes along: the new address fills the form anew.
  const typed = (): Partial<ListSearch> => {
    const fields = form.current ? new FormData(form.current) : undefined;
    return fields ? Object.fromEntries(more.map((name) => [name, typedIn(fields, name)])) : {};
  };
  const change = (part: Partial<ListSearch>) => go(changedList(search, { ...typed(), ...part }));
  return (
    <form
      ref={form}
      className="filters"
      aria-label="Filters"
      // The back button changes the address under the fields.
      key={more.map((name) => search[name]).join(' ') + owner}
      onSubmit={(event) => {
        event.preventDefault();
        const somebody = String(new FormData(event.currentTarget).get('somebody'));
        change(somebody === '' ? {} : { owner: somebody });
      }}
    >
      <Choice label="Status" value={status} onChoose={(value) => change({ status: value })}>
        {['active', 'inactive', 'any', ...statuses].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Choice>
      <Choice label="Owner" value={owner} onChoose={(value) => change({ owner: value })}>
        {whose.map((one) => (
          <option key={one}>{one}</option>
        ))}
        {isSomebody && <option value={owner}>{ownerName}</option>}
      </Choice>
      <Choice label="Sort by" value={sort} onChoose={(value) => change({ sort: value })}>
        {orders.map(([field, name]) => (
          <option key={field} value={field}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label="Order" value={direction} onChoose={(value) => change({ direction: value })}>
        <option value="DESC">descending</option>
        <option value="ASC">ascending</option>
      </Choice>
      <details open={isMore}>
        <summary>More filters</summary>
        <div className="more">
          <label>
            Person
            <input name="person" placeholder="Part of the address" defaultValue={search.person} />
          </label>
          <label>
            Who is
            <select name="role" defaultValue={search.role}>
              {roles.map(([role, name]) => (
                <option key={role} value={role}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <div className="labelled">
            Owned by
            <PersonInput name="somebody" label="Owned by" as="login" />
          </div>
          <label>
            Custom field
            <input name="field" placeholder="Its name" defaultValue={search.field} />
          </label>
          <label>
            Value
            <input name="value" placeholder="Part of it, or any" defaultValue={search.value} />
          </label>
          <fieldset className="dates">
            <legend>Priority</legend>
            <input
              name="priorityMin"
              {...wholeNumber}
              aria-label="Priority from"
              defaultValue={search.priorityMin}
            />
            <input
              name="priorityMax"
              {...wholeNumber}
              aria-label="Priority to"
              defaultValue={search.priorityMax}
            />
          </fieldset>
          {dates.map(([, from, to, label]) => (
            <fieldset key={label} className="dates">
              <legend>{label}</legend>
              <input
                name={from}
                type="date"
                {...days}
                aria-label={`${label} from`}
                defaultValue={search[from]}
              />
              <input
                name={to}
                type="date"
                {...days}
                aria-label={`${label} to`}
                defaultValue={search[to]}
              />
            </fieldset>
          ))}
          <label className="wide">
            TicketSQL
            <input
              name="sql"
              placeholder="Told < '-3 days' AND HasMember = 17"
              defaultValue={search.sql}
            />
          </label>
          <button type="submit" className="quiet">
            Filter
          </button>
        </div>
      </details>
    </form>
  );
}

/** A number as its digits: browsers take `1e2` for one as well. */
function typedIn(fields: FormData, name: string): string {
  const text = String(fields.get(name)).trim();
  return /(Min|Max)$/.test(name) && text !== '' ? String(Number(text)) : text;
}

function Choice({
  label,
  value,
  onChoose,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoose(event.target.value)}>
        {children}
      </select>
    </label>
  );
}
