import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';

describe.each(sharedBackends())('sentences of histories on $name', ({ url, populated }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  /** The sentences of a ticket as its history lists them, and as each transaction has them on its own. */
  async function sentences(ticket: number, as: string) {
    const { ticket: read } = await dataOf(app, {
      query: `{ ticket(id: ${ticket}) { history(first: 100) { nodes { id description } } } }`,
      as,
    });
    const listed: readonly { readonly id: string }[] = read.history.nodes;
    const { nodes: alone } = await dataOf(app, {
      query: `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on HistoryItem { description } } }`,
      variables: { ids: listed.map(({ id }) => id) },
      as,
    });
    return { listed, alone };
  }

  test('a history tells the sentences that its transactions tell', async () => {
    const { tickets } = populated;
    for (const [ticket, as] of [
      [tickets.changed, 'root'],
      [tickets.conversation, 'root'],
      [tickets.linkHub, 'root'],
      [tickets.changed, 'french'],
    ] as const) {
      const { listed, alone } = await sentences(ticket, as);
      expect(listed.length).toBeGreaterThan(3);
      expect(listed).toEqual(alone);
    }
  });

  test('so it does where values have several lines', async () => {
    const ticket = await newTicket(app, { queue: 'General', subject: 'lines' });
    const values = ['one\n  two\n\nfour', 'Status: open\n--\nid: ticket/1\n# not a comment', 'x'];
    for (const value of values) {
      const customFields = ['Body', 'A Very Long Field Name'].map((name) => ({
        name,
        values: [value],
      }));
      const { outcome } = await mutate(app, 'updateTicket', {
        id: String(ticket),
        changes: { customFields },
      });
      expect(outcome).toBe('APPLIED');
    }
    const { listed, alone } = await sentences(ticket, 'root');
    expect(listed.length).toBeGreaterThan(6);
    expect(listed).toEqual(alone);
  });

  test('the first message and the last reply have theirs', async () => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${populated.tickets.conversation}) {
        firstMessage { id description } lastCorrespondence { id description }
      } }`,
    });
    const { alone } = await sentences(populated.tickets.conversation, 'root');
    expect(alone).toContainEqual(ticket.firstMessage);
    expect(alone).toContainEqual(ticket.lastCorrespondence);
  });
});
