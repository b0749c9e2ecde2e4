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
import { rawRt } from '../support/rest1/raw-rt.js';

const links = 'ticket { links { type ticket { number } } }';

describe.each(sharedBackends())('links and merged tickets on $name', ({ url }) => {
  const app = appFor(url);
  let merged: readonly [number, number, number];
  beforeAll(async () => {
    const [a, b, c] = [await newTicket(app), await newTicket(app), await newTicket(app)];
    await mutate(app, 'mergeTicket', { id: String(a), intoId: String(b) });
    await mutate(app, 'mergeTicket', { id: String(b), intoId: String(c) });
    merged = [a, b, c];
  });
  afterAll(() => app.close());

  const leadingTo = (types: readonly string[], number: number) =>
    types.map((type) => ({ type, target: { ticket: String(number) } }));

  test.each([
    [['DEPENDS_ON', 'REFERS_TO', 'MEMBERS']],
    [['DEPENDED_ON_BY', 'REFERRED_TO_BY', 'MEMBER_OF']],
  ])('%j lead to the ticket that is left, by whichever number', async (types) => {
    const [a, b, c] = merged;
    const id = String(await newTicket(app));
    const added = await mutate(
      app,
      'addTicketLinks',
      { id, links: leadingTo(types, a) },
      { fields: links },
    );
    expect(added).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const shown = types.map((type) => ({ type, ticket: { number: c } }));
    expect(added['ticket'].links).toHaveLength(3);
    expect(added['ticket'].links).toEqual(expect.arrayContaining(shown));

    const again = await sendMutation(app, 'addTicketLinks', { id, links: leadingTo(types, b) });
    expect([again.data.payload.outcome, writesOf(again)]).toEqual(['UNCHANGED', []]);

    const gone = { id, links: leadingTo(types, b) };
    const removed = await mutate(app, 'removeTicketLinks', gone, { fields: links });
    expect(removed).toMatchObject({ outcome: 'APPLIED', userErrors: [], ticket: { links: [] } });

    const input = { queue: 'General', subject: 'linked', links: leadingTo(types, a) };
    const created = await mutate(app, 'createTicket', input, { fields: links });
    expect(created).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(created['ticket'].links).toEqual(expect.arrayContaining(shown));
  });

  test('a list is set by merged numbers, and a merged number is linked from', async () => {
    const [a, b, c] = merged;
    const other = await newTicket(app);
    const input = { id: String(a), refersTo: [{ ticket: String(other) }] };
    const set = await mutate(app, 'setTicketLinks', input, { fields: links });
    expect(set).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const back = { id: String(other), referredToBy: [{ ticket: String(b) }] };
    const same = await sendMutation(app, 'setTicketLinks', back, { fields: links });
    expect([same.data.payload.outcome, writesOf(same)]).toEqual(['UNCHANGED', []]);
    expect(same.data.payload.ticket.links).toEqual([
      { type: 'REFERRED_TO_BY', ticket: { number: c } },
    ]);
  });

  test('two numbers of one ticket in a list are refused before anything is written', async () => {
    const [a, , c] = merged;
    const tickets = [a, c].map((id) => ({ id: String(id), changes: { priority: 42 } }));
    const answer = await sendMutation(app, 'updateTickets', { tickets });
    expect([codesOf(answer), writesOf(answer)]).toEqual([['BAD_USER_INPUT'], []]);
  });

  test('links that cannot be made keep a ticket from being created', async () => {
    const [, , c] = merged;
    for (const wrong of [
      Array.from({ length: 31 }, () => ({ type: 'REFERS_TO', target: { ticket: String(c) } })),
      [...leadingTo(['REFERS_TO'], c), { type: 'REFERS_TO', target: { uri: 'javascript:x' } }],
      [...leadingTo(['REFERS_TO'], c), { type: 'REFERS_TO', target: { ticket: 'user/1' } }],
    ]) {
      const input = { queue: 'General', subject: 'never', links: wrong };
      const answer = await sendMutation(app, 'createTicket', input);
      expect([codesOf(answer), writesOf(answer)]).toEqual([['BAD_USER_INPUT'], []]);
    }
    const id = String(await newTicket(app));
    const lists = { id, refersTo: [{ ticket: String(c) }], memberOf: [{ uri: 'javascript:x' }] };
    const set = await sendMutation(app, 'setTicketLinks', lists);
    expect([codesOf(set), writesOf(set)]).toEqual([['BAD_USER_INPUT'], []]);
  });
});

