import { randomUUID } from 'node:crypto';
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
import { type CuttingProxy, cuttingProxy } from '../support/http/cutting-proxy.js';

describe.each(sharedBackends())('writing once on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());
  const fields = 'ticket { number }';

  /** How many tickets have this subject. */
  const count = async (subject: string): Promise<number> => {
    const data = await dataOf(app, {
      query: 'query ($subject: String!) { ticketCount(filter: { subject: { eq: $subject } }) }',
      variables: { subject },
    });
    return data.ticketCount;
  };

  test('a repeated key gets the first result, one after the other and at once', async () => {
    const subject = `once ${randomUUID()}`;
    const input = { queue: 'General', subject, idempotencyKey: randomUUID() };
    const first = await mutate(app, 'createTicket', input, { fields });
    const again = await sendMutation(app, 'createTicket', input, { fields });
    expect(again.data.payload).toEqual(first);
    expect(writesOf(again)).toEqual([]);
    expect(await count(subject)).toBe(1);

    const parallel = `${subject} at once`;
    const same = { ...input, subject: parallel, idempotencyKey: randomUUID() };
    const payloads = await Promise.all(
      Array.from({ length: 5 }, () => mutate(app, 'createTicket', same, { fields })),
    );
    expect(new Set(payloads.map((payload) => payload['ticket'].number)).size).toBe(1);
    expect(await count(parallel)).toBe(1);
  });

  test('thousands of refusals quote little, and a retry is told their number', async () => {
    const id = await newTicket(app);
    const customFields = Array.from({ length: 3300 }, (_, at) => ({
      name: `${at} ${'x'.repeat(1000)}`,
      values: [],
    }));
    const input = { id, changes: { customFields }, idempotencyKey: randomUUID() };
    const first = await mutate(app, 'updateTicket', input);
    expect(first.outcome).toBe('REJECTED');
    expect(first.userErrors).toHaveLength(3300);
    for (const { message } of first.userErrors) expect(message.length).toBeLessThan(200);
    const again = await sendMutation(app, 'updateTicket', input);
    expect(writesOf(again)).toEqual([]);
    const { outcome, userErrors } = again.data.payload;
    expect(outcome).toBe('REJECTED');
    expect(userErrors.slice(0, -1)).toEqual(first.userErrors.slice(0, 100));
    expect(userErrors.at(-1)).toMatchObject({
      code: 'UNKNOWN_FIELD',
      message: 'Errors with this code that only the first response has in full: 3200.',
      path: ['changes', 'customFields'],
    });
  });

  test('a repeated comment is one comment', async () => {
    const id = await newTicket(app);
    const input = { id, body: { text: 'once' }, idempotencyKey: randomUUID() };
    const item = 'historyItem { id text }';
    const [first, second] = await Promise.all([
      mutate(app, 'commentOnTicket', input, { fields: item }),
      mutate(app, 'commentOnTicket', input, { fields: item }),
    ]);
    expect(second).toEqual(first);
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) { history(filter: { types: [COMMENT] }) { totalCount } } }`,
    });
    expect(ticket.history.totalCount).toBe(1);
  });

  test('a key that is empty, too long or half a character is refused, one that ends in a space is a key', async () => {
    const input = { queue: 'General', subject: 'keyed' };
    for (const idempotencyKey of ['', 'k'.repeat(1001), '\ud801q']) {
      const refused = await sendMutation(app, 'createTicket', { ...input, idempotencyKey });
      expect([codesOf(refused), writesOf(refused)]).toEqual([['BAD_USER_INPUT'], []]);
    }
    const idempotencyKey = `${randomUUID()} `;
    expect((await mutate(app, 'createTicket', { ...input, idempotencyKey })).outcome).toBe(
      'APPLIED',
    );
  });

  test('a key with another input is refused', async () => {
    const input = { queue: 'General', subject: 'first', idempotencyKey: randomUUID() };
    await mutate(app, 'createTicket', input);
    const other = await sendMutation(app, 'createTicket', { ...input, subject: 'second' });
    expect(codesOf(other)).toEqual(['BAD_USER_INPUT']);
    expect(writesOf(other)).toEqual([]);
  });

  test('a key belongs to one caller and to one mutation', async () => {
    const subject = `shared ${randomUUID()}`;
    const input = { queue: 'General', subject, idempotencyKey: randomUUID() };
    const root = await mutate(app, 'createTicket', input, { fields });
    const alice = await mutate(app, 'createTicket', input, { fields, as: 'alice' });
    expect(alice['ticket'].number).not.toBe(root['ticket'].number);
    expect(await count(subject)).toBe(2);
    const { number } = root['ticket'];
    const { idempotencyKey } = input;
    const comment = { id: number, body: { text: 'same key' }, idempotencyKey };
    expect((await mutate(app, 'commentOnTicket', comment)).outcome).toBe('APPLIED');
  });

  test('a rejection is kept under its key too, and nothing was written', async () => {
    const input = { queue: 'No Such', subject: 'x', idempotencyKey: randomUUID() };
    const first = await mutate(app, 'createTicket', input);
    expect(refusalsOf(first)).toEqual(['NOT_FOUND queue']);
    expect(await mutate(app, 'createTicket', input)).toEqual(first);
  });

  describe('when the answer is lost', () => {
    let proxy: CuttingProxy;
    let cutApp: ReturnType<typeof appFor>;
    beforeAll(async () => {
      proxy = await cuttingProxy(url);
      cutApp = appFor(proxy.url);
      await dataOf(cutApp, { query: '{ viewer { user { name } } queue(name: "General") { id } }' });
    });
    afterAll(async () => {
      proxy.mend();
      await cutApp.close();
      await proxy.close();
    });

    async function lose(
      line: RegExp,
      name: string,
      input: Readonly<Record<string, unknown>>,
      more = '',
    ) {
      const before = proxy.cuts();
      proxy.cut(line);
      const answer = await sendMutation(cutApp, name, input, { fields: more });
      proxy.mend();
      expect(answer.errors).toBeUndefined();
      return { payload: answer.data.payload, sent: proxy.cuts() - before };
    }

    test('a new ticket is UNKNOWN_OUTCOME, made once and never sent again', async () => {
      const subject = `lost ${randomUUID()}`;
      const input = { queue: 'General', subject, idempotencyKey: randomUUID() };
      const { payload, sent } = await lose(
        /ticket\/new|2\.0\/ticket /,
        'createTicket',
        input,
        fields,
      );
      expect(payload).toMatchObject({ outcome: 'PARTIAL', ticket: null });
      expect(refusalsOf(payload)).toEqual(['UNKNOWN_OUTCOME ']);
      expect(sent).toBe(1);
      const again = await sendMutation(cutApp, 'createTicket', input, { fields });
      expect(again.data.payload).toEqual(payload);
      expect(writesOf(again)).toEqual([]);
      expect(await count(subject)).toBe(1);
    });

    test('an update is APPLIED, since reading proves it', async () => {
      const id = await newTicket(app);
      const input = { id, changes: { subject: 'arrived', priority: 12 } };
      const more = 'ticket { subject priority }';
      const { payload, sent } = await lose(/\/edit/, 'updateTicket', input, more);
      expect(payload).toMatchObject({
        outcome: 'APPLIED',
        userErrors: [],
        ticket: { subject: 'arrived', priority: 12 },
      });
      expect(sent).toBe(1);
    });

    test('an update that was refused meanwhile is UNKNOWN_OUTCOME', async () => {
      const id = await newTicket(app);
      const input = { id, changes: { status: 'nosuch' } };
      const { payload, sent } = await lose(/\/edit/, 'updateTicket', input);
      expect(refusalsOf(payload)).toEqual(['UNKNOWN_OUTCOME ']);
      expect(sent).toBe(1);
    });

    test('a comment is sent once, and found when it arrived', async () => {
      const id = await newTicket(app);
      const input = { id, body: { text: 'arrived' } };
      const more = 'historyItem { text }';
      const { payload, sent } = await lose(/\/comment/, 'commentOnTicket', input, more);
      expect(payload).toMatchObject({ outcome: 'APPLIED', historyItem: { text: 'arrived' } });
      expect(sent).toBe(1);
    });

    test('many tickets, a link and a new owner are told from what is there', async () => {
      const [a, b] = [await newTicket(app), await newTicket(app)];
      const tickets = [a, b].map((id) => ({ id, changes: { subject: 'together' } }));
      const many = await lose(/\/1\.0\/edit/, 'updateTickets', { tickets });
      expect([many.payload.outcome, many.sent]).toEqual(['APPLIED', 1]);
      const links = [{ type: 'REFERS_TO', target: { ticket: String(b) } }];
      const linked = await lose(/\/link|^PUT /, 'addTicketLinks', { id: a, links });
      expect([linked.payload.outcome, linked.sent]).toEqual(['APPLIED', 1]);
      const taken = await lose(/\/take/, 'takeTicket', { id: a });
      expect([taken.payload.outcome, taken.sent]).toEqual(['APPLIED', 1]);
      const merged = await lose(/\/merge/, 'mergeTicket', { id: a, intoId: b });
      expect([merged.payload.outcome, merged.sent]).toEqual(['APPLIED', 1]);
    });
  });
});
