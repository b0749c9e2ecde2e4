import type { NamedKind } from '../../rt/named-kind.js';
import { orNull } from '../../rt/or-null.js';
import type { WriteReport } from '../../rt/report.js';
import { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { Group } from '../group/group.js';
import { Queue } from '../queue/queue.js';
import { Ticket } from '../ticket/ticket.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';
import { UserError } from './user-error.js';

/** What became of a mutation. Ids, not objects: the payload's objects are read after the write. */
export interface Result extends WriteReport {
  /** The ticket's number in the input, where a merge may have made it answer as another one. */
  readonly askedId?: number | undefined;
}

export const MutationOutcome = builder.enumType('MutationOutcome', {
  description: 'The overall result of a mutation.',
  values: {
    APPLIED: { value: 'APPLIED', description: 'Every change was applied.' },
    PARTIAL: {
      value: 'PARTIAL',
      description:
        'Some changes were applied, or it is unknown which ones were (UNKNOWN_OUTCOME). `userErrors` lists those that were not applied as requested, or whose result is unknown.',
    },
    REJECTED: { value: 'REJECTED', description: 'No change was applied.' },
    UNCHANGED: { value: 'UNCHANGED', description: 'There was nothing to change.' },
  } as const,
});

/** What every payload tells. */
export const MutationPayload = builder.interfaceRef<WriteReport>('MutationPayload').implement({
  description:
    'The result of a mutation. RT can apply some changes of a request and reject others. So every payload has the object as it is now, the outcome, and one user error for each change that was not applied as requested, or whose result is unknown.',
  fields: (t) => ({
    outcome: t.field({
      type: MutationOutcome,
      description: 'The overall result: applied, partly applied, rejected, or nothing to change.',
      resolve: (result) => result.outcome,
    }),
    userErrors: t.field({
      type: [UserError],
      description:
        'The changes that were not applied as requested, or whose result is unknown, one entry each. Empty if all were applied.',
      resolve: (result) => result.refusals,
    }),
    messages: t.stringList({
      description: 'The messages that RT returned, in order.',
      resolve: (result) => result.messages,
    }),
  }),
});

/** A payload without an object of its own. */
export function barePayload(name: string) {
  return builder.objectRef<Result>(name).implement({
    description: `The result of ${name.charAt(0).toLowerCase()}${name.slice(1).replace(/Payload$/, '')}.`,
    interfaces: [MutationPayload],
  });
}

/** A payload whose object is a ticket. */
export function ticketPayload(
  name: string,
  description = 'The ticket after the write. Null if it does not exist, or if you may not see it.',
) {
  const ref = barePayload(name);
  builder.objectField(ref, 'ticket', (t) =>
    t.field({
      type: Ticket,
      nullable: true,
      description,
      async resolve({ id, askedId }, _, { load }, info) {
        if (id === undefined) return null;
        const ticket = await orNull(load.object.ticket(id, wantedOf(info)));
        return ticket && askedId !== undefined ? ShownObject.askedAs(ticket, askedId) : ticket;
      },
    }),
  );
  return ref;
}

const refs = { user: User, queue: Queue, group: Group } as const;

/** A payload whose object is a user, queue or group. */
export function namedPayload(name: string, kind: NamedKind) {
  const ref = barePayload(name);
  builder.objectField(ref, kind, (t) =>
    t.field({
      type: refs[kind],
      nullable: true,
      description: `The ${kind} after the write. Null if it does not exist, or if you may not see it.`,
      resolve: ({ id }, _, { load }, info) =>
        id === undefined ? null : orNull(load.object.named(kind, { id }, wantedOf(info))),
    }),
  );
  return ref;
}