describe.each(sharedBackends())('refused statuses on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('open dependencies are the reason where they are, and not where the status is unknown', async () => {
    const [id, other] = [await newTicket(app), await newTicket(app)];
    const target = { ticket: String(other) };
    await mutate(app, 'addTicketLinks', {
      id: String(id),
      links: [{ type: 'DEPENDS_ON', target }],
    });
    const body = { text: 'and done' };
    for (const [status, code] of [
      ['resolved', 'BLOCKED_BY_DEPENDENCIES'],
      ['REJECTED', 'BLOCKED_BY_DEPENDENCIES'],
      ['deleted', 'BLOCKED_BY_DEPENDENCIES'],
      ['nonesuch', 'RT_REFUSED'],
    ]) {
      const updated = await mutate(app, 'updateTicket', { id: String(id), changes: { status } });
      expect([updated.outcome, ...refusalsOf(updated)]).toEqual([
        'REJECTED',
        `${code} changes.status`,
      ]);
      const commented = await mutate(app, 'commentOnTicket', { id: String(id), body, status });
      expect([commented.outcome, ...refusalsOf(commented)]).toEqual(['PARTIAL', `${code} status`]);
    }
    const open = await mutate(app, 'updateTicket', {
      id: String(id),
      changes: { status: 'stalled' },
    });
    expect(open.outcome).toBe('APPLIED');
  });

  test('a new ticket is told which field RT refused', async () => {
    for (const status of ['nonesuch', 'stalled']) {
      const input = { queue: 'General', subject: status, status };
      expect(refusalsOf(await mutate(app, 'createTicket', input))).toEqual(['RT_REFUSED status']);
    }
    const closed = { queue: 'General', subject: 'General' };
    const denied = await mutate(app, 'createTicket', closed, { as: 'norights' });
    expect(denied.userErrors.map(({ path }) => path)).toEqual([['queue']]);
  });
});

describe.each(sharedBackends())('watchers that RT does not list on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('people who left are added, and that is seen', async () => {
    const requestors = ['gone@example.com', 'alice@example.com'];
    const id = String(await newTicket(app, { requestors }));
    const add = ['gone@example.com', 'new@example.org', 'general@rt.example'];
    const payload = await mutate(app, 'changeTicketWatchers', { id, role: 'CC', add });
    expect(payload.outcome).toBe('PARTIAL');
    expect(refusalsOf(payload)).toEqual(['RT_REFUSED add.2']);
    const changes = { adminCc: ['gone@example.com'] };
    const set = await mutate(app, 'updateTicket', { id, changes });
    expect(set).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const { ticketCount } = await dataOf(app, {
      query: `{ ticketCount(query: "id = ${id} AND Cc.EmailAddress = 'gone@example.com' AND AdminCc.EmailAddress = 'gone@example.com'") }`,
    });
    expect(ticketCount).toBe(1);
  });

  test('a list that RT empties before it refuses is not told as unchanged', async () => {
    const id = String(await newTicket(app, { cc: ['alice@example.com'] }));
    const changes = { cc: ['general@rt.example'] };
    const payload = await mutate(
      app,
      'updateTicket',
      { id, changes },
      { fields: 'ticket { cc { emailAddress } }' },
    );
    expect(payload).toMatchObject({ outcome: 'PARTIAL', ticket: { cc: [] } });
    expect(payload.userErrors[0]?.message).toContain('The field is now empty.');
  });

  test('an address with a comma makes nobody else a watcher', async () => {
    const raw = await rawRt(url, 'root', 'password');
    const name = `head,desk-${Date.now()}`;
    const address = `${name}@corp.example`;
    const user = `id: user/new\nName: ${name}\nEmailAddress: ${address}\nPrivileged: 1\n`;
    const { text } = await raw.post('user/new', { content: user });
    const number = /User (\d+) created/.exec(text)?.[1];
    const id = String(await newTicket(app));
    await raw.post(`ticket/${id}/edit`, { content: `Requestors: ${number}\n` });
    const watchers = async () =>
      (await raw.post('show', { id: `ticket/${id}`, fields: 'Requestors' })).text;
    const before = await watchers();
    expect(before).toContain(address);
    const add = { id, role: 'REQUESTOR', add: ['new@example.org'] };
    const refused = await sendMutation(app, 'changeTicketWatchers', add);
    expect([refusalsOf(refused.data.payload), writesOf(refused)]).toEqual([['INVALID role'], []]);
    expect(await watchers()).toBe(before);
  });
});
