import { useEffect, useState } from 'react';
import { type Client, useClient } from 'urql';
import {
  FindPeopleDocument,
  type FoundPersonFragment,
  KnownPeopleDocument,
} from '../generated/documents.js';
import { present } from '../present.js';

const cached = { requestPolicy: 'cache-first' } as const;

async function findPeople(client: Client, text: string): Promise<readonly FoundPersonFragment[]> {
  const { data } = await client.query(FindPeopleDocument, { text }, cached);
  const answers = [data?.byRealName, data?.byName, data?.byAddress];
  const found = answers.some((answer) => answer)
    ? answers.flatMap((answer) => present(answer?.nodes))
    : await findOwners(client, text);
  return [...present([data?.exact ?? null]), ...found].filter(isFirst);
}

async function findOwners(client: Client, text: string): Promise<readonly FoundPersonFragment[]> {
  const { data } = await client.query(KnownPeopleDocument, {}, cached);
  const owners = present(present(data?.tickets?.nodes).map(({ owner }) => owner));
  return owners.filter((person) => says(person, text));
}

/**
 * People whose name, login or address contains a text: of all users where the viewer may search them, else of those who
 * own tickets that the viewer sees. Somebody's whole login or address is found in any case.
 */
export function usePeople(text: string): readonly FoundPersonFragment[] {
  const client = useClient();
  const [people, setPeople] = useState<readonly FoundPersonFragment[]>([]);

  useEffect(() => {
    if (text.length < 2) return;
    let isOver = false;

    async function find(): Promise<void> {
      const found = await findPeople(client, text);
      if (!isOver) setPeople(found);
    }

    const timer = setTimeout(find, 200);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, text]);

  return people;
}

function says({ name, realName, emailAddress }: FoundPersonFragment, text: string): boolean {
  return `${name} ${realName} ${emailAddress}`.toLowerCase().includes(text.toLowerCase());
}

function isFirst({ id }: { id: string }, at: number, all: readonly { id: string }[]): boolean {
  return all.findIndex((other) => other.id === id) === at;
}
