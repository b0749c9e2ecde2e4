import type { Contender } from './contender.js';
import { basic, type GraphqlAnswer, graphqlClient } from './graphql-client.js';
import { type HistoryEntry, type Line, pageSize, search, type Tile } from './page.js';
import { noTraffic, type Traffic } from './rt-session.js';
import { customFields } from './world.js';

const line = 'number subject status';
const page = (fields: string) =>
  `{ tickets(query: "${search}", first: ${pageSize}) { nodes { ${fields} } } }`;

/** The list that every client begins with. */
export const plainQuery = page(`${line} queue { name } owner { name }`);

/** The page that the server is made for. */
export const dashboardQuery = page(`${line}
  queue { name description }
  owner { name realName }
  requestors { emailAddress }
  customFields(names: ${JSON.stringify(customFields)}) { name rawValue }
  history(last: 3) { nodes { type createdAt description } }`);

interface LineNode {
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly queue: { readonly name: string; readonly description: string };
  readonly owner: { readonly name: string; readonly realName: string };
}

interface TileNode extends LineNode {
  readonly requestors: readonly { readonly emailAddress: string }[];
  readonly customFields: readonly { readonly name: string; readonly rawValue: string }[];
  readonly history: { readonly nodes: readonly HistoryEntry[] };
}

interface Tickets<T> {
  readonly tickets: { readonly nodes: readonly T[] };
}

const lineOf = ({ queue, owner, number, subject, status }: LineNode): Line => ({
  number,
  subject,
  status,
  queue: queue.name,
  owner: owner.name,
});

/** This server over HTTP: one request, one answer. Its own report says what it asked of RT. */
export function graphqlLayer(url: string, user: string, password: string): Contender {
  const client = graphqlClient(url, { ...basic(user, password), 'x-rt-trace': '1' });
  let traffic: Traffic = noTraffic;

  async function nodes<T>(query: string): Promise<readonly T[]> {
    const answer: GraphqlAnswer<Tickets<T>> = await client.ask(query);
    const { requests = 0, bytes = 0 } = answer.extensions?.rt ?? {};
    traffic = { requests: traffic.requests + requests, bytes: traffic.bytes + bytes };
    return answer.data.tickets.nodes;
  }

  return {
    name: 'rt-graphql',
    async plain(): Promise<readonly Line[]> {
      return (await nodes<LineNode>(plainQuery)).map(lineOf);
    },
    async dashboard(): Promise<readonly Tile[]> {
      return (await nodes<TileNode>(dashboardQuery)).map((node) => ({
        ...lineOf(node),
        queueDescription: node.queue.description,
        ownerRealName: node.owner.realName,
        requestors: node.requestors.map(({ emailAddress }) => emailAddress),
        values: customFields.map(
          (field) => node.customFields.find(({ name }) => name === field)?.rawValue ?? '',
        ),
        history: node.history.nodes,
      }));
    },
    takeTraffic() {
      const taken = traffic;
      traffic = noTraffic;
      return taken;
    },
    close: () => client.close(),
  };
}
