import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { hasRest2 } from './ways.js';

describe.each(sharedBackends())('the statuses that a ticket can change to on $name', (backend) => {
  const app = appFor(backend.url);
  afterAll(() => app.close());
  const choices = async (id: number, as = 'root') => {
    const query = `{ ticket(id: ${id}) { statusChoices { status label } } }`;
    return (await dataOf(app, { query, as })).ticket.statusChoices;
  };

  if (!hasRest2(backend)) {
    test('are not known', async () => {
      expect(await choices(await newTicket(app))).toBeNull();
    });
    return;
  }

  test('are those that RT’s menu offers, and RT takes each', async () => {
    /** RT creates tickets in some statuses only. */
    const ticketIn = async (status: string) => {
      const id = await newTicket(app);
      if (status !== 'new') await mutate(app, 'updateTicket', { id, changes: { status } });
      return id;
    };
    const of = async (status: string) => choices(await ticketIn(status));
    expect(await of('new')).toEqual(
      expect.arrayContaining([
        { status: 'open', label: 'Open It' },
        { status: 'resolved', label: 'Resolve' },
      ]),
    );
    for (const status of ['new', 'open', 'stalled', 'resolved', 'rejected']) {
      const offered: readonly { readonly status: string }[] = await of(status);
      const names = offered.map((choice) => choice.status);
      expect(names).not.toContain(status);
      expect(names.length).toBeGreaterThan(0);
      for (const to of names) {
        const id = await ticketIn(status);
        const { outcome } = await mutate(app, 'updateTicket', { id, changes: { status: to } });
        expect([status, to, outcome]).toEqual([status, to, 'APPLIED']);
      }
    }
  });

  test('are asked for all tickets together, and none is offered to who may change nothing', async () => {
    const ids = [await newTicket(app), await newTicket(app), await newTicket(app)];
    const query = `{ ${ids.map((id) => `t${id}: ticket(id: ${id}) { statusChoices { status } }`).join(' ')} }`;
    const answer = await ask(app, { query });
    expect(Object.values(answer.data)).toHaveLength(3);
    expect(answer.rt.requests).toBe(2);
    expect(await choices(ids[0] ?? 0, 'low')).toEqual([]);
  });

  test('are new after a change', async () => {
    const id = await newTicket(app);
    const { ticket } = await mutate(
      app,
      'updateTicket',
      { id, changes: { status: 'resolved' } },
      { fields: 'ticket { statusChoices { status } }' },
    );
    expect(ticket.statusChoices).toEqual([{ status: 'open' }]);
  });
});
