import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import {
  ChangeWatchersDocument,
  type WatcherFragment,
  type WatcherRole,
} from '../generated/documents.js';
import { addressIn } from '../people/address-of.js';
import { Name, nameOf } from '../people/person.js';
import { PersonInput } from '../people/person-input.js';
import { isDone, useWrite } from '../use-write.js';
import { WriteReport } from '../write-report.js';
import { EditForm } from './change-form.js';
import { Fact } from './fact.js';
import { useTicket } from './ticket-context.js';
import { entered } from './use-editing.js';

/** The people in one role: a click on a name's × takes somebody away, the form adds one. */
export function PeopleFact({
  name,
  as: role,
  people,
}: {
  readonly name: string;
  readonly as: WatcherRole;
  readonly people: readonly WatcherFragment[];
}) {
  const { ticket } = useTicket();
  const [write, state] = useWrite(ChangeWatchersDocument);
  const client = useClient();
  const [isReading, setReading] = useState(false);
  const change = (who: { add?: string[]; remove?: string[] }) =>
    write({ id: ticket.id, role, ...who });

  async function submit(event: FormEvent<HTMLFormElement>, close: () => void): Promise<void> {
    event.preventDefault();
    setReading(true);
    const address = await addressIn(client, event.currentTarget, 'address');
    setReading(false);
    if (!address) return;
    if (isDone(await change({ add: [address] }))) close();
  }

  return (
    <Fact
      name={name}
      edit={(editing) => (
        <EditForm label={name} onSubmit={(event) => submit(event, editing.close)} editing={editing}>
          <ul className="people">
            {people.map((person) => (
              <li key={person.emailAddress}>
                <Person person={person} />
                <button
                  type="button"
                  className="remove"
                  aria-label={`Remove ${person.emailAddress}`}
                  disabled={state.isBusy}
                  onClick={() => change({ remove: [person.emailAddress] })}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <PersonInput
            name="address"
            label={`Add to ${name}`}
            as="address"
            initial={entered(editing.draft, 'address', '')}
            required
          />
          <span className="buttons">
            <button type="submit" disabled={state.isBusy || isReading}>
              Add
            </button>
            <button type="button" className="quiet" onClick={editing.close}>
              Close
            </button>
          </span>
          <WriteReport of={state} />
        </EditForm>
      )}
    >
      {people.length === 0
        ? '–'
        : people.map((person) => <Person key={person.emailAddress} person={person} />)}
    </Fact>
  );
}

/** A name with its address as the tooltip, or an address, which breaks after its @ where it has to. */
function Person({ person: { emailAddress, user } }: { readonly person: WatcherFragment }) {
  const [name, host] = emailAddress.split(/(?<=@)/);
  return (
    <span className="address" title={emailAddress}>
      {user && nameOf(user) !== emailAddress ? (
        <Name of={user} />
      ) : (
        <>
          {name}
          <wbr />
          {host}
        </>
      )}
    </span>
  );
}
