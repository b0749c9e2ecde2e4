import { watcherColumn } from '../../columns/ticket.js';
import { RtError } from '../../errors.js';
import { quoted } from '../../quoted.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import type { WatcherChanges } from '../../values.js';
import { wantColumns } from '../../wanted.js';
import { onTicket, reread } from './found-ticket.js';
import { afterWrite, judgeLost, judgeWrite } from './judge-write.js';
import { type PlannedField, proveFields } from './planned-field.js';
import { foldPeople, WrittenPeople } from './planned-people.js';
import { editTicket } from './ticket-requests.js';
import { tooManyPeople } from './too-many-people.js';
import { callsOf, movesSince, watcherHistory } from './unlisted-watchers.js';
import { LostAnswer } from './write.js';
import type { WriteContext } from './write-context.js';

/** Adds and removes people of a role. RT takes whole lists only, so the list is read, changed and sent. */
export function changeWatchers(
  ticketId: number,
  changes: WatcherChanges,
  context: WriteContext,
): Promise<WriteReport> {
  const wanted = wantColumns(watcherColumn(changes.role));
  return onTicket(ticketId, wanted, context, (ticket) => change(ticket, changes, context));
}

async function change(
  ticket: ShownObject<'ticket'>,
  { role, ...input }: WatcherChanges,
  context: WriteContext,
): Promise<WriteReport> {
  const column = watcherColumn(role);
  const wanted = wantColumns(column);
  const { id } = ticket;
  const [add, remove] = [input.add ?? [], input.remove ?? []];
  const tooMany = tooManyPeople(['add'], add);
  if (tooMany.length > 0) return rejected(tooMany, id);
  const both = add.find((one) => foldPeople(remove).has(one.toLowerCase()));
  if (both !== undefined) {
    const message = `${quoted(both)} is in both \`add\` and \`remove\`.`;
    return rejected([{ code: 'INVALID', message, path: ['remove'] }], id);
  }
  const now = ticket.read(column);
  const kept = now.filter((one) => !foldPeople(remove).has(one.toLowerCase()));
  const come = add.filter((one) => !foldPeople(now).has(one.toLowerCase()));
  const unlisted = remove.filter((one) => !foldPeople(now).has(one.toLowerCase()));
  const hidden = new WrittenPeople(column, unlisted);
  if (unlisted.length > 0) await hidden.prove(ticket, context);
  if (come.length === 0 && kept.length === now.length && !hidden.isSomebodyThere()) {
    return { outcome: 'UNCHANGED', refusals: [], messages: [], id };
  }
  // RT splits the list that it is told at every comma.
  const split = kept.find((person) => person.includes(','));
  if (split !== undefined) {
    const message = `A watcher of this ticket has the address ${quoted(split)}. Because of the comma, RT reads it as two addresses, so the role cannot be changed without losing that watcher. Remove the watcher, or change the role in RT.`;
    return rejected([{ code: 'INVALID', message, path: ['role'] }], id);
  }
  const one = (path: string, person: string, present: boolean): PlannedField => {
    const written = new WrittenPeople(column, [person]);
    const rtMessage: PlannedField['rtMessage'] = (messages) =>
      messages.find((line) => line.toLowerCase().includes(person.toLowerCase()));
    const base = { path: [path], names: [column.key.toLowerCase()], form: [], columns: [column] };
    if (!present) {
      const isStored: PlannedField['isStored'] = (object) =>
        !foldPeople(object.read(column)).has(person.toLowerCase());
      return { ...base, rtMessage, isStored };
    }
    return {
      ...base,
      rtMessage,
      isStored: (object) => written.areThere(object),
      isUnknown: (object) => written.areUnknown(object),
      prove: (object, own) => written.prove(object, own),
    };
  };
  const fields = [
    ...come.map((person) => one('add', person, true)),
    ...remove.map((person) => one('remove', person, false)),
  ].map((field, at) => ({ ...field, path: [...field.path, String(indexIn(field, at))] }));
  function indexIn(field: PlannedField, at: number): number {
    return field.path[0] === 'add' ? add.indexOf(come[at] ?? '') : at - come.length;
  }
  const before = await watcherHistory(id, context);
  const write = (people: readonly (string | number)[]) =>
    editTicket(context.rt, id, [{ key: column.key, value: people.join(', ') }]);
  const answer = await write([...kept, ...come]);
  context.load.forget();
  // The ticket's lock is held until this is over, too.
  const unlistedLost = putBack(
    { id, column: column.key, before, kept, come, remove, write },
    context,
  ).catch(uncheckedWatchers);
  const result = await afterWrite(answer, id, async () => {
    const after = await reread(id, wanted, context);
    if (after) await proveFields(fields, after, context);
    return answer instanceof LostAnswer
      ? judgeLost(answer, fields, after)
      : judgeWrite(answer, fields, after, ticket);
  });
  const lost = await unlistedLost;
  if (lost.length === 0) return { ...result, id };
  return { ...result, id, outcome: 'PARTIAL', refusals: [...result.refusals, ...lost] };
}

/** What is told where RT could not be read after it has replaced a list. */
function uncheckedWatchers(error: unknown): readonly Refusal[] {
  if (!(error instanceof RtError)) throw error;
  const message = `RT may have removed watchers that it does not list (disabled accounts or groups). This could not be checked (${error.code}). Look at the history of the ticket in RT.`;
  return [{ code: 'UNKNOWN_OUTCOME', message, path: [] }];
}

interface Replaced {
  readonly id: number;
  readonly column: string;
  readonly before: Awaited<ReturnType<typeof watcherHistory>>;
  readonly kept: readonly string[];
  readonly come: readonly string[];
  readonly remove: readonly string[];
  readonly write: (people: readonly (string | number)[]) => ReturnType<typeof editTicket>;
}

/**
 * Puts back whom RT has removed because it does not list them: people with disabled accounts and groups, whose members
 * it lists and has made watchers of their own instead.
 */
async function putBack(
  { id, column, before, kept, come, remove, write }: Replaced,
  context: WriteContext,
): Promise<readonly Refusal[]> {
  const expected = come.length + remove.length;
  const { came, went } = await movesSince(before, { ticket: id, column, expected }, context);
  const isAmong = (people: readonly string[]) => async (number: number) =>
    (await callsOf(number, context)).some((call) => foldPeople(people).has(call));
  const isMeant = await Promise.all(went.map(isAmong(remove)));
  const lost = went.filter((_, at) => !isMeant[at]);
  if (lost.length === 0) return [];
  const calls = await Promise.all(came.map((number) => callsOf(number, context)));
  const strangers = new Set(
    calls.filter((names) => !names.some((one) => foldPeople(come).has(one))).flat(),
  );
  const stay = kept.filter((one) => !strangers.has(one.toLowerCase()));
  const answer = await write([...stay, ...come, ...lost]);
  context.load.forget();
  const who = `RT removed ${lost.length} watchers that it does not list (disabled accounts or groups). Their numbers in RT: ${lost.join(', ')}.`;
  if (answer instanceof LostAnswer) {
    const message = `${who} The response to the request that adds them again was lost. Look at the ticket in RT.`;
    return [{ code: 'UNKNOWN_OUTCOME', message, path: [] }];
  }
  if (answer.status === 200) return [];
  const message = `${who} They could not be added again.`;
  return [{ code: 'RT_REFUSED', message, path: [], rtMessage: answer.messages[0] }];
}
