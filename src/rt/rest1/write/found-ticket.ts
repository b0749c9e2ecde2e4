import { orNull } from '../../or-null.js';
import { type Refusal, rejected, type WriteReport } from '../../report.js';
import type { ShownObject } from '../../shown-object.js';
import { nothing, type Wanted, wantBoth } from '../../wanted.js';
import type { WriteContext } from './write-context.js';

/** Reads the ticket to write to and hands it on; the report says so if it does not exist or the caller may not see it. */
export async function onTicket(
  id: number,
  wanted: Wanted,
  { load }: WriteContext,
  run: (ticket: ShownObject<'ticket'>) => Promise<WriteReport>,
): Promise<WriteReport> {
  const ticket = await orNull(load.object.ticket(id, wanted));
  return ticket ? run(ticket) : rejected([noTicket(['id'])]);
}

/** The ticket after a write, with what the fields need and the payload selects; undefined when the caller may no longer see it. */
export async function reread(
  id: number,
  wanted: Wanted,
  { load, selected = nothing }: WriteContext,
): Promise<ShownObject<'ticket'> | undefined> {
  load.forget();
  return (await orNull(load.object.ticket(id, wantBoth(wanted, selected)))) ?? undefined;
}

/** A ticket that does not exist, or that the caller may not see: the two look the same. */
export function noTicket(path: readonly string[]): Refusal {
  return { code: 'NOT_FOUND', message: 'The ticket does not exist, or you may not see it.', path };
}
