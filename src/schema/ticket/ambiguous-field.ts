import { ticketColumns } from '../../rt/columns/ticket.js';
import { InvalidInputError, RtError } from '../../rt/errors.js';
import { shortened } from '../../rt/quoted.js';
import type { Context } from '../context.js';
import type { TicketObject } from './ticket.js';

/**
 * Refuses to sort tickets by the name of a custom field that two fields of one queue have: RT sorts by one of them,
 * and may show the other.
 * @throws InvalidInputError
 */
export async function refuseAmbiguousField(
  name: string,
  tickets: readonly TicketObject[],
  { load }: Context,
): Promise<void> {
  const queues = new Set(tickets.map((ticket) => ticket.read(ticketColumns.queue)));
  const counts = await Promise.all(
    [...queues].map(async (queue) => {
      try {
        const fields = await load.customFields({ name: queue });
        return fields.filter((field) => field.name.toLowerCase() === name.toLowerCase()).length;
      } catch (error) {
        // The caller may not see the queue. Its fields fail where they are selected.
        if (error instanceof RtError) return 0;
        throw error;
      }
    }),
  );
  if (counts.some((count) => count > 1)) {
    throw new InvalidInputError(
      `RT cannot sort these tickets by CF.{${shortened(name)}}: two fields of one queue have this name.`,
    );
  }
}
