import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';

/** Databases differ about which of these are one text. */
const texts = ['ÄÖÜ', 'äöü', 'ÄÖÜ', 'äÖü', 'äöü', 'e\u0301', 'É', 'ÄÖÜ', 'é', 'äöü', 'aou', 'AOU'];

const rows = sharedBackends().flatMap(({ name, url }) =>
  ['auto', '1'].map((rest) => ({ name, url, rest })),
);

describe.each(rows)('pages by odd letters on $name with RT_REST=$rest', ({ name, url, rest }) => {
  const app = appFor(url, { RT_REST: rest });
  let ids: number[];
  beforeAll(async () => {
    ids = [];
    for (const text of texts) {
      const customFields = [{ name: 'Single', values: [text] }];
      ids.push(await newTicket(app, { subject: text, customFields }));
    }
  });
  afterAll(() => app.close());

  const orders = [
    ['{ field: SUBJECT }', 'forwards'],
    ['{ field: SUBJECT, direction: DESC }', 'backwards'],
    ['{ customField: "Single" }', 'forwards'],
    ['{ customField: "Single", direction: DESC }', 'backwards'],
  ] as const;
  test.each(ownRows(name, orders))(
    '%s repeat and leave out nothing, %s',
    async (order, direction) => {
      for (const size of [1, 2, 5]) {
        const seen: number[] = [];
        const isForwards = direction === 'forwards';
        const [count, cursor, more, end] = isForwards
          ? ['first', 'after', 'hasNextPage', 'endCursor']
          : ['last', 'before', 'hasPreviousPage', 'startCursor'];
        for (let place: string | undefined; ; ) {
          const { tickets } = await dataOf(app, {
            query: `query ($place: String) {
            tickets(query: "id >= ${ids[0]} AND id <= ${ids.at(-1)}", ${count}: ${size}, ${cursor}: $place, orderBy: ${order}) {
              nodes { number } pageInfo { ${more} ${end} }
            }
          }`,
            variables: { place },
          });
          const numbers = tickets.nodes.map(({ number }: { readonly number: number }) => number);
          seen.push(...(isForwards ? numbers : numbers.toReversed()));
          if (!tickets.pageInfo[more] || seen.length > 2 * texts.length) break;
          place = tickets.pageInfo[end];
        }
        expect([size, seen.toSorted((a, b) => a - b)]).toEqual([size, ids]);
      }
    },
  );
});
