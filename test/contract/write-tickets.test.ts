import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe.each(sharedBackends())('updateTicket on $name', ({ url, name }) => {
  const app = appFor(url);
  let id: number;
  beforeAll(async () => {
    id = await newTicket(app, {
      subject: 'to be changed',
      owner: 'alice',
      dueAt: '2031-01-01T00:00:00Z',
      priority: 5,
      customFields: [
        { name: 'Single', values: ['kept'] },
        { name: 'Multi', values: ['a', 'b'] },
      ],
    });
  });
  afterAll(() => app.close());

  const update = (changes: object, fields = '', as = 'root') =>
    mutate(app, 'updateTicket', { id, changes }, { fields, as });

  test.each(['updateTicket', 'updateTickets'])(
    '%s to a negative priority leaves the old one where RT would store 0',
    async (mutation) => {
      const ticket = await newTicket(app, { priority: -3 });
      const priorities = '{ priority finalPriority initialPriority }';
      const read = async () =>
        (await dataOf(app, { query: `{ ticket(id: ${ticket}) ${priorities} }` })).ticket;
      expect(await read()).toMatchObject({ priority: -3 });
      await mutate(app, 'updateTicket', { id: ticket, changes: { priority: 70 } });
      const edit = { id: ticket, changes: { priority: -5 } };
      const input = mutation === 'updateTicket' ? edit : { tickets: [edit] };
      const fields =
        mutation === 'updateTicket' ? '' : 'results { outcome userErrors { code path } }';
      const payload = await mutate(app, mutation, input, { fields });
      const verdict = mutation === 'updateTicket' ? payload : payload['results'][0];
      if (name === 'RT 4') {
        expect(verdict).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
        expect(await read()).toMatchObject({ priority: -5 });
      } else {
        const userErrors = [
          { code: 'INVALID', path: expect.arrayContaining(['changes', 'priority']) },
        ];
        expect(verdict).toMatchObject({ outcome: 'REJECTED', userErrors });
        expect(await read()).toMatchObject({ priority: 70 });
      }
      const others = { finalPriority: -5, initialPriority: -6 };
      const changed = await mutate(app, 'updateTicket', { id: ticket, changes: others });
      expect(changed).toMatchObject({ outcome: 'APPLIED' });
      expect(await read()).toMatchObject(others);
    },
  );

  test('what is absent is left, what is null is cleared', async () => {
    const ticket = await newTicket(app, {
      subject: 'to be cleared',
      owner: 'alice',
      cc: ['cc@example.org'],
      dueAt: '2031-01-01T00:00:00Z',
      startsAt: '2030-01-01T00:00:00Z',
      customFields: [
        { name: 'Single', values: ['gone'] },
        { name: 'Multi', values: ['a', 'b'] },
        { name: 'Body', values: ['kept\ntext'] },
      ],
    });
    const payload = await mutate(
      app,
      'updateTicket',
      {
        id: ticket,
        changes: {
          dueAt: null,
          owner: null,
          cc: [],
          subject: null,
          customFields: [
            { name: 'Single', values: [] },
            { name: 'Multi', values: [] },
          ],
        },
      },
      {
        fields: `ticket { subject dueAt startsAt owner { name } cc { emailAddress }
          customFields(names: ["Single", "Multi", "Body"]) { name values } }`,
      },
    );
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(payload['ticket']).toMatchObject({
      subject: '',
      dueAt: null,
      startsAt: '2030-01-01T00:00:00Z',
      owner: null,
      cc: [],
    });
    expect(payload['ticket'].customFields).toEqual(
      expect.arrayContaining([
        { name: 'Single', values: [] },
        { name: 'Multi', values: [] },
        { name: 'Body', values: ['kept\ntext'] },
      ]),
    );
  });

  test('RT applies what it can, and the rest is told by field', async () => {
    const payload = await update(
      { subject: 'partly', status: 'nosuch', owner: 'low', priority: 41 },
      'ticket { subject status priority owner { name } }',
    );
    expect(payload.outcome).toBe('PARTIAL');
    expect([...refusalsOf(payload)].sort()).toEqual([
      'FORBIDDEN changes.owner',
      'RT_REFUSED changes.status',
    ]);
    expect(payload.userErrors.every(({ rtMessage }) => rtMessage !== null)).toBe(true);
    expect(payload['ticket']).toEqual({
      subject: 'partly',
      status: 'new',
      priority: 41,
      owner: { name: 'alice' },
    });
  });

  test('verdicts do not depend on the language in which RT answers', async () => {
    const changes = {
      subject: 'en deux langues',
      priority: 17,
      status: 'nonesuch',
      customFields: [{ name: 'Digits', values: ['abc'] }],
    };
    const verdictFor = async (as: string) => {
      const own = await newTicket(app, { subject: 'x' });
      const payload = await mutate(app, 'updateTicket', { id: own, changes }, { as });
      return [payload.outcome, refusalsOf(payload).toSorted()];
    };
    const english = await verdictFor('root');
    expect(english[0]).toBe('PARTIAL');
    expect(await verdictFor('french')).toEqual(english);
  });

  test('a ticket that somebody else owns is ALREADY_OWNED for whoever wants it', async () => {
    const own = await newTicket(app, { owner: 'root' });
    const payload = await mutate(
      app,
      'updateTicket',
      { id: own, changes: { owner: 'alice' } },
      { fields: 'ticket { owner { name } }', as: 'alice' },
    );
    expect(refusalsOf(payload)).toEqual(['ALREADY_OWNED changes.owner']);
    expect(payload['ticket']).toEqual({ owner: { name: 'root' } });
  });

  test('nothing to change is UNCHANGED', async () => {
    await update({ subject: 'the same' });
    expect((await update({ subject: 'the same' })).outcome).toBe('UNCHANGED');
    const answer = await sendMutation(app, 'updateTicket', { id, changes: {} });
    expect(answer.data.payload.outcome).toBe('UNCHANGED');
    expect(writesOf(answer)).toEqual([]);
  });

  test('nothing done is REJECTED, by RT or before it', async () => {
    const payload = await update({ status: 'nosuch' }, 'ticket { status }');
    expect(payload).toMatchObject({ outcome: 'REJECTED', ticket: { status: 'new' } });
    const answer = await sendMutation(app, 'updateTicket', {
      id,
      changes: { subject: 'a\nStatus: resolved', priority: 99 },
    });
    expect(refusalsOf(answer.data.payload)).toEqual(['INVALID changes.subject']);
    expect(writesOf(answer)).toEqual([]);
  });

  test.each([
    [{ queue: 'No Such' }, 'NOT_FOUND changes.queue'],
    [{ queue: null }, 'REQUIRED changes.queue'],
    [{ status: null }, 'REQUIRED changes.status'],
    [{ priority: null }, 'REQUIRED changes.priority'],
    [{ dueAt: '1969-01-01T00:00:00Z' }, 'INVALID changes.dueAt'],
    [{ customFields: [{ name: 'Nope', values: [] }] }, 'UNKNOWN_FIELD changes.customFields.0'],
    [{ customFields: [{ name: 'with, comma', values: ['x'] }] }, 'INVALID changes.customFields.0'],
    [{ owner: ' root' }, 'INVALID changes.owner'],
  ])('%j is refused with 0 writes', async (changes, refusal) => {
    const answer = await sendMutation(app, 'updateTicket', { id, changes });
    expect(refusalsOf(answer.data.payload)).toEqual([refusal]);
    expect(writesOf(answer)).toEqual([]);
  });

  test('a ticket that has changed since it was read is a CONFLICT', async () => {
    const fields = 'ticket { updatedAt subject }';
    const old = await sendMutation(
      app,
      'updateTicket',
      { id, changes: { subject: 'never' }, ifUpdatedAt: '2001-01-01T00:00:00Z' },
      { fields },
    );
    expect(refusalsOf(old.data.payload)).toEqual(['CONFLICT ifUpdatedAt']);
    expect(writesOf(old)).toEqual([]);
    const { updatedAt, subject } = old.data.payload.ticket;
    expect(subject).not.toBe('never');
    const fresh = await mutate(
      app,
      'updateTicket',
      { id, changes: { subject: 'just now' }, ifUpdatedAt: updatedAt },
      { fields },
    );
    expect(fresh).toMatchObject({ outcome: 'APPLIED', ticket: { subject: 'just now' } });
  });

  test('a ticket that has changed within the same second is a CONFLICT by its revision', async () => {
    const id = await newTicket(app);
    const fields = 'ticket { revision subject }';
    const change = (subject: string, ifRevision?: string) =>
      mutate(app, 'updateTicket', { id, changes: { subject }, ifRevision }, { fields });
    const first = await change('one');
    const { revision } = first['ticket'];
    expect(revision).toMatch(/./);
    expect((await change('two', revision)).outcome).toBe('APPLIED');
    const late = await change('three', revision);
    expect(refusalsOf(late)).toEqual(['CONFLICT ifRevision']);
    expect(late['ticket'].subject).toBe('two');
    const many = await mutate(
      app,
      'updateTickets',
      { tickets: [{ id, changes: { subject: 'four' }, ifRevision: late['ticket'].revision }] },
      { fields: 'results { outcome }' },
    );
    expect(many.outcome).toBe('APPLIED');
  });

  test.each([
    ['an ID', (id: number) => `user/${id}`],
    ['a bare number', String],
    ['an email address', () => 'alice@example.com'],
    ['a login name', () => 'alice'],
  ] as const)('an owner is named by %s', async (_, named) => {
    const { user } = await dataOf(app, { query: '{ user(name: "alice") { id } }' });
    const owner = named(Number(user.id.split('/')[1]));
    const id = await newTicket(app);
    const payload = await mutate(
      app,
      'updateTicket',
      { id, changes: { owner } },
      { fields: 'ticket { owner { name } }' },
    );
    expect(payload).toMatchObject({ outcome: 'APPLIED', ticket: { owner: { name: 'alice' } } });
    const wrong = await sendMutation(app, 'updateTicket', { id, changes: { owner: 'queue/1' } });
    expect(codesOf(wrong)).toEqual(['BAD_USER_INPUT']);
  });

  test.each([
    ['root', 'UTC'],
    ['tzuser', 'America/New_York'],
    ['french', 'Europe/Paris'],
    ['tokyo', 'Asia/Tokyo'],
  ])('dates are the same instant for %s in %s', async (as, RT_TIMEZONE) => {
    const local = appFor(url, { RT_TIMEZONE });
    const changes = {
      startsAt: '2031-01-15T05:06:07Z',
      startedAt: '2031-03-09T06:59:59Z',
      dueAt: '2031-07-15T23:30:00+02:00',
      toldAt: '2031-10-01T00:00:00.900Z',
    };
    const wanted = {
      startsAt: '2031-01-15T05:06:07Z',
      startedAt: '2031-03-09T06:59:59Z',
      dueAt: '2031-07-15T21:30:00Z',
      toldAt: '2031-10-01T00:00:00Z',
    };
    const fields = 'ticket { startsAt startedAt dueAt toldAt }';
    const payload = await mutate(local, 'updateTicket', { id, changes }, { fields, as });
    await local.close();
    expect(payload.userErrors).toEqual([]);
    expect(payload['ticket']).toEqual(wanted);
    const seen = await dataOf(app, { query: `{ ticket(id: ${id}) ${fields.slice(6)} }` });
    expect(seen.ticket).toEqual(wanted);
  });

  test.each(['Sales, EMEA', 'R&D/Ops', 'Net Ops / NOC', 'Ünïcode 队列'])(
    'a ticket moves to the queue %s',
    async (queue) => {
      const payload = await update({ queue }, 'ticket { queue { name } }');
      expect(payload).toMatchObject({ outcome: 'APPLIED', ticket: { queue: { name: queue } } });
    },
  );

  test('a missing or hidden ticket is not found, and not written to', async () => {
    const input = { id: missing, changes: { subject: 'x' } };
    const answer = await sendMutation(app, 'updateTicket', input);
    expect(refusalsOf(answer.data.payload)).toEqual(['NOT_FOUND id']);
    const hidden = await sendMutation(
      app,
      'updateTicket',
      { ...input, id },
      { as: 'norights', fields: 'ticket { id }' },
    );
    expect(refusalsOf(hidden.data.payload)).toEqual(['NOT_FOUND id']);
    expect([...writesOf(answer), ...writesOf(hidden)]).toEqual([]);
  });

  test('who may see and not change is told so', async () => {
    const own = await newTicket(app);
    const { outcome, userErrors } = await mutate(
      app,
      'updateTicket',
      { id: own, changes: { subject: 'by low' } },
      { as: 'low' },
    );
    expect([outcome, userErrors[0]?.code]).toEqual(['REJECTED', 'FORBIDDEN']);
    const { ticket } = await dataOf(app, { query: `{ ticket(id: ${own}) { subject } }` });
    expect(ticket.subject).toBe('a test of its own');
  });

  test('open dependencies that block a status are named as the reason', async () => {
    const [blocked, blocker] = [await newTicket(app), await newTicket(app)];
    await mutate(app, 'addTicketLinks', {
      id: blocked,
      links: [{ type: 'DEPENDS_ON', target: { ticket: String(blocker) } }],
    });
    const fields = 'ticket { status blockers { number } }';
    const changes = { status: 'resolved' };
    const payload = await mutate(app, 'updateTicket', { id: blocked, changes }, { fields });
    expect(payload.outcome).toBe('REJECTED');
    expect(refusalsOf(payload)).toEqual(['BLOCKED_BY_DEPENDENCIES changes.status']);
    expect(payload['ticket']).toEqual({ status: 'new', blockers: [{ number: blocker }] });
    await mutate(app, 'updateTicket', { id: blocker, changes });
    const now = await mutate(app, 'updateTicket', { id: blocked, changes }, { fields });
    expect(now).toMatchObject({ outcome: 'APPLIED', ticket: { status: 'resolved', blockers: [] } });
  });

  test('mutations of one document see what those before them did', async () => {
    const own = await newTicket(app);
    const { one, two, three } = await dataOf(app, {
      query: `mutation {
        one: updateTicket(input: { id: ${own}, changes: { subject: "one" } }) { ticket { subject priority } }
        two: updateTicket(input: { id: ${own}, changes: { priority: 77 } }) { ticket { subject priority } }
        three: commentOnTicket(input: { id: ${own}, body: { text: "three" } }) { ticket { subject priority } historyItem { text } }
      }`,
    });
    expect(one.ticket.subject).toBe('one');
    expect(two.ticket).toEqual({ subject: 'one', priority: 77 });
    expect(three).toEqual({ ticket: two.ticket, historyItem: { text: 'three' } });
  });
});
