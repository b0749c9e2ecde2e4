import { wantColumns } from '../../loaders/columns.js';
import { editTicket } from '../../rt/operations/tickets.js';
import { LostAnswer } from '../../rt/operations/write.js';
import { ticketColumns as c } from '../../rt/records/ticket.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { readIdOf } from '../object-id.js';
import { orNull } from '../or-null.js';
import { WatcherRole } from '../ticket/watcher.js';
import { crowd } from './crowd.js';
import { guarded } from './guard.js';
import { type Result, rejected, ticketPayload } from './payload.js';
import { type PlannedField, proveFields } from './planned-field.js';
import { foldPeople, WrittenPeople } from './planned-people.js';
import { afterWrite, settle, settleLost } from './settle.js';
import { notFound, reread } from './update-ticket.js';

const ChangeTicketWatchersInput = builder.inputType('ChangeTicketWatchersInput', {
  description: 'People to add to a role, and people to take from it.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'ticket/17 or 17.' }),
    role: t.field({ type: WatcherRole, required: true, description: 'The role.' }),
    add: t.field({ type: ['EmailAddress'], description: 'Addresses to add.' }),
    remove: t.field({ type: ['EmailAddress'], description: 'Addresses to remove.' }),
  }),
});

const columns = { Requestors: c.requestors, Cc: c.cc, AdminCc: c.adminCc } as const;

async function change(
  { id: ticketId, role, ...input }: typeof ChangeTicketWatchersInput.$inferInput,
  context: Context,
): Promise<Result> {
  const column = columns[role];
  const wanted = wantColumns(column);
  const ticket = await orNull(context.load.object.ticket(readIdOf('ticket', ticketId), wanted));
  if (!ticket) return rejected([notFound([])]);
  const { id } = ticket;
  const [add, remove] = [input.add ?? [], input.remove ?? []];
  const tooMany = crowd(['add'], add);
  if (tooMany.length > 0) return rejected(tooMany, id);
  const both = add.find((one) => foldPeople(remove).has(one.toLowerCase()));
  if (both !== undefined) {
    const message = `${both} is in both \`add\` and \`remove\`.`;
    return rejected([{ code: 'INVALID', message, path: ['remove'] }], id);
  }
  const now = ticket.read(column);
  const kept = now.filter((one) => !foldPeople(remove).has(one.toLowerCase()));
  const come = add.filter((one) => !foldPeople(now).has(one.toLowerCase()));
  if (come.length === 0 && kept.length === now.length) {
    return { outcome: 'UNCHANGED', userErrors: [], messages: [], id };
  }
  // RT splits the list that it is told at every comma.
  const split = kept.find((person) => person.includes(','));
  if (split !== undefined) {
    const message = `A watcher of this ticket has the address "${split}". Its comma makes RT read two addresses, so this role cannot be changed while that watcher is kept. Remove that watcher, or change the role in RT.`;
    return rejected([{ code: 'INVALID', message, path: ['role'] }], id);
  }
  const one = (path: string, person: string, present: boolean): PlannedField => {
    const written = new WrittenPeople(column, [person]);
    const rtMessage: PlannedField['rtMessage'] = (messages) =>
      messages.find((line) => line.toLowerCase().includes(person.toLowerCase()));
    const base = { path: [path], names: [column.key.toLowerCase()], form: [], columns: [column] };
    if (!present) {
      const took: PlannedField['took'] = (object) =>
        !foldPeople(object.read(column)).has(person.toLowerCase());
      return { ...base, rtMessage, took };
    }
    return {
      ...base,
      rtMessage,
      took: (object) => written.areThere(object),
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
  const answer = await editTicket(context.rt, id, [
    { key: column.key, value: [...kept, ...come].join(', ') },
  ]);
  return afterWrite(answer, id, async () => {
    const after = await reread(id, wanted, context);
    if (after) await proveFields(fields, after, context);
    const result =
      answer instanceof LostAnswer
        ? settleLost(answer, fields, after)
        : settle(answer, fields, after, ticket);
    return { ...result, id };
  });
}

builder.mutationField('changeTicketWatchers', (t) =>
  t.field({
    nullable: true,
    type: ticketPayload('ChangeTicketWatchersPayload'),
    description:
      'Adds and removes watchers without resending the list. Read-modify-write; other watchers are kept. A group that watches is listed by RT as its members, and becomes them. RT does not list watchers whose accounts are disabled, so they are dropped from the role unless `add` names them. Null only with an error.',
    args: {
      input: t.arg({ type: ChangeTicketWatchersInput, required: true, description: 'Who.' }),
    },
    resolve: (_, { input }, context, info) =>
      guarded(
        context,
        { name: 'changeTicketWatchers', input, tickets: [readIdOf('ticket', input.id)], info },
        (own) => change(input, own),
      ),
  }),
);
