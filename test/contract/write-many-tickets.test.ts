import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, codesOf, dataOf } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  refusalsOf,
  sendMutation,
  writesOf,
} from '../support/graphql/mutate.js';

const missing = 'ticket/2000000000';
const results = 'results { ticketId outcome ticket { subject status } userErrors { code path } }';

describe.each(sharedBackends())('many tickets and changes of hands on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('updateTickets changes each in its own way with one request', async () => {
    const ids = await Promise.all([newTicket(app), newTicket(app), newTicket(app)]);
    const [first = 0, second = 0, third = 0] = ids;
    const answer = await sendMutation(
      app,
      'updateTickets',
      {
        tickets: [
          { id: first, changes: { subject: 'first' } },
          { id: missing, changes: { subject: 'none' } },
          { id: second, changes: { subject: 'second', status: 'nosuch' } },
          { id: third, changes: { subject: 'a test of its own' } },
          { id: await newTicket(app), changes: { subject: 'two\nlines' } },
        ],
      },
      { fields: results },
    );
    const { payload } = answer.data;
    expect(writesOf(answer)).toEqual(['edit']);
    expect(payload.outcome).toBe('PARTIAL');
    expect(payload.results.slice(0, 3)).toEqual([
      {
        ticketId: String(first),
        outcome: 'APPLIED',
        ticket: { subject: 'first', status: 'new' },
        userErrors: [],
      },
      {
        ticketId: missing,
        outcome: 'REJECTED',
        ticket: null,
        userErrors: [{ code: 'NOT_FOUND', path: ['tickets', '1', 'id'] }],
      },
      {
        ticketId: String(second),
        outcome: 'PARTIAL',
        ticket: { subject: 'second', status: 'new' },
        userErrors: [{ code: 'RT_REFUSED', path: ['tickets', '2', 'changes', 'status'] }],
      },
    ]);
    // With its id in the form RT says "updated" over a form that changes nothing.
    expect(payload.results[3]).toMatchObject({ ticket: { subject: 'a test of its own' } });
    expect(payload.results[4]).toMatchObject({
      outcome: 'REJECTED',
      userErrors: [{ code: 'INVALID', path: ['tickets', '4', 'changes', 'subject'] }],
    });
    expect(payload.userErrors).toHaveLength(3);
  });

  test('updateTickets that all succeed are APPLIED, fields of many lines included', async () => {
    const ids = await Promise.all([newTicket(app), newTicket(app)]);
    const text = 'a\n\n--\n\nid: ticket/1\nSubject: injected';
    const { outcome, results: each } = await mutate(
      app,
      'updateTickets',
      {
        tickets: ids.map((id) => ({
          id,
          changes: { customFields: [{ name: 'Body', values: [text] }] },
        })),
      },
      { fields: 'results { ticket { customField(name: "Body") { value } } }' },
    );
    expect(outcome).toBe('APPLIED');
    expect(each).toEqual(ids.map(() => ({ ticket: { customField: { value: text } } })));
  });

  test('a ticket twice, or more than a hundred, is refused', async () => {
    const tickets = Array.from({ length: 101 }, (_, at) => ({ id: at + 1, changes: {} }));
    const many = await sendMutation(app, 'updateTickets', { tickets });
    const twice = await sendMutation(app, 'updateTickets', {
      tickets: [
        { id: '1', changes: {} },
        { id: 'ticket/1', changes: {} },
      ],
    });
    expect([...codesOf(many), ...codesOf(twice)]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(many.rt.requests + twice.rt.requests).toBe(0);
  });

  test('a ticket is taken, given back and stolen', async () => {
    const id = await newTicket(app);
    const fields = 'ticket { owner { name } }';
    const as = (user: string, verb: string) => mutate(app, verb, { id }, { as: user, fields });
    expect(await as('alice', 'takeTicket')).toMatchObject({
      outcome: 'APPLIED',
      ticket: { owner: { name: 'alice' } },
    });
    const again = await as('root', 'takeTicket');
    expect(again).toMatchObject({ outcome: 'REJECTED', ticket: { owner: { name: 'alice' } } });
    expect(refusalsOf(again)).toEqual(['ALREADY_OWNED ']);
    expect((await as('alice', 'takeTicket')).outcome).toBe('UNCHANGED');
    expect(refusalsOf(await as('low', 'untakeTicket'))).toEqual(['FORBIDDEN ']);
    expect(await as('root', 'stealTicket')).toMatchObject({
      outcome: 'APPLIED',
      ticket: { owner: { name: 'root' } },
    });
    expect(await as('root', 'untakeTicket')).toMatchObject({
      outcome: 'APPLIED',
      ticket: { owner: null },
    });
    expect(await as('root', 'stealTicket')).toMatchObject({ outcome: 'REJECTED' });
    const forbidden = await as('low', 'takeTicket');
    expect(forbidden).toMatchObject({ outcome: 'REJECTED', ticket: { owner: null } });
    expect(refusalsOf(forbidden)).toEqual(['FORBIDDEN ']);
    expect(refusalsOf(await as('norights', 'takeTicket'))).toEqual(['NOT_FOUND id']);
    expect(refusalsOf(await mutate(app, 'takeTicket', { id: missing }))).toEqual(['NOT_FOUND id']);
  });

  test('a merged ticket answers as the one it went into', async () => {
    const [id, intoId] = [await newTicket(app), await newTicket(app, { subject: 'survivor' })];
    const fields = 'ticket { number subject }';
    const payload = await mutate(app, 'mergeTicket', { id, intoId }, { fields });
    const ticket = { number: intoId, subject: 'survivor' };
    expect(payload).toMatchObject({ outcome: 'APPLIED', ticket });
    expect(await dataOf(app, { query: `{ ticket(id: ${id}) { number subject } }` })).toEqual({
      ticket,
    });
    const again = await sendMutation(app, 'mergeTicket', { id, intoId }, { fields });
    expect(refusalsOf(again.data.payload)).toEqual(['INVALID intoId']);
    expect(writesOf(again)).toEqual([]);
  });

  test('a ticket merges neither with itself nor with one that is not there', async () => {
    const id = await newTicket(app);
    const merge = async (from: number | string, into: number | string, as = 'root') => {
      const answer = await sendMutation(app, 'mergeTicket', { id: from, intoId: into }, { as });
      expect(writesOf(answer)).toEqual([]);
      return refusalsOf(answer.data.payload);
    };
    expect(await merge(id, id)).toEqual(['INVALID intoId']);
    expect(await merge(id, missing)).toEqual(['NOT_FOUND intoId']);
    expect(await merge(missing, id)).toEqual(['NOT_FOUND id']);
    expect(await merge(id, await newTicket(app), 'norights')).toEqual(['NOT_FOUND id']);
  });

  test('who may not change tickets cannot merge them', async () => {
    const [id, intoId] = [await newTicket(app), await newTicket(app)];
    const payload = await mutate(app, 'mergeTicket', { id, intoId }, { as: 'low' });
    expect(payload.outcome).toBe('REJECTED');
    const { ticket } = await dataOf(app, { query: `{ ticket(id: ${id}) { number } }` });
    expect(ticket.number).toBe(id);
  });
});
