import type { Refusal } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import { type PlannedField, proveFields } from './planned-field.js';
import { editTicket } from './ticket-requests.js';
import type { WriteContext } from './write-context.js';

/**
 * Reads a ticket after a write, and sees to it that its dates are the instants that were asked for. The caller's
 * zone may be unknown for a date until RT has one of that time of the year: what was then written an hour off is
 * written once more. Where RT's date format tells too little, RT is searched for the date.
 */
export async function rereadDates(
  id: number,
  fields: readonly PlannedField[],
  context: WriteContext,
  read: () => Promise<ShownObject<'ticket'> | undefined>,
): Promise<ShownObject<'ticket'> | undefined> {
  const { rt, load } = context;
  const dates = fields.filter(({ date }) => date);
  let ticket = await read();
  if (ticket) await proveFields(fields, ticket, context);
  if (!ticket || dates.length === 0) return ticket;
  const now = ticket;
  const wrong = dates.filter(({ date }) => date?.isWrongHour(now));
  if (wrong.length > 0) {
    await editTicket(
      rt,
      id,
      wrong.flatMap(({ form, date }) =>
        form.map(({ key }) => ({ key, value: date?.write() ?? '' })),
      ),
    );
    ticket = await read();
  }
  for (const { date } of dates) {
    if (!ticket) break;
    await date?.verify(ticket, (after, before) =>
      load.isTicketDated(id, date.key, { after, before }),
    );
  }
  return ticket;
}

/** Errors for dates that may be an hour off, of a ticket that the caller does not get to see. */
export function unseenDates(fields: readonly PlannedField[]): Refusal[] {
  return fields.flatMap(({ path, date }) =>
    date && !date.isCertain()
      ? [
          {
            code: 'UNKNOWN_OUTCOME',
            message:
              'The date was written, but it may be an hour off, because your time zone on that date is unknown. Set RT_TIMEZONE on the server, or check the date in RT.',
            path,
          } as const,
        ]
      : [],
  );
}
