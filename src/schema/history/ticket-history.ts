import { transactionColumns as c } from '../../rt/columns/transaction.js';
import type { HistoryLine } from '../../rt/shown.js';
import { type Wanted, wantColumns } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import type { Context } from '../context.js';
import { OrderDirection } from '../order-by.js';
import { checkPageArgs, pageOf } from '../page.js';
import { Ticket, type TicketObject } from '../ticket/ticket.js';
import { loginNameOf } from '../user/user-called.js';
import { needsOf, type Under, wantedOf, wantedUnder } from '../wanted.js';
import { HistoryFilter } from './filter.js';
import { HistoryItem } from './history-item.js';
import { MessageHistoryItem } from './messages.js';
import { itemsUnder, newestPage, scopeOfHistory, wayOfHistory } from './newest-page.js';

/** A page of a ticket's timeline. */
const HistoryConnection = connectionOf('History', HistoryItem, {
  what: 'history item',
  totalCount:
    'The number of history items that match the filter. Items that you may not see are not counted.',
  load: (line: HistoryLine, wanted, { load }) => load.object.listedTransaction(line, wanted),
});

type Filter = typeof HistoryFilter.$inferInput;

/** Items that pass the conditions RT cannot check itself; all of them are loaded for that. */
async function filtered(
  lines: readonly HistoryLine[],
  filter: Filter,
  context: Context,
): Promise<readonly HistoryLine[]> {
  const { createdAfter, createdBefore, creatorName } = filter;
  if (createdAfter == null && createdBefore == null && creatorName == null) return lines;
  const wanted = creatorName == null ? wantColumns(c.created) : wantColumns(c.created, c.creator);
  const items = await Promise.all(
    lines.map((line) => context.load.object.knownTransaction(line.id, wanted)),
  );
  const creatorAt = (at: number) => items[at]?.read(c.creator)?.toLowerCase() ?? '';
  const creator =
    creatorName == null
      ? undefined
      : await loginNameOf(creatorName, new Set(items.map((_, at) => creatorAt(at))), context);
  return lines.filter((_, at) => {
    const created = items[at]?.read(c.created)?.getTime() ?? 0;
    return (
      (createdAfter == null || created > createdAfter.getTime()) &&
      (createdBefore == null || created < createdBefore.getTime()) &&
      (creatorName == null || creatorAt(at) === creator)
    );
  });
}

builder.objectField(Ticket, 'history', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: HistoryConnection,
    ...sizedByPage,
    description:
      'The history of the ticket. Only the requested page is fetched in full, so even a ticket with 10,000 history items takes only a few requests to RT.',
    args: {
      filter: t.arg({ type: HistoryFilter, description: 'Selects the items to return.' }),
      orderBy: t.arg({
        type: OrderDirection,
        defaultValue: 'ASC',
        description: 'The sort order: oldest first (ASC) or newest first (DESC).',
      }),
      ...pageArgs,
    },
    ...needsOf((args, under) => {
      const { filter } = args;
      if (typeof filter === 'object' && filter !== null && 'types' in filter) return {};
      const way = wayOfHistory(args, under);
      return {
        parts: new Set([way]),
        ...(way === 'bareHistory' && { items: itemsUnder(under) }),
      };
    }),
    async resolve(ticket, { filter, orderBy, ...args }, context, info) {
      const { load, limits } = context;
      checkPageArgs(args, limits.maxPageSize);
      const under: Under = (...path) =>
        path.length === 0 ? wantedOf(info) : wantedUnder(info, ...path);
      const way = wayOfHistory({ filter, orderBy, ...args }, under);
      const items = itemsUnder(under);
      if (way === 'newestHistory') {
        const newest = await newestPage(ticket.id, { ...args, orderBy }, context, items);
        if (newest) return newest;
      }
      const bare =
        way === 'bareHistory' && (await load.search.listsStretches())
          ? await load.bareHistory(ticket.id, load.object.itemColumns(items))
          : undefined;
      const all = bare ?? (await load.history(ticket.id, filter?.types ?? undefined));
      const lines = filter ? await filtered(all, filter, context) : all;
      return pageOf(orderBy === 'DESC' ? lines.toReversed() : lines, args, {
        maxPageSize: limits.maxPageSize,
        scope: scopeOfHistory(ticket.id, filter, orderBy),
        byId: orderBy === 'DESC' ? 'descending' : 'ascending',
      });
    },
  }),
);

async function oneMessage(
  ticket: TicketObject,
  type: 'Create' | 'Correspond',
  at: 0 | -1,
  wanted: Wanted,
  { load }: Context,
) {
  const line = (await load.history(ticket.id, [type])).at(at);
  return line ? load.object.listedTransaction(line, wanted) : null;
}

builder.objectFields(Ticket, (t) => ({
  firstMessage: t.field({
    type: MessageHistoryItem,
    nullable: true,
    description:
      'The first message of the ticket, sent when it was created. Null if you may not see the history.',
    resolve: (ticket, _, context, info) => oneMessage(ticket, 'Create', 0, wantedOf(info), context),
  }),
  lastCorrespondence: t.field({
    type: MessageHistoryItem,
    nullable: true,
    description:
      'The most recent public reply. Null if there is no public reply, or if you may not see the history.',
    resolve: (ticket, _, context, info) =>
      oneMessage(ticket, 'Correspond', -1, wantedOf(info), context),
  }),
}));
