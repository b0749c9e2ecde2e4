import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import { builder } from './builder.js';
import { historyTypeNames, typeNameOf } from './history/type-name.js';

/** The GraphQL types of each kind of RT's objects; only a transaction can be of several. */
export const typeNamesOf: Readonly<Record<ObjectKind, ReadonlySet<string>>> = {
  ticket: new Set(['Ticket']),
  user: new Set(['User']),
  queue: new Set(['Queue']),
  group: new Set(['Group']),
  attachment: new Set(['Attachment']),
  transaction: historyTypeNames,
};

/** Anything with a global id: every object of RT that this schema shows on its own. */
export const Node = builder.interfaceRef<ShownObject<ObjectKind>>('Node').implement({
  description: "An object with an ID, as defined by Relay's Global Object Identification.",
  resolveType: (object) =>
    object.kind === 'transaction' ? typeNameOf(object) : [...typeNamesOf[object.kind]][0],
  fields: (t) => ({
    id: t.id({
      description:
        'The ID of the object: its kind and its number in RT, e.g. ticket/17, user/14 or transaction/129. A merged ticket has the ID of the ticket it was merged into.',
      resolve: (object) => `${object.kind}/${object.id}`,
    }),
  }),
});
