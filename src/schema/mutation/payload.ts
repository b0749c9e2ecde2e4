import type { NamedKind } from '../../rt/operations/search.js';
import { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { Group } from '../group/group.js';
import { orNull } from '../or-null.js';
import { Queue } from '../queue/queue.js';
import { Ticket } from '../ticket/ticket.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';
import { UserError, type UserErrorData } from './user-error.js';

export type Outcome = 'APPLIED' | 'PARTIAL' | 'REJECTED' | 'UNCHANGED';

/** What became of a mutation. Ids, not objects: the payload's objects are read after the write. */
export interface Result {
  readonly outcome: Outcome;
  readonly userErrors: readonly UserErrorData[];
  readonly messages: readonly string[];
  /** The object written to; undefined when there is none that the caller may see. */
  readonly id?: number | undefined;
  /** The ticket's number in the input, where a merge may have made it answer as another one. */
  readonly askedId?: number | undefined;
  /** The transaction that a comment or reply made. */
  readonly historyItem?: number | undefined;
  /** What became of each ticket of updateTickets. */
  readonly results?: readonly (Result & { readonly id: number })[] | undefined;
}

export const MutationOutcome = builder.enumType('MutationOutcome', {
  description: 'How much of what was asked was done.',
  values: {
    APPLIED: { value: 'APPLIED', description: 'All asked for was done.' },
    PARTIAL: { value: 'PARTIAL', description: 'Some was done; userErrors says what was not.' },
    REJECTED: { value: 'REJECTED', description: 'Nothing was done.' },
    UNCHANGED: { value: 'UNCHANGED', description: 'RT found nothing to change.' },
  } as const,
});

const MutationPayload = builder.interfaceRef<Result>('MutationPayload').implement({
  description:
    'RT edits are not all-or-nothing: one form can apply Subject and refuse Queue. So every payload carries the object as it now is, what happened, and one user error per refused field.',
  fields: (t) => ({
    outcome: t.field({
      type: MutationOutcome,
      description: 'How much was done.',
      resolve: (result) => result.outcome,
    }),
    userErrors: t.field({
      type: [UserError],
      description: 'One for each thing that was not done; empty when all was.',
      resolve: (result) => result.userErrors,
    }),
    messages: t.stringList({
      description: "RT's own messages, in order.",
      resolve: (result) => result.messages,
    }),
  }),
});

/** A payload whose object is a ticket. */
export function ticketPayload(
  name: string,
  description = 'The ticket as it is after the write. Null when there is none that you may see.',
) {
  const ref = builder.objectRef<Result>(name).implement({
    description: `What became of the mutation (${name}).`,
    interfaces: [MutationPayload],
  });
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

/** A payload without an object of its own. */
export function barePayload(name: string) {
  return builder.objectRef<Result>(name).implement({
    description: `What became of the mutation (${name}).`,
    interfaces: [MutationPayload],
  });
}

const refs = { user: User, queue: Queue, group: Group } as const;

/** A payload whose object is a user, queue or group. */
export function namedPayload(name: string, kind: NamedKind) {
  const ref = barePayload(name);
  builder.objectField(ref, kind, (t) =>
    t.field({
      type: refs[kind],
      nullable: true,
      description: `The ${kind} as it is after the write. Null when there is none that you may see.`,
      resolve: ({ id }, _, { load }, info) =>
        id === undefined ? null : orNull(load.object.named(kind, { id }, wantedOf(info))),
    }),
  );
  return ref;
}

/** Nothing was done, and why. */
export function rejected(userErrors: readonly UserErrorData[], id?: number): Result {
  return { outcome: 'REJECTED', userErrors, messages: [], id };
}
