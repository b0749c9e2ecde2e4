import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { namedColumnFields } from '../named-column-fields.js';
import { Node } from '../node.js';
import { idKey, needsOf } from '../wanted.js';

export type QueueObject = ShownObject<'queue'>;

/** RT's queue. */
export const Queue = builder.objectRef<QueueObject>('Queue').implement({
  description: 'A queue: a set of tickets with its own rights, email addresses and custom fields.',
  interfaces: [Node],
  fields: (t) => ({
    ...namedColumnFields(t, 'queue'),
    id: t.id({
      description: 'The ID of the queue: queue/<number>.',
      ...needsOf(idKey),
      resolve: (queue) => `queue/${queue.id}`,
    }),
  }),
});
