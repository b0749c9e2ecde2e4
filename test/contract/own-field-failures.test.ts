import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';

describe.each(sharedBackends())('a failure on $name', ({ url, populated }) => {
  const app = appFor(url);
  const { plain, open } = populated.tickets;
  afterAll(() => app.close());

  /** Codes of an answer's errors by the path of the field that failed. */
  const failures = (errors: Awaited<ReturnType<typeof ask>>['errors']) =>
    Object.fromEntries(
      (errors ?? []).map(({ path = [], extensions }) => [path.join('.'), extensions['code']]),
    );

  test.each([
    ['users', '{ nodes { id } }', 'FORBIDDEN'],
    ['tickets', '(query: "Spam = 1") { nodes { id } }', 'BAD_USER_INPUT'],
    ['tickets', '(orderBy: { customField: "nope" }) { totalCount }', 'BAD_USER_INPUT'],
    ['ticketCount', '(query: "Spam = 1")', 'BAD_USER_INPUT'],
    ['queues', '(first: -1) { nodes { id } }', 'BAD_USER_INPUT'],
    ['groups', '(first: 5, last: 5) { nodes { id } }', 'BAD_USER_INPUT'],
    ['ticket', '(id: "user/1") { id }', 'BAD_USER_INPUT'],
    ['queue', '(name: "Private") { id }', 'NOT_FOUND'],
    ['user', '{ id }', 'BAD_USER_INPUT'],
    ['historyItem', '(id: 99999999) { id }', 'NOT_FOUND'],
  ])('of the root field %s%s costs nothing beside it', async (field, rest, code) => {
    const answer = await ask(app, {
      query: `{
        viewer { user { name } } before: ticket(id: ${plain}) { number }
        failing: ${field}${rest}
        after: ticketCount(query: "id = ${plain}")
      }`,
      as: 'low',
    });
    expect(failures(answer.errors)).toEqual({ failing: code });
    expect(answer.data).toEqual({
      viewer: { user: { name: 'low' } },
      before: { number: plain },
      failing: null,
      after: 1,
    });
  });

  test('of an invalid ID costs its place among nodes', async () => {
    const answer = await ask(app, {
      query: `{ nodes(ids: ["ticket/${plain}", "nonsense", "queue/1x", "ticket/${open}"]) { id } }`,
    });
    expect(failures(answer.errors)).toEqual({
      'nodes.1': 'BAD_USER_INPUT',
      'nodes.2': 'BAD_USER_INPUT',
    });
    expect(answer.data.nodes).toEqual([
      { id: `ticket/${plain}` },
      null,
      null,
      { id: `ticket/${open}` },
    ]);
  });

  test('of the input for one of many tickets costs that ticket', async () => {
    const id = await newTicket(app);
    const answer = await ask(app, {
      query: `mutation { updateTickets(input: { tickets: [
        { id: ${id}, changes: { priority: 9 } }, { id: ${plain}, changes: { owner: "queue/1" } }
      ] }) { outcome results { outcome userErrors { code path } } } }`,
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.updateTickets).toEqual({
      outcome: 'PARTIAL',
      results: [
        { outcome: 'APPLIED', userErrors: [] },
        {
          outcome: 'REJECTED',
          userErrors: [{ code: 'INVALID', path: ['tickets', '1', 'changes'] }],
        },
      ],
    });
  });

  test('of one argument inside a page costs that field of each ticket', async () => {
    const answer = await ask(app, {
      query: `{ tickets(query: "id = ${plain} OR id = ${open}") { totalCount nodes {
        number subject history(first: -1) { totalCount } attachments(first: 1000) { totalCount }
        dependencyGraph(maxDepth: 99) { truncated }
      } } }`,
    });
    expect(answer.data.tickets.totalCount).toBe(2);
    expect(answer.data.tickets.nodes).toHaveLength(2);
    for (const [at, node] of answer.data.tickets.nodes.entries()) {
      expect(node).toMatchObject({ history: null, attachments: null, dependencyGraph: null });
      expect([plain, open]).toContain(node.number);
      for (const field of ['history', 'attachments', 'dependencyGraph']) {
        expect(failures(answer.errors)[`tickets.nodes.${at}.${field}`]).toBe('BAD_USER_INPUT');
      }
    }
  });

  test('of one object costs it alone in a list of many', async () => {
    const { data, errors } = await ask(app, {
      query: `{ nodes(ids: ["ticket/${plain}", "ticket/99999999", "queue/1"]) { id } }`,
    });
    expect(data.nodes).toEqual([{ id: `ticket/${plain}` }, null, { id: 'queue/1' }]);
    expect(failures(errors)).toEqual({ 'nodes.1': 'NOT_FOUND' });
  });

  test('of a second mutation does not cost the first one’s answer', async () => {
    const id = await newTicket(app);
    const answer = await ask(app, {
      query: `mutation {
        first: commentOnTicket(input: { id: ${id}, body: { text: "written once" } }) { outcome }
        second: updateTicket(input: { id: "user/1", changes: { subject: "x" } }) { outcome }
        third: updateTicket(input: { id: ${id}, changes: { priority: 3 } }) { outcome ticket { priority } }
      }`,
    });
    expect(failures(answer.errors)).toEqual({ second: 'BAD_USER_INPUT' });
    expect(answer.data).toEqual({
      first: { outcome: 'APPLIED' },
      second: null,
      third: { outcome: 'APPLIED', ticket: { priority: 3 } },
    });
  });
});
