import type { Contender } from './contender.js';
import { type BareEntry, instant, oneTicket, search } from './page.js';
import {
  firstPage,
  type Item,
  lineFields,
  lineOf,
  read,
  searchTransactions,
  type Transaction,
  tileFields,
  tileOf,
} from './rest2-client.js';
import { RtSession } from './rt-session.js';

/** Pages of 100 after which a ticket without three transactions is a fault of the bench's tickets. */
const mostPages = 20;

const entryOf = ({ Type, Created, Creator }: Transaction): BareEntry => ({
  type: Type,
  createdAt: instant(Created),
  ...(Creator && { creator: Creator.Name }),
});

/** The last three transactions of each ticket, by one search over all of them, newest first. */
async function lastThree(
  rt: RtSession,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly BareEntry[]>> {
  const found = new Map(ids.map((id): [string, readonly BareEntry[]] => [id, []]));
  const lacking = new Set(ids);
  for (let page = 1; lacking.size > 0 && page <= mostPages; page++) {
    // Never by `TicketId = … OR …`: from RT 5.0.4 on that spoils later searches of the same worker for everybody.
    const transactions = await searchTransactions(
      rt,
      [
        { field: 'ObjectType', operator: '=', value: 'RT::Ticket' },
        { field: 'ObjectId', operator: 'IN', value: ids },
      ],
      { page: String(page), orderby: 'id', order: 'DESC', fields: 'Type,Created,ObjectId' },
    );
    for (const transaction of transactions) {
      const { ObjectId: id } = transaction;
      if (!lacking.has(id)) continue;
      const entries = [entryOf(transaction), ...(found.get(id) ?? [])];
      found.set(id, entries);
      if (entries.length === 3) lacking.delete(id);
    }
  }
  return found;
}

/**
 * REST 2.0 of the same RT, by hand: one request for the page with all that can be expanded in it, then the last
 * transactions by search, over one or more connections. A session cookie opens REST 2.0 too; with Basic auth or a
 * token every request would check a password. The dashboard with sentences is `hybrid`'s.
 */
export async function rest2(
  url: string,
  user: string,
  password: string,
  connections: 1 | 2,
): Promise<Contender> {
  const rt = await RtSession.logIn(url, user, password, connections);
  const bareDashboard: Contender['bareDashboard'] = async () => {
    const { items } = await firstPage(rt, tileFields);
    const size = Math.ceil(items.length / connections);
    const parts = await Promise.all(
      Array.from({ length: connections }, async (_, at) => {
        const part = items.slice(at * size, (at + 1) * size);
        const last = await lastThree(
          rt,
          part.map(({ id }) => id),
        );
        return part.map((item) => tileOf(item, last.get(item.id) ?? []));
      }),
    );
    return parts.flat();
  };
  const name = `REST 2.0, ${connections} connection${connections === 1 ? '' : 's'}`;
  const common = { name, takeTraffic: () => rt.takeTraffic(), close: () => rt.close() };
  if (connections > 1) {
    return {
      ...common,
      bareDashboard,
      async ticket() {
        const [{ items }, history] = await Promise.all([
          read<Item>(rt, 'tickets', { query: `id = ${oneTicket}`, ...tileFields }),
          read<Transaction>(rt, `ticket/${oneTicket}/history`, {
            ...{ per_page: '100', orderby: 'id', order: 'ASC' },
            ...{ fields: 'Type,Created,Creator', 'fields[Creator]': 'Name' },
          }),
        ]);
        const [item] = items;
        if (!item) throw new Error(`RT finds no ticket ${oneTicket}`);
        return tileOf(item, history.items.map(entryOf));
      },
    };
  }
  // What is one request gains nothing by a second connection.
  return {
    ...common,
    bareDashboard,
    plain: async () => (await firstPage(rt, lineFields)).items.map(lineOf),
    async count() {
      return (await read(rt, 'tickets', { query: search, per_page: '1' })).total ?? 0;
    },
    async firstPage() {
      const { total, items } = await firstPage(rt, { fields: 'Subject' });
      const tickets = items.map(({ id, Subject }) => ({ number: Number(id), subject: Subject }));
      return { total: total ?? 0, tickets };
    },
  };
}
