import { queueColumns as c } from '../../rt/columns/queue.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import {
  optionalBooleanField,
  optionalEmailField,
  optionalStringField,
  stringField,
} from '../column-field.js';
import { Node } from '../node.js';
import { idKey, needsOf } from '../wanted.js';

export type QueueObject = ShownObject<'queue'>;

/** RT's queue. */
export const Queue = builder.objectRef<QueueObject>('Queue').implement({
  description:
    'A queue: where tickets of one kind wait, with its own rights, addresses and custom fields.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: "RT's own name for the queue, queue/<number>.",
      ...needsOf(idKey),
      resolve: (queue) => `queue/${queue.id}`,
    }),
    name: t.field(stringField(c.name, "The queue's name (RT: Name).")),
    description: t.field(
      optionalStringField(
        c.description,
        'What the queue is for (RT: Description). Null when unset.',
      ),
    ),
    correspondAddress: t.field(
      optionalEmailField(
        c.correspondAddress,
        'Address of public replies (RT: CorrespondAddress). Null when unset.',
      ),
    ),
    commentAddress: t.field(
      optionalEmailField(
        c.commentAddress,
        'Address of internal comments (RT: CommentAddress). Null when unset.',
      ),
    ),
    isDisabled: t.field(
      optionalBooleanField(
        c.isDisabled,
        'Whether the queue takes no new tickets (RT: Disabled). Null when RT does not show the queue.',
      ),
    ),
    isSlaDisabled: t.field(
      optionalBooleanField(
        c.isSlaDisabled,
        'Whether tickets here have no service level (RT: SLADisabled). Null when RT does not show the queue.',
      ),
    ),
  }),
});
