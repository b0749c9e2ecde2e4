import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../test/support/process/run-program.js';
import { freePort } from '../test/support/real-rt/rt-process.js';
import type { Contender } from './contender.js';
import { graphqlClient } from './graphql-client.js';
import { type BareTile, instant, type Line, oneTicket, pageSize, search } from './page.js';
import {
  type Item,
  type List,
  lineFields,
  lineOf,
  type Transaction,
  tileFields,
  tileOf,
} from './rest2-client.js';
import { RtSession, type Traffic } from './rt-session.js';
import { startServer } from './server-process.js';

const directory = fileURLToPath(new URL('gateway', import.meta.url));

type Fields = Readonly<Record<string, string>>;

/** Arguments of the gateway's lists in place of REST 2.0's parameters: `ofQueue` for `fields[Queue]`. */
function argumentsOf(params: Readonly<Record<string, string | number>>): string {
  return Object.entries(params)
    .map(
      ([name, value]) => `${name.replace(/^fields\[(\w+)\]$/, 'of$1')}: ${JSON.stringify(value)}`,
    )
    .join(', ');
}

const page = (fields: Fields, selection: string) => {
  const order = { per_page: pageSize, orderby: 'id', order: 'ASC' };
  return `{ tickets(${argumentsOf({ query: search, ...order, ...fields })}) { ${selection} } }`;
};

const line = 'id Subject Status';
const tile = `${line} Queue { Name Description } Owner { Name RealName }
  Requestor { EmailAddress } CustomFields { name values }`;

const queries = {
  plain: page(lineFields, `items { ${line} Queue { Name } Owner { Name } }`),
  bareDashboard: page(tileFields, `items { ${tile} lastTransactions(last: 3) { Type Created } }`),
  ticket: `{
    tickets(${argumentsOf({ query: `id = ${oneTicket}`, ...tileFields })}) { items { ${tile} } }
    history(${argumentsOf({
      ticket: String(oneTicket),
      ...{ per_page: 100, orderby: 'id', order: 'ASC' },
      ...{ fields: 'Type,Created,Creator', 'fields[Creator]': 'Name' },
    })}) { items { Type Created Creator { Name } } }
  }`,
  count: `{ tickets(${argumentsOf({ query: search, per_page: 1 })}) { total } }`,
  firstPage: page({ fields: 'Subject' }, 'total items { id Subject }'),
};

interface Answer<T> {
  readonly tickets: List<T>;
}

interface TileItem extends Item {
  readonly lastTransactions: readonly Transaction[];
}

const entryOf = ({ Type, Created, Creator }: Transaction) => ({
  type: Type,
  createdAt: instant(Created),
  ...(Creator && { creator: Creator.Name }),
});

/** Installs the gateway's own packages where they are missing. */
async function install(): Promise<void> {
  if (existsSync(`${directory}/node_modules`)) return;
  await runProgram('npm', ['--prefix', directory, 'ci', '--no-audit', '--no-fund']);
}

/**
 * The gateway that a team would put before REST 2.0: Hive Gateway with GraphQL Mesh's JSON-schema source, in a process
 * of its own. One request for a list with just the columns needed, the last transactions of all tickets by search,
 * four connections that are kept open, and the caller's RT cookie passed on.
 */
export async function hiveGateway(rt: string, user: string, password: string): Promise<Contender> {
  await install();
  const server = await startServer(['bench/gateway/start.mjs'], await freePort(), { RT_URL: rt });
  const session = await RtSession.logIn(rt, user, password);
  const client = graphqlClient(server.url, { cookie: session.cookie });
  const ask = async <T>(query: string) => (await client.ask<T>(query)).data;
  const items = async <T>(query: string) => (await ask<Answer<T>>(query)).tickets.items;
  return {
    name: 'Hive Gateway',
    plain: async (): Promise<readonly Line[]> => (await items<Item>(queries.plain)).map(lineOf),
    bareDashboard: async (): Promise<readonly BareTile[]> =>
      (await items<TileItem>(queries.bareDashboard)).map((item) =>
        tileOf(item, item.lastTransactions.map(entryOf)),
      ),
    async ticket() {
      const { tickets, history } = await ask<
        Answer<Item> & { readonly history: List<Transaction> }
      >(queries.ticket);
      const [item] = tickets.items;
      if (!item) throw new Error(`the gateway finds no ticket ${oneTicket}`);
      return tileOf(item, history.items.map(entryOf));
    },
    count: async () => (await ask<Answer<Item>>(queries.count)).tickets.total ?? 0,
    async firstPage() {
      const { total, items: found } = (await ask<Answer<Item>>(queries.firstPage)).tickets;
      const tickets = found.map(({ id, Subject }) => ({ number: Number(id), subject: Subject }));
      return { total: total ?? 0, tickets };
    },
    async takeTraffic() {
      // What `start.mjs` has counted.
      return (await (await fetch(`${server.url}/traffic`)).json()) as Traffic;
    },
    async close() {
      await Promise.all([client.close(), session.close()]);
      await server.stop();
    },
  };
}
