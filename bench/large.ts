import { median } from './figures.js';
import { basic, graphqlClient } from './graphql-client.js';
import { pageSize } from './page.js';
import { agent } from './world.js';

/** First pages with their totals in one order. */
export interface Ordered {
  readonly order: string;
  readonly ms: number;
  readonly requests: number;
}

const fields = ['ID', 'SUBJECT', 'PRIORITY', 'QUEUE', 'CREATED_AT', 'UPDATED_AT', 'DUE_AT'];
const orders = fields.flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => ({ field, direction })),
);

/** Times the first page with its total in every order, a few times each. */
export async function firstPages(url: string, times: number): Promise<readonly Ordered[]> {
  const headers = { ...basic(agent.name, agent.password), 'x-rt-trace': '1' };
  const client = graphqlClient(url, headers);
  const pages: Ordered[] = [];
  try {
    await client.ask('{ ticket(id: "1") { number } }');
    for (const { field, direction } of orders) {
      const ms: number[] = [];
      let requests = 0;
      for (let at = 0; at < times; at++) {
        const before = performance.now();
        const { extensions } = await client.ask(`{ tickets(first: ${pageSize},
          orderBy: { field: ${field}, direction: ${direction} }) {
          totalCount nodes { number subject } } }`);
        ms.push(performance.now() - before);
        requests = extensions?.rt?.requests ?? 0;
      }
      pages.push({ order: `${field} ${direction}`, ms: median(ms), requests });
    }
  } finally {
    await client.close();
  }
  return pages;
}
