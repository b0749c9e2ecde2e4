import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../../limits.js';
import type { Column } from '../../columns/column.js';
import { ticketColumns as c } from '../../columns/ticket.js';
import { type PrintedDate, readPrintedDate } from '../../dates/dates.js';
import type { Refusal } from '../../report.js';
import { revisionOf } from '../../revision.js';
import type { ShownObject } from '../../shown-object.js';
import type { Seen } from '../../values.js';
import type { WriteContext } from './write-context.js';

/** The date of the last change, and how much of it RT prints. */
const lastUpdated: Column<PrintedDate | undefined> = {
  ...c.updatedAt,
  read: (text, zone) => readPrintedDate(text, zone),
};

/** The columns that tell whether a ticket is still the one that the client saw. */
export function seenColumns({ ifUpdatedAt }: Seen) {
  return ifUpdatedAt == null ? [] : [c.updatedAt];
}

/**
 * Waits until the second in which the client saw the ticket change is over at RT: a write within it would leave
 * `updatedAt` as it was, and the next write by the same date would pass, too. RT's clock is never behind what is known
 * of it.
 */
export async function secondOver({ ifUpdatedAt }: Seen, { load }: WriteContext): Promise<void> {
  if (ifUpdatedAt == null) return;
  const { zone } = await load.identity();
  const over = Math.floor(ifUpdatedAt.getTime() / 1000) * 1000 + 1000;
  const ms = over - zone.rtNow;
  // No ticket was changed in the future.
  if (ms > 0 && ms <= fixedLimits.maxSameSecondMs) await sleep(ms);
}

/** The refusal of a write to a ticket that is not the one that the client saw. */
export function changed(path: readonly string[]): Refusal {
  return {
    code: 'CONFLICT',
    message: 'The ticket was changed after you read it. Read it again.',
    path,
  };
}

/** Why a ticket is not the one that the client saw; undefined when it is. RT has no lock, so it may change after. */
export async function changedSince(
  ticket: ShownObject<'ticket'>,
  { ifUpdatedAt, ifRevision }: Seen,
  { load }: WriteContext,
): Promise<Refusal | undefined> {
  if (ifUpdatedAt != null) {
    const path = ['ifUpdatedAt'];
    const printed = ticket.read(lastUpdated);
    if (printed?.precision !== 'second') {
      const message =
        'RT prints dates without seconds for you ($DateTimeFormat), so changes within a minute or a day cannot be detected. Use ifRevision instead.';
      return { code: 'INVALID', message, path };
    }
    const second = (date: Date) => Math.floor(date.getTime() / 1000);
    if (second(printed.date) !== second(ifUpdatedAt)) return changed(path);
  }
  if (ifRevision == null) return undefined;
  const path = ['ifRevision'];
  const revision = revisionOf(await load.history(ticket.id));
  if (revision === undefined) {
    const message = 'You may not see the history of this ticket, so its revision is unknown.';
    return { code: 'FORBIDDEN', message, path };
  }
  return revision === ifRevision ? undefined : changed(path);
}
