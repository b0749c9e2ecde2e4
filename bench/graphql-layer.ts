import type { Contender } from './contender.js';
import { basic, type GraphqlAnswer, graphqlClient } from './graphql-client.js';
import {
  type BareTile,
  type FirstPage,
  type HistoryEntry,
  instant,
  type Line,
  oneTicket,
  pageSize,
  search,
} from './page.js';
import { noTraffic, type Traffic } from './rt-session.js';
import { customFields } from './world.js';

const lineFields = 'number subject status';
const tileFields = `${lineFields}
  queue { name description }
  owner { name realName }
  requestors { emailAddress }
  customFields(names: ${JSON.stringify(customFields)}) { name rawValue }`;
const page = (fields: string) =>
  `{ tickets(query: "${search}", first: ${pageSize}) { nodes { ${fields} } } }`;

/** The page that the server is made for. */
export const dashboardQuery = page(`${tileFields}
  history(last: 3) { nodes { type createdAt description } }`);

const queries = {
  plain: page(`${lineFields} queue { name } owner { name }`),
  bareDashboard: page(`${tileFields} history(last: 3) { nodes { type createdAt } }`),
  ticket: `{ ticket(id: "${oneTicket}") { ${tileFields}
    history(first: 100) { nodes { type createdAt creator { name } } } } }`,
  count: `{ ticketCount(query: "${search}") }`,
  firstPage: `{ tickets(query: "${search}", first: ${pageSize}) {
    totalCount nodes { number subject } } }`,
};

interface LineNode {
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly queue: { readonly name: string; readonly description: string };
  readonly owner: { readonly name: string; readonly realName: string };
}

interface HistoryNode {
  readonly type: string;
  readonly createdAt: string;
  readonly description?: string;
  readonly creator?: { readonly name: string };
}

interface TileNode extends LineNode {
  readonly requestors: readonly { readonly emailAddress: string }[];
  readonly customFields: readonly { readonly name: string; readonly rawValue: string }[];
  readonly history: { readonly nodes: readonly HistoryNode[] };
}

interface Tickets<T> {
  readonly tickets: { readonly totalCount?: number; readonly nodes: readonly T[] };
}

const lineOf = ({ queue, owner, number, subject, status }: LineNode): Line => ({
  number,
  subject,
  status,
  queue: queue.name,
  owner: owner.name,
});

const entryOf = ({ type, createdAt, creator }: HistoryNode) => ({
  type,
  createdAt: instant(createdAt),
  ...(creator && { creator: creator.name }),
});

const tileOf = (node: TileNode): BareTile => ({
  ...lineOf(node),
  queueDescription: node.queue.description,
  ownerRealName: node.owner.realName,
  requestors: node.requestors.map(({ emailAddress }) => emailAddress).sort(),
  values: customFields.map(
    (field) => node.customFields.find(({ name }) => name === field)?.rawValue ?? '',
  ),
  history: node.history.nodes.map(entryOf),
});

/** This server over HTTP: one request, one answer. Its own report says what it asked of RT. */
export function graphqlLayer(
  name: string,
  url: string,
  user: string,
  password: string,
): Contender & Required<Omit<Contender, 'name'>> {
  const client = graphqlClient(url, { ...basic(user, password), 'x-rt-trace': '1' });
  let traffic: Traffic = noTraffic;

  async function ask<T>(query: string): Promise<T> {
    const answer: GraphqlAnswer<T> = await client.ask(query);
    const { requests = 0, bytes = 0 } = answer.extensions?.rt ?? {};
    traffic = { requests: traffic.requests + requests, bytes: traffic.bytes + bytes };
    return answer.data;
  }
  const nodes = async <T>(query: string) => (await ask<Tickets<T>>(query)).tickets.nodes;

  return {
    name,
    plain: async () => (await nodes<LineNode>(queries.plain)).map(lineOf),
    dashboard: async () =>
      (await nodes<TileNode>(dashboardQuery)).map((node) => ({
        ...tileOf(node),
        history: node.history.nodes.map(
          (item): HistoryEntry => ({ ...entryOf(item), description: item.description ?? '' }),
        ),
      })),
    bareDashboard: async () => (await nodes<TileNode>(queries.bareDashboard)).map(tileOf),
    ticket: async () => tileOf((await ask<{ ticket: TileNode }>(queries.ticket)).ticket),
    count: async () => (await ask<{ ticketCount: number }>(queries.count)).ticketCount,
    async firstPage(): Promise<FirstPage> {
      const { tickets } = await ask<Tickets<Line>>(queries.firstPage);
      return { total: tickets.totalCount ?? 0, tickets: tickets.nodes };
    },
    takeTraffic() {
      const taken = traffic;
      traffic = noTraffic;
      return taken;
    },
    close: () => client.close(),
  };
}
