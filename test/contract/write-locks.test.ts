import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket, type Payload, refusalsOf } from '../support/graphql/mutate.js';

describe.each(sharedBackends())('writes at once on one ticket on $name', ({ url }) => {
  const setup = appFor(url);
  afterAll(() => setup.close());

  /** A ticket, and another number of it. */
  async function merged(): Promise<readonly [ticket: number, other: number]> {
    const [ticket, other] = [await newTicket(setup), await newTicket(setup)];
    await mutate(setup, 'mergeTicket', { id: other, intoId: ticket });
    return [ticket, other];
  }

  const outcomes = (payloads: readonly Payload[]) =>
    payloads.map((one) => [one.outcome, ...refusalsOf(one)].join(' ')).sort();

  test('that replace a list lose nobody, whichever of its numbers each of them names', async () => {
    const numbers = await merged();
    // An app that has not seen the merge.
    const app = appFor(url);
    const people = Array.from({ length: 12 }, (_, at) => `at-once-${at}@example.com`);
    const payloads = await Promise.all(
      people.map((one, at) =>
        mutate(app, 'changeTicketWatchers', { id: numbers[at % 2], role: 'CC', add: [one] }),
      ),
    );
    expect(new Set(outcomes(payloads))).toEqual(new Set(['APPLIED']));
    const query = `{ ticket(id: ${numbers[1]}) { cc { emailAddress } } }`;
    const { ticket } = await dataOf(app, { query });
    const stored = ticket.cc.map((one: { readonly emailAddress: string }) => one.emailAddress);
    expect(stored.sort()).toEqual([...people].sort());
    await app.close();
  });

  test.each(['updatedAt', 'revision'] as const)(
    'by what one client saw in this very second (%s) are one write, by any number and in any mutation',
    async (seen) => {
      const numbers = await merged();
      const app = appFor(url);
      const { ticket } = await dataOf(app, { query: `{ ticket(id: ${numbers[0]}) { ${seen} } }` });
      const guard = { [seen === 'revision' ? 'ifRevision' : 'ifUpdatedAt']: ticket[seen] };
      const payloads = await Promise.all(
        Array.from({ length: 10 }, (_, at) => {
          const edit = { id: numbers[at % 2], changes: { priority: at + 1 }, ...guard };
          return at % 3 === 0
            ? mutate(app, 'updateTickets', { tickets: [edit] })
            : mutate(app, 'updateTicket', edit);
        }),
      );
      const won = payloads.filter(({ outcome }) => outcome === 'APPLIED');
      const lost = payloads.filter((one) => /^CONFLICT/.test(refusalsOf(one).join()));
      expect([won.length, lost.length]).toEqual([1, 9]);
      const history = `{ ticket(id: ${numbers[0]}) { history(filter: { types: [SET] }) { totalCount } } }`;
      const { ticket: now } = await dataOf(app, { query: history });
      expect(now.history.totalCount).toBe(1);
      await app.close();
    },
  );
});
