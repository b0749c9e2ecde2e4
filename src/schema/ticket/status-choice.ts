import type { StatusChoice as Choice } from '../../rt/port.js';
import { builder } from '../builder.js';

/** A status that RT offers for a ticket. */
export const StatusChoice = builder.objectRef<Choice>('StatusChoice').implement({
  description: 'A status that a ticket can change to, as RT offers it to you.',
  fields: (t) => ({
    status: t.exposeString('status', {
      description: 'The status to pass to `updateTicket`, e.g. resolved.',
    }),
    label: t.exposeString('label', {
      nullable: true,
      description:
        "The name of the change in RT's Actions menu, e.g. Resolve. Null if the lifecycle gives it no name.",
    }),
  }),
});
