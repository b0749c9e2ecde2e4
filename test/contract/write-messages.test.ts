import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  refusalsOf,
  sendMutation,
  writesOf,
} from '../support/graphql/mutate.js';

const item = `ticket { number status timeWorkedMinutes }
  historyItem { __typename id text html creator { name } timeTakenMinutes ticket { number } }`;
const actions = ['commentOnTicket', 'replyToTicket'] as const;
const typeOf = { commentOnTicket: 'CommentItem', replyToTicket: 'CorrespondenceItem' } as const;

describe.each(sharedBackends())('messages on $name', ({ url }) => {
  const app = appFor(url);
  let id: number;
  beforeAll(async () => {
    id = await newTicket(app, { requestors: ['alice@example.com'] });
  });
  afterAll(() => app.close());

  test.each(actions)('%s returns the message just made', async (action) => {
    const body = { text: `hello from ${action}\n\n--\nRegards` };
    const input = { id, body, timeWorkedMinutes: 5, cc: ['c@example.org'], bcc: ['b@example.org'] };
    const payload = await mutate(app, action, input, { fields: item, as: 'alice' });
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [], ticket: { number: id } });
    expect(payload['historyItem']).toMatchObject({
      __typename: typeOf[action],
      text: body.text,
      creator: { name: 'alice' },
      timeTakenMinutes: 5,
      ticket: { number: id },
    });
  });

  test.each(actions)('copies of %s make nobody a watcher', async (action) => {
    const own = await newTicket(app);
    const input = {
      id: own,
      body: { text: 'once' },
      cc: ['c@example.org'],
      bcc: ['b@example.org'],
    };
    const people =
      'ticket { requestors { emailAddress } cc { emailAddress } adminCc { emailAddress } }';
    const payload = await mutate(app, action, input, { fields: people });
    expect(payload).toMatchObject({
      outcome: 'APPLIED',
      ticket: { requestors: [], cc: [], adminCc: [] },
    });
  });

  test('the time booked adds up on the ticket', async () => {
    const own = await newTicket(app);
    const body = { text: 'worked' };
    await mutate(app, 'commentOnTicket', { id: own, body, timeWorkedMinutes: 7 });
    const input = { id: own, body, timeWorkedMinutes: 8 };
    const payload = await mutate(app, 'replyToTicket', input, { fields: item });
    expect(payload['ticket'].timeWorkedMinutes).toBe(15);
  });

  test('an HTML message is stored as HTML', async () => {
    const body = { html: '<p>Hello <b>you</b></p>' };
    const payload = await mutate(app, 'commentOnTicket', { id, body }, { fields: item });
    expect(payload.outcome).toBe('APPLIED');
    expect(payload['historyItem'].html).toContain('<p>Hello <b>you</b></p>');
  });

  test('a reply opens the ticket, a comment does not', async () => {
    const own = await newTicket(app);
    const body = { text: 'news' };
    const comment = await mutate(app, 'commentOnTicket', { id: own, body }, { fields: item });
    expect(comment['ticket'].status).toBe('new');
    const reply = await mutate(app, 'replyToTicket', { id: own, body }, { fields: item });
    expect(reply['ticket'].status).toBe('open');
  });

  test('a status goes along, and one that is refused leaves the message', async () => {
    const body = { text: 'closing' };
    const own = await newTicket(app);
    const done = await mutate(
      app,
      'replyToTicket',
      { id: own, body, status: 'resolved' },
      { fields: item },
    );
    expect(done).toMatchObject({ outcome: 'APPLIED', ticket: { status: 'resolved' } });
    const refused = await mutate(
      app,
      'commentOnTicket',
      { id: own, body: { text: 'no such status' }, status: 'nosuch' },
      { fields: item },
    );
    expect(refused).toMatchObject({
      outcome: 'PARTIAL',
      ticket: { status: 'resolved' },
      historyItem: { text: 'no such status' },
    });
    expect(refusalsOf(refused)).toEqual(['RT_REFUSED status']);
  });

  test.each(actions)(
    '%s with nothing to say is refused before RT is asked to write',
    async (action) => {
      for (const [input, refusal] of [
        [{}, 'REQUIRED body'],
        [{ body: { text: '' } }, 'REQUIRED body'],
        [{ body: { text: '0' } }, 'INVALID body.text'],
        [{ body: { text: 'x' }, status: 'new\nText: y' }, 'INVALID status'],
      ] as const) {
        const answer = await sendMutation(app, action, { id, ...input }, { fields: item });
        expect(answer.data.payload).toMatchObject({ outcome: 'REJECTED', historyItem: null });
        expect(refusalsOf(answer.data.payload)).toEqual([refusal]);
        expect(writesOf(answer)).toEqual([]);
      }
    },
  );

  test.each(actions)('%s never fails in silence where a right is missing', async (action) => {
    const own = await newTicket(app);
    const odd = await newTicket(app, { queue: 'Odd Queue' });
    const body = { text: 'not allowed' };
    const missing = await mutate(app, action, { id: 'ticket/2000000000', body }, { fields: item });
    expect(refusalsOf(missing)).toEqual(['NOT_FOUND id']);
    for (const [ticket, as] of [
      [own, 'norights'],
      [odd, 'low'],
    ] as const) {
      const payload = await mutate(app, action, { id: ticket, body }, { fields: item, as });
      expect(payload).toMatchObject({ outcome: 'REJECTED', ticket: null, historyItem: null });
      expect(['NOT_FOUND', 'FORBIDDEN']).toContain(payload.userErrors[0]?.code);
      const seen = await dataOf(app, {
        query: `{ ticket(id: ${ticket}) { history(filter: { types: [COMMENT, CORRESPOND] }) { totalCount } } }`,
      });
      expect(seen.ticket.history.totalCount).toBe(0);
    }
  });

  test('who may write and not see comments learns that it was stored', async () => {
    const own = await newTicket(app);
    const input = { id: own, body: { text: 'by low' } };
    const payload = await mutate(app, 'commentOnTicket', input, { fields: item, as: 'low' });
    expect(payload.outcome).toBe('APPLIED');
    const seen = await dataOf(app, {
      query: `{ ticket(id: ${own}) { history(filter: { types: [COMMENT] }) { nodes { ... on CommentItem { text } } } } }`,
    });
    expect(seen.ticket.history.nodes).toEqual([{ text: 'by low' }]);
  });

  test.each(actions)(
    '%s on a ticket that its writer may not see is told as far as it is known',
    async (action) => {
      const hidden = await newTicket(app, { queue: 'Private' });
      const body = { text: 'from outside' };
      const send = (more: object) =>
        mutate(app, action, { id: hidden, body, ...more }, { fields: item, as: 'bob smith' });
      expect(await send({})).toMatchObject({ outcome: 'APPLIED', userErrors: [], ticket: null });
      const partly = await send({ status: 'resolved', timeWorkedMinutes: 5 });
      expect(partly).toMatchObject({ outcome: 'PARTIAL', ticket: null, historyItem: null });
      expect(refusalsOf(partly)).toEqual([
        'UNKNOWN_OUTCOME status',
        'UNKNOWN_OUTCOME timeWorkedMinutes',
      ]);
      const missing = await mutate(app, action, { id: 2_000_000_000, body, status: 'resolved' });
      expect([missing.outcome, refusalsOf(missing)]).toEqual(['REJECTED', ['NOT_FOUND id']]);
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: ${hidden}) { history(filter: { types: [COMMENT, CORRESPOND] }) { totalCount } } }`,
      });
      expect(ticket.history.totalCount).toBe(2);
    },
  );

  test('twenty who comment at once each get their own text back', async () => {
    const own = await newTicket(app);
    const texts = Array.from({ length: 20 }, (_, at) => `comment number ${at}`);
    const payloads = await Promise.all(
      texts.map((text, at) =>
        mutate(
          app,
          actions[at % 2] ?? 'commentOnTicket',
          { id: own, body: { text } },
          { fields: 'historyItem { id text }', as: at % 3 === 0 ? 'alice' : 'root' },
        ),
      ),
    );
    expect(payloads.map((payload) => payload['historyItem']?.text)).toEqual(texts);
    expect(new Set(payloads.map((payload) => payload['historyItem'].id)).size).toBe(20);
  });
});
