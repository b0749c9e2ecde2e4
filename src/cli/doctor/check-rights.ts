import { fixedLimits } from '../../limits.js';
import { RtError } from '../../rt/errors.js';
import type { Upstream, WriteOffers } from '../../rt/port.js';
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

/** Something that this user may be able to write. */
interface WriteRight {
  readonly name: string;
  readonly right: string;
  /** Of how many queues or tickets RT offers it. */
  readonly offered: (offers: WriteOffers) => number;
  readonly of: 'queues' | 'tickets';
  readonly works: (offered: number, all: number) => string;
  readonly without: string;
  /** When it is no right that is missing. */
  readonly unless?: string;
}

const newest = (all: number) => (all === 1 ? 'the newest ticket' : `the ${all} newest tickets`);

const writeRights: readonly WriteRight[] = [
  {
    name: 'create',
    right: 'CreateTicket',
    offered: ({ create }) => create,
    of: 'queues',
    works: (offered, all) =>
      `Tickets can be created in ${offered} of ${all < fixedLimits.maxListed ? all : `the first ${all}`} queues.`,
    without: 'createTicket does not work: the user may not create tickets in any visible queue.',
  },
  {
    name: 'reply',
    right: 'ReplyToTicket',
    offered: ({ reply }) => reply,
    of: 'tickets',
    works: (offered, all) => `${offered} of ${newest(all)} can be replied to.`,
    without: 'replyToTicket does not work on any of the newest tickets.',
  },
  {
    name: 'comment',
    right: 'CommentOnTicket',
    offered: ({ comment }) => comment,
    of: 'tickets',
    works: (offered, all) => `${offered} of ${newest(all)} can be commented on.`,
    without: 'commentOnTicket does not work on any of the newest tickets.',
  },
  {
    name: 'change',
    right: 'ModifyTicket',
    offered: ({ changeStatus }) => changeStatus,
    of: 'tickets',
    works: (offered, all) => `The status of ${offered} of ${newest(all)} can be changed.`,
    without: 'RT offers no change of status on any of the newest tickets.',
    unless: ' If the lifecycle of these tickets has no actions, this is normal.',
  },
];

/** What this user may write, by what RT offers them. Nothing is written, and REST 1.0 does not tell. */
export async function checkWriteRights(rt: Upstream, hasRest2: boolean): Promise<readonly Check[]> {
  const offers = await attempt(() => rt.writeOffers());
  if (offers instanceof RtError) {
    return [failed('writes', offers.code.toLowerCase(), offers.message, "Check RT's error log.")];
  }
  if (offers === undefined) {
    const why = hasRest2 ? 'RT did not list what it offers.' : 'only REST 2.0 tells them.';
    return [ok('writes', `Rights to write are not checked: ${why}`)];
  }
  return writeRights.flatMap(({ name, right, offered, of, works, without, unless = '' }) => {
    const all = offers[of];
    if (all === 0) return [];
    if (offered(offers) > 0) return [ok(name, works(offered(offers), all))];
    const advice = `If callers need this, grant the right ${right} to the user, or to a group of the user.${unless}`;
    return [gap(name, 'no-right', without, advice)];
  });
}

/** What this user may read, by trying it. Nothing is written. */
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
