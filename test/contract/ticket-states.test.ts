import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { byRest1 } from './ways.js';

describe.each(sharedBackends())('tickets that were merged, on $name', ({ url }) => {
  const app = appFor(url);
  let a: number;
  let b: number;
  let c: number;
  let linked: number;
  let firstOfA: string;
  beforeAll(async () => {
    [a, b, c, linked] = [
      await newTicket(app, {
        subject: 'merged first',
        body: { text: 'of a' },
        attachments: [{ filename: 'a.txt', content: { text: 'file of a' } }],
      }),
      await newTicket(app, { subject: 'merged second' }),
      await newTicket(app, { subject: 'the one that remains' }),
      await newTicket(app, { subject: 'refers to the first' }),
    ];
    await mutate(app, 'addTicketLinks', {
      id: linked,
      links: [{ type: 'REFERS_TO', target: { ticket: String(a) } }],
    });
    const { ticket } = await dataOf(app, { query: `{ ticket(id: ${a}) { firstMessage { id } } }` });
    firstOfA = ticket.firstMessage.id;
    await mutate(app, 'mergeTicket', { id: a, intoId: b });
    await mutate(app, 'mergeTicket', { id: b, intoId: c });
  });
  afterAll(() => app.close());

  test('have the number of the one that remains, whatever else is asked', async () => {
    const remaining = `ticket/${c}`;
    const answer = await dataOf(app, {
      query: `{
        id: historyItem(id: "${firstOfA}") { ticket { id number } }
        more: historyItem(id: "${firstOfA}") { ticket { id number subject } }
        node: node(id: "ticket/${a}") { id }
        nodes(ids: ["ticket/${b}", "${firstOfA}"]) { id ... on HistoryItem { ticket { id } } }
        first: ticket(id: ${a}) { id number requestedNumber
          history { nodes { ticket { id } } }
          attachments { nodes { historyItem { ticket { id } } } }
          firstMessage { ticket { id } }
        }
        first_: tickets(filter: { linkedTo: { type: REFERS_TO, ticket: ${a} } }) { nodes { number } }
        second: tickets(filter: { linkedTo: { type: REFERS_TO, ticket: "ticket/${b}" } }) { nodes { number } }
        linked: ticket(id: ${linked}) { links { target { ... on Ticket { id } } ticket { id } } }
      }`,
    });
    expect(answer.id.ticket).toEqual({ id: remaining, number: c });
    expect(answer.more.ticket).toMatchObject({ id: remaining, subject: 'the one that remains' });
    expect(answer.node).toEqual({ id: remaining });
    expect(answer.nodes).toEqual([{ id: remaining }, { id: firstOfA, ticket: { id: remaining } }]);
    expect(answer.first).toMatchObject({ id: remaining, number: c, requestedNumber: a });
    for (const { ticket } of answer.first.history.nodes) expect(ticket).toEqual({ id: remaining });
    for (const { historyItem } of answer.first.attachments.nodes) {
      expect(historyItem.ticket).toEqual({ id: remaining });
    }
    expect(answer.first.attachments.nodes.length).toBeGreaterThan(0);
    expect(answer.first.firstMessage.ticket).toEqual({ id: remaining });
    expect(answer.first_.nodes).toEqual([{ number: linked }]);
    expect(answer.second.nodes).toEqual([{ number: linked }]);
    expect(answer.linked.links).toEqual([{ target: { id: remaining }, ticket: { id: remaining } }]);
  });

  test('are told by the number that was asked for, in payloads too', async () => {
    const { ticket } = await mutate(
      app,
      'updateTicket',
      { id: a, changes: { priority: 7 } },
      { fields: 'ticket { number requestedNumber priority }' },
    );
    expect(ticket).toEqual({ number: c, requestedNumber: a, priority: 7 });
  });

  test('cost nothing more in the history of a ticket that is known', async () => {
    const query = `{ ticket(id: ${c}) { subject history(first: 50) { nodes { id ticket { number } } } } }`;
    const answer = await byRest1(url, (alone) => ask(alone, { query }));
    const shows = callsOf(answer);
    expect(answer.data.ticket.history.nodes.length).toBeGreaterThan(2);
    // The ticket with its history, the history's items, and the two old numbers among them.
    expect(shows).toHaveLength(4);
  });
});

