import type { Contender } from './contender.js';
import { type HistoryEntry, type Line, pageSize, search, type Tile } from './page.js';
import { RtSession, takeTraffic } from './rt-session.js';
import { customFields } from './world.js';

/** How the last transactions are found: a request a ticket, or a search over many tickets' transactions. */
export interface Rest2Options {
  readonly sessions: number;
  readonly history: 'by ticket' | 'by search';
}

interface Named {
  readonly Name: string;
  readonly Description?: string;
  readonly RealName?: string;
  readonly EmailAddress?: string;
}

interface Item {
  readonly id: string;
  readonly Subject: string;
  readonly Status: string;
  readonly Queue: Named;
  readonly Owner: Named;
  readonly Requestor?: readonly Named[];
  readonly CustomFields?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

interface Transaction {
  readonly id: string;
  readonly Type: string;
  readonly Created: string;
  readonly ObjectId: string;
}

interface Items<T> {
  readonly items: readonly T[];
}

const lineOf = (item: Item): Line => ({
  number: Number(item.id),
  subject: item.Subject,
  status: item.Status,
  queue: item.Queue.Name,
  owner: item.Owner.Name,
});

/**
 * REST 2.0 of the same RT, by hand: one request for the page with all that can be expanded in it, then the
 * histories over parallel sessions. Its lists leave a transaction's description blank; that is left out here.
 * A session cookie opens REST 2.0 too; with Basic auth or a token every request would check a password.
 */
export async function rest2(
  url: string,
  user: string,
  password: string,
  { sessions: count, history }: Rest2Options,
): Promise<Contender> {
  const sessions = await Promise.all(
    Array.from({ length: count }, () => RtSession.logIn(url, user, password)),
  );

  async function ask<T>(at: number, path: string, params: Record<string, string>) {
    const query = new URLSearchParams(params);
    const text = await sessions[at]?.get(`/REST/2.0/${path}?${query}`);
    // RT's answer has the shape of what was asked for.
    return (JSON.parse(text ?? '') as Items<T>).items;
  }

  const page = (fields: Record<string, string>) =>
    ask<Item>(0, 'tickets', { query: search, per_page: String(pageSize), ...fields });

  async function byTicket(ids: readonly string[]): Promise<readonly Transaction[]> {
    let next = 0;
    const lists = await Promise.all(
      sessions.map(async (_, at) => {
        const found: Transaction[] = [];
        for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
          found.push(
            ...(await ask<Transaction>(at, `ticket/${id}/history`, {
              per_page: '3',
              orderby: 'id',
              order: 'DESC',
              fields: 'Type,Created,ObjectId',
            })),
          );
        }
        return found;
      }),
    );
    return lists.flat();
  }

  async function bySearch(ids: readonly string[]): Promise<readonly Transaction[]> {
    const size = Math.ceil(ids.length / count);
    const lists = await Promise.all(
      sessions.map(async (_, at) => {
        const part = ids.slice(at * size, (at + 1) * size);
        const query = part.map((id) => `TicketId = ${id}`).join(' OR ');
        const lacking = new Map(part.map((id) => [id, 3]));
        const found: Transaction[] = [];
        for (let number = 1; lacking.size > 0; number++) {
          const items = await ask<Transaction>(at, 'transactions', {
            query,
            per_page: '100',
            page: String(number),
            orderby: 'id',
            order: 'DESC',
            fields: 'Type,Created,ObjectId',
          });
          if (items.length === 0) break;
          for (const item of items) {
            const wanted = lacking.get(item.ObjectId);
            if (wanted === undefined) continue;
            found.push(item);
            if (wanted > 1) lacking.set(item.ObjectId, wanted - 1);
            else lacking.delete(item.ObjectId);
          }
        }
        return found;
      }),
    );
    return lists.flat();
  }

  return {
    name: `REST 2.0, history ${history}, ${count} session${count === 1 ? '' : 's'}`,
    async plain(): Promise<readonly Line[]> {
      const items = await page({
        fields: 'Subject,Status,Queue,Owner',
        'fields[Queue]': 'Name',
        'fields[Owner]': 'Name',
      });
      return items.map(lineOf);
    },
    async dashboard(): Promise<readonly Tile[]> {
      const items = await page({
        fields: 'Subject,Status,Queue,Owner,Requestor,CustomFields',
        'fields[Queue]': 'Name,Description',
        'fields[Owner]': 'Name,RealName',
        'fields[Requestor]': 'EmailAddress',
        'fields[CustomFields]': '',
      });
      const ids = items.map(({ id }) => id);
      const found = await (history === 'by ticket' ? byTicket(ids) : bySearch(ids));
      const entries = new Map<string, HistoryEntry[]>();
      for (const { ObjectId, Type, Created } of found) {
        const entry = { type: Type, createdAt: Created, description: '' };
        entries.set(ObjectId, [entry, ...(entries.get(ObjectId) ?? [])]);
      }
      return items.map((item) => ({
        ...lineOf(item),
        queueDescription: item.Queue.Description ?? '',
        ownerRealName: item.Owner.RealName ?? '',
        requestors: (item.Requestor ?? []).map(({ EmailAddress }) => EmailAddress ?? ''),
        values: customFields.map(
          (field) => item.CustomFields?.find(({ name }) => name === field)?.values[0] ?? '',
        ),
        history: entries.get(item.id) ?? [],
      }));
    },
    takeTraffic: () => takeTraffic(sessions),
    async close() {
      await Promise.all(sessions.map((session) => session.close()));
    },
  };
}
