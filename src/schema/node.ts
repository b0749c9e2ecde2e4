import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import { builder } from './builder.js';
import { typeNameOf } from './history/type-name.js';

const typeNames: Record<Exclude<ObjectKind, 'transaction'>, string> = {
  ticket: 'Ticket',
  user: 'User',
  queue: 'Queue',
  group: 'Group',
  attachment: 'Attachment',
};

/** Anything with a global id: every object of RT that this schema shows on its own. */
export const Node = builder.interfaceRef<ShownObject<ObjectKind>>('Node').implement({
  description: 'An object with a globally unique ID (Relay Global Object Identification).',
  resolveType: (object) =>
    object.kind === 'transaction' ? typeNameOf(object) : typeNames[object.kind],
  fields: (t) => ({
    id: t.id({
      description:
        "RT's own name for the object, e.g. ticket/17. Stable. Merged tickets keep the ID of the surviving ticket.",
      resolve: (object) => `${object.kind}/${object.id}`,
    }),
  }),
});