describe.each(sharedBackends())('a ticket that was opened again, on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());
  const fields = 'ticket { status resolvedAt isOverdue }';
  const change = async (id: number, changes: object) =>
    (await mutate(app, 'updateTicket', { id, changes }, { fields }))['ticket'];

  test('is overdue while its status is active, whenever it was resolved', async () => {
    const id = await newTicket(app, { dueAt: '2020-01-01T00:00:00Z' });
    expect(await change(id, { status: 'open' })).toMatchObject({
      isOverdue: true,
      resolvedAt: null,
    });
    for (const inactive of ['resolved', 'rejected']) {
      const closed = await change(id, { status: inactive });
      expect(closed.isOverdue).toBe(false);
      expect(closed.resolvedAt).not.toBeNull();
      for (const active of ['open', 'stalled', 'new']) {
        const reopened = await change(id, { status: active });
        expect([active, reopened.isOverdue]).toEqual([active, true]);
        expect(reopened.resolvedAt).not.toBeNull();
      }
    }
    expect(await change(id, { dueAt: '2100-01-01T00:00:00Z' })).toMatchObject({ isOverdue: false });
    expect(await change(id, { dueAt: null })).toMatchObject({ isOverdue: false });
  });

  test('a list asks RT once for all whose due date has passed, and not at all where none has', async () => {
    const [late, later, fine] = [
      await newTicket(app, { dueAt: '2020-01-01T00:00:00Z' }),
      await newTicket(app, { dueAt: '2021-01-01T00:00:00Z' }),
      await newTicket(app, { dueAt: '2100-01-01T00:00:00Z' }),
    ];
    const list = (query: string) =>
      byRest1(url, (alone) =>
        ask(alone, { query: `{ tickets(query: "${query}") { nodes { isOverdue } } }` }),
      );
    const some = await list(`id = ${late} OR id = ${later} OR id = ${fine}`);
    expect(some.data.tickets.nodes.map((node: { isOverdue: boolean }) => node.isOverdue)).toEqual([
      true,
      true,
      false,
    ]);
    expect(callsOf(some)).toEqual(['search/ticket 1 id', 'search/ticket 1 id', 'show 3 Due']);
    expect(callsOf(await list(`id = ${fine}`))).toEqual(['search/ticket 1 id', 'show 1 Due']);
  });
});

describe.each(sharedBackends())('a ticket in a disabled queue, on $name', ({ url }) => {
  const app = appFor(url);
  let queue: string;
  let id: number;
  const name = 'Older Desk';
  beforeAll(async () => {
    queue = (await mutate(app, 'createQueue', { name }, { fields: 'queue { id }' }))['queue'].id;
    id = await newTicket(app, {
      queue: name,
      customFields: [
        { name: 'Single', values: ['high'] },
        { name: 'Multi', values: ['one', 'two, three'] },
      ],
    });
    await mutate(app, 'updateQueue', { id: queue, changes: { isDisabled: true } });
  });
  afterAll(() => app.close());

  test('shows its custom fields and what is known of them', async () => {
    const { ticket, byId, byName } = await dataOf(app, {
      query: `{
        ticket(id: ${id}) {
          customFields(names: ["Single", "Multi"]) { name values definition { isMultiple } }
          customField(name: "Multi") { values }
          queue { name isDisabled ticketCustomFields { name } }
          history(filter: { types: [CUSTOM_FIELD] }) {
            nodes { ... on CustomFieldChangedItem { customFieldName } }
          }
        }
        byId: queue(id: "${queue}") { name ticketCustomFields { name } }
        byName: queue(name: "${name}") { id isDisabled ticketCustomFields { name } }
      }`,
    });
    const fields = [...ticket.customFields].sort((one, two) => (one.name < two.name ? -1 : 1));
    expect(fields).toEqual([
      { name: 'Multi', values: ['one', 'two, three'], definition: { isMultiple: true } },
      { name: 'Single', values: ['high'], definition: { isMultiple: false } },
    ]);
    expect(ticket.customField.values).toEqual(['one', 'two, three']);
    expect(ticket.queue).toMatchObject({ name, isDisabled: true });
    expect(byId.ticketCustomFields).toEqual(byName.ticketCustomFields);
    expect(byId.ticketCustomFields).toContainEqual({ name: 'Multi' });
    expect(byName).toMatchObject({ id: queue, isDisabled: true });
    for (const item of ticket.history.nodes) {
      expect(['Single', 'Multi']).toContain(item.customFieldName);
    }
  });

  test('can be changed', async () => {
    const payload = await mutate(
      app,
      'updateTicket',
      { id, changes: { customFields: [{ name: 'Single', values: ['low'] }] } },
      { fields: 'ticket { customField(name: "Single") { values } }' },
    );
    expect(payload).toMatchObject({
      outcome: 'APPLIED',
      ticket: { customField: { values: ['low'] } },
    });
  });
});

describe.each(sharedBackends())('a filtered history, on $name', ({ url, populated }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test.each([
    'types: [CREATE]',
    'types: [CREATE, COMMENT], creatorName: "root"',
    'creatorName: "nobody of this name"',
    'createdAfter: "2100-01-01T00:00:00Z"',
    'createdBefore: "2100-01-01T00:00:00Z", types: [CORRESPOND]',
  ])('{ %s } counts what it lists', async (filter) => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${populated.tickets.conversation}) {
        history(filter: { ${filter} }, first: 100) { totalCount nodes { id } }
      } }`,
    });
    expect(ticket.history.totalCount).toBe(ticket.history.nodes.length);
  });
});
