import type { Caller } from '../rest/call.js';
import type { Ticket } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { checkCondition, conditionsOf, matchesLevel } from './match-ticket.js';
import { orderTickets } from './order.js';
import { parseQuery, QueryError } from './parse-query.js';

const library = '/usr/share/request-tracker5/lib/RT';
const html = '/usr/share/request-tracker5/html';

/** The whole of what RT says about a query it cannot run. */
export function queryProblem({ message, line }: QueryError): string {
  const frames = [
    `${library}/Tickets.pm:${line}`,
    `${library}/Tickets.pm:3540`,
    `${html}/REST/1.0/search/dhandler:120`,
    `${html}/REST/1.0/autohandler:55`,
    `${library}/Interface/Web.pm:746`,
    `${library}/Interface/Web.pm:425`,
    `${html}/autohandler:53`,
  ];
  const stack = frames.map((frame) => `  [${frame}]\n`).join('');
  const where = `at ${library}/Tickets.pm line ${line}, <GEN1> line 25.`;
  return `Invalid query: '${message} ${where}\n\nStack:\n${stack}'.\n`;
}

/** Without an order RT's database answers in that of the index it used: by queue and status. */
function byIndex(tickets: readonly Ticket[]): readonly Ticket[] {
  const key = ({ texts }: Ticket): string => texts.Status;
  return [...tickets].sort(
    (a, b) => a.queue - b.queue || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || a.id - b.id,
  );
}

/**
 * Tickets that fulfil a query and that the caller may see, in order. Deleted and merged ones are
 * never found, reminders only when the query speaks of types. Throws a `QueryError`.
 */
export function searchTickets(
  caller: Caller,
  query: string,
  orderby: string | undefined,
): readonly Ticket[] {
  const level = parseQuery(query);
  const conditions = conditionsOf(level);
  const speaksOf = (field: string): boolean =>
    conditions.some(({ key }) => key.split('.')[0]?.toLowerCase() === field);
  const bare = conditions.find((condition) => condition.bare);
  if (bare !== undefined) {
    throw new QueryError(`Wrong query, no such column '${bare.value}' in '${query}'`, 3462);
  }
  if (query === '') {
    return [];
  }
  for (const condition of conditions) {
    checkCondition(caller, condition);
  }
  const candidates = [...caller.store.tickets.values()].filter(
    (ticket) =>
      ticket.texts.Status !== 'deleted' &&
      (ticket.effectiveId === ticket.id || speaksOf('effectiveid')) &&
      (ticket.type === 'ticket' || speaksOf('type')),
  );
  const found = candidates.filter((ticket) => matchesLevel(caller, ticket, level));
  const visible = found.filter((ticket) =>
    hasRight(caller.store, caller.user, 'ShowTicket', { ticket }),
  );
  const everywhere = hasRight(caller.store, caller.user, 'ShowTicket');
  const byQueue =
    level.every &&
    conditions.some(({ key, operator }) => /^queue\b/i.test(key) && operator !== '!=');
  const natural = everywhere && !byQueue ? visible : byIndex(visible);
  return orderTickets(caller, natural, orderby);
}
