import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { byRest1 } from './ways.js';

describe.each(sharedBackends())('the revision of a ticket on $name', ({ url, populated }) => {
  const app = appFor(url);
  const { plain, open, mergeSource, mergeTarget } = populated.tickets;
  afterAll(() => app.close());

  const revision = async (id: number, as = 'root') =>
    (await dataOf(app, { query: `{ ticket(id: ${id}) { revision } }`, as })).ticket.revision;

  test('changes with every transaction, also within one second, and with nothing else', async () => {
    const id = await newTicket(app);
    const seen = new Set([await revision(id)]);
    for (const priority of [1, 2, 3, 4]) {
      const payload = await mutate(
        app,
        'updateTicket',
        { id, changes: { priority } },
        { fields: 'ticket { revision }' },
      );
      // The payload tells what a read tells after it.
      expect(payload['ticket'].revision).toBe(await revision(id));
      seen.add(payload['ticket'].revision);
    }
    expect(seen.size).toBe(5);
    const last = await revision(id);
    await mutate(app, 'updateTicket', { id, changes: { priority: 4 } });
    expect(await revision(id)).toBe(last);
    await mutate(app, 'commentOnTicket', { id, body: { text: 'x' } });
    expect(await revision(id)).not.toBe(last);
  });

  test('is the same by every number of a merged ticket', async () => {
    expect(await revision(mergeSource)).toBe(await revision(mergeTarget));
  });

  test('of a page is one request, with the timelines if they are selected', async () => {
    const page = `tickets(query: "id = ${plain} OR id = ${open}")`;
    const alone = await byRest1(url, (one) =>
      ask(one, { query: `{ ${page} { nodes { revision } } }` }),
    );
    expect(alone.errors).toBeUndefined();
    const revisions = alone.data.tickets.nodes.map(
      ({ revision }: { readonly revision: unknown }) => revision,
    );
    expect(revisions).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)]);
    expect(callsOf(alone)).toEqual(['search/ticket 1 id', 'show 2 *']);
    const query = `{ ${page} { nodes { subject revision history { totalCount } } } }`;
    const beside = await byRest1(url, (one) => ask(one, { query }));
    expect(callsOf(beside)).toEqual(['search/ticket 1 id', 'show 2 *', 'show 2 Subject']);
  });
});
