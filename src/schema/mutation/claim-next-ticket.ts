import { setTimeout as sleep } from 'node:timers/promises';
import { fixedLimits } from '../../limits.js';
import { rejected, type WriteReport } from '../../rt/report.js';
import { checkSize } from '../../rt/ticket-sql.js';
import { compileSearch } from '../ticket/compile-filter.js';
import { TicketFilter } from '../ticket/filter.js';
import { rtOrder, TicketOrder } from '../ticket/order.js';
import { mutation, payloadName, type Run } from './frame.js';
import { ticketPayload } from './payload.js';

/** What can be claimed, whatever a queue's lifecycle calls its statuses. */
const claimable = "Owner = 'Nobody' AND Status = '__Active__'";

/**
 * Takes the first ticket that can be had. RT locks a ticket's row while it is taken, so of many callers one gets it;
 * who does not searches again, since the others may have taken many by then. A ticket that another caller of this
 * process is about to get is left out, unless it is the last: only then does its outcome matter.
 */
async function claimFirst(
  search: () => Promise<readonly number[]>,
  { rt, load, context, selected }: Run,
): Promise<WriteReport> {
  const denied = new Map<number, WriteReport>();
  for (let lost = 0; ; ) {
    const found = (await search()).filter((number) => !denied.has(number));
    const free = found.find((ticket) => !context.guard.isBusy(ticket));
    const ticket = free ?? found[0];
    if (ticket === undefined) break;
    const report = await context.guard.alone([ticket], context.locks.writer, () => {
      load.forget();
      return rt.changeOwner(ticket, 'Take', selected);
    });
    if (report.outcome === 'APPLIED') return report;
    load.forget();
    const isDenied = report.refusals.some(({ code }) => code === 'FORBIDDEN');
    // In other queues the caller may own tickets all the same.
    if (isDenied) denied.set(ticket, report);
    else if (!isLost(report)) return withoutTicket(report, ticket);
    if (free === undefined) continue;
    if (!isDenied && ++lost === fixedLimits.maxLostClaims) return rejected([manyLost]);
    if (denied.size === fixedLimits.maxLostClaims) break;
    if (isDenied) continue;
    // Two servers that keep step with each other would lose in turns.
    await sleep(Math.random() * fixedLimits.maxClaimPauseMs);
  }
  const [refused] = denied.values();
  if (!refused) return { outcome: 'UNCHANGED', refusals: [], messages: [] };
  const message = `You may not take ${triedTickets([...denied.keys()])}. RT requires the right TakeTicket or ReassignTicket, and OwnTicket to own a ticket.`;
  return rejected(refused.refusals.map((one) => ({ ...one, message })));
}

/** The tickets that were tried: whoever asked for any of them knows no number yet. */
function triedTickets([first, ...others]: readonly number[]): string {
  return others.length === 0 ? `ticket ${first}` : `any of ${others.length + 1} matching tickets`;
}

/** A claim whose outcome is unknown, or that failed, shows no ticket, which might pass for the caller's; it names it. */
function withoutTicket(report: WriteReport, ticket: number): WriteReport {
  const refusals = report.refusals.map((one) => ({
    ...one,
    message: `Ticket ${ticket}: ${one.message}`,
  }));
  return { ...report, refusals, id: undefined };
}

const manyLost = {
  code: 'ALREADY_OWNED',
  message: `Other people took the first ${fixedLimits.maxLostClaims} matching tickets during this request. Try again.`,
  path: [],
} as const;

/** Whether somebody else has the ticket, or the caller had it already, or it is gone. */
function isLost({ outcome, refusals }: WriteReport): boolean {
  const codes = refusals.map(({ code }) => code);
  return outcome === 'UNCHANGED' || codes.includes('ALREADY_OWNED') || codes.includes('NOT_FOUND');
}

mutation('claimNextTicket', {
  description:
    'Makes you the owner of the first matching ticket that is active and has no owner (RT: Take). RT locks the ticket while it is taken, so each ticket goes to exactly one caller. Tickets that somebody else takes first are skipped; after ten of them the outcome is REJECTED with ALREADY_OWNED. Tickets that you may not own are skipped too; if there are no others, the error is FORBIDDEN. If no ticket matches, the outcome is UNCHANGED and `ticket` is null.',
  inputDescription: 'The tickets to choose from, and their order.',
  repeats: 'claiming a second ticket',
  payload: ticketPayload(
    payloadName('claimNextTicket'),
    'The ticket you now own. Null if none was claimed.',
  ),
  fields: (t) => ({
    filter: t.field({
      type: TicketFilter,
      description: 'The tickets to consider. Only active tickets without an owner are claimed.',
    }),
    query: t.field({
      type: 'TicketSQL',
      description:
        'The tickets to consider, in TicketSQL. If `filter` is given too, a ticket must match both.',
    }),
    orderBy: t.field({
      type: TicketOrder,
      defaultValue: { field: 'Created', direction: 'ASC' },
      description: 'The order in which tickets are claimed. Default: oldest first.',
    }),
  }),
  async run({ filter, query, orderBy }, own) {
    const search = await compileSearch({ filter, query }, own.context);
    const matching = checkSize(`(${search}) AND ${claimable}`);
    const order = rtOrder(orderBy).orderBy;
    return claimFirst(() => own.load.search.tickets(matching, order), own);
  },
});
