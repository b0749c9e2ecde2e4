import { RtError } from '../../rt/errors.js';
import type { Upstream } from '../../rt/port.js';
import { attempt } from './check-login.js';
import { type Check, failed, gap, ok } from './report.js';

/** Enough to see whether there are any. */
const firstTickets = 'id > 0 AND id < 1000';

/** Something that this user may be able to do. */
interface Right {
  readonly name: string;
  /** Whether it works: how many were found, or RT's refusal. */
  readonly count: (rt: Upstream) => Promise<number>;
  readonly works: string;
  /** What does not work without it. */
  readonly without: string;
  readonly advice: string;
}

const rights: readonly Right[] = [
  {
    name: 'queues',
    count: async (rt) => (await rt.searchNames('queue')).length,
    works: 'Queues can be listed.',
    without: 'No queue is visible, so queues and new tickets are not available.',
    advice: 'Grant the right SeeQueue to the user, or to a group of the user.',
  },
  {
    name: 'tickets',
    count: async (rt) => {
      const page = await rt.listTickets(
        { query: 'id > 0', orderBy: '+id', reversed: false, offset: 0, count: 1 },
        { columns: new Set() },
      );
      return page ? page.ids.length : (await rt.searchTickets(firstTickets)).length;
    },
    works: 'Tickets can be searched.',
    without: 'No ticket is visible.',
    advice:
      'Grant the right ShowTicket to the user, or to a group of the user. If RT has no tickets, this is normal.',
  },
  {
    name: 'users',
    count: async (rt) =>
      (await rt.searchNames('user', { column: 'Name', operator: '=', value: 'root' })).length + 1,
    works: 'Users can be searched.',
    without:
      'users() does not work, and users whose name is a number or contains a comma or slash cannot be found.',
    advice: 'If callers need this, grant the user the global right AdminUsers.',
  },
];

/** What this user may do, by trying it. Nothing is written. */
export async function checkRights(rt: Upstream): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const { name, count, works, without, advice } of rights) {
    const found = await attempt(() => count(rt));
    if (typeof found === 'number' && found > 0) checks.push(ok(name, works));
    else if (found === 0 || (found instanceof RtError && found.code === 'FORBIDDEN')) {
      checks.push(gap(name, 'no-right', without, advice));
    } else if (found instanceof RtError) {
      const log = "Check RT's error log.";
      checks.push(failed(name, found.code.toLowerCase(), found.message, log));
    }
  }
  return checks;
}
