import { seesGroup } from '../read/group.js';
import { seesQueue } from '../read/queue.js';
import { foldCase } from '../store/store.js';
import { type Caller, undefinedCrash } from './call.js';

const forms = '/usr/share/request-tracker5/html/REST/1.0/Forms';

const sameName = (name: string) => {
  const folded = foldCase(name);
  return (row: { readonly name: string }): boolean => foldCase(row.name) === folded;
};

function userId({ store }: Caller, name: string): number | undefined {
  const folded = foldCase(name);
  const matches = name.includes('@')
    ? [...store.users.values()].filter(({ columns }) => foldCase(columns.EmailAddress) === folded)
    : [...store.users.values()].filter(sameName(name));
  return matches.find(({ disabled }) => !disabled)?.id;
}

/** RT dies of a name that exists and that the caller may not see. */
function queueId(caller: Caller, name: string): number | undefined {
  const queue = [...caller.store.queues.values()]
    .filter(({ disabled }) => !disabled)
    .find(sameName(name));
  if (queue !== undefined && !seesQueue(caller, queue)) {
    throw undefinedCrash('Id', `${forms}/queue/ns`, 58);
  }
  return queue?.id;
}

function groupId(caller: Caller, name: string): number | undefined {
  const group = [...caller.store.groups.values()]
    .filter(({ disabled }) => !disabled)
    .find(sameName(name));
  if (group !== undefined && !seesGroup(caller)) {
    throw undefinedCrash('Id', `${forms}/group/ns`, 58);
  }
  return group?.id;
}

/** What finds an object of a type by name. Disabled objects are never found. */
export const idByName: Readonly<
  Record<string, (caller: Caller, name: string) => number | undefined>
> = {
  user: userId,
  queue: queueId,
  group: groupId,
};
