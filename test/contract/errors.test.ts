import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import {
  type AnswerError,
  appFor,
  ask,
  basicAuth,
  codesOf,
  dataOf,
} from '../support/graphql/ask.js';
import { hasRest2 } from './ways.js';

const badIds = ['1/merge/2', '1,2', '1-99', '0x1', '٣', '1'.repeat(30), '0', '-1', '1.0', ' 1', ''];
const lookups = ['ticket', 'user', 'queue', 'group', 'attachment', 'historyItem'] as const;
const kinds = {
  ticket: 'ticket',
  user: 'user',
  queue: 'queue',
  group: 'group',
  attachment: 'attachment',
  historyItem: 'transaction',
} as const;

describe.each(sharedBackends())('what goes wrong on $name', (backend) => {
  const { url, populated } = backend;
  const app = appFor(url);
  const { tickets, attachments } = populated;
  afterAll(() => app.close());

  describe.each(lookups)('%s', (lookup) => {
    const byId = `query ($id: ID!) { ${lookup}(id: $id) { id } }`;

    test('an invalid id is refused without a request to RT', async () => {
      const prefixed = badIds.map((id) => `${kinds[lookup]}/${id}`);
      const foreign = lookup === 'ticket' ? 'queue/1' : 'ticket/1';
      for (const id of [
        ...badIds,
        ...prefixed,
        foreign,
        'nonsense/1',
        `${kinds[lookup]}/1/links`,
      ]) {
        const answer = await ask(app, { query: byId, variables: { id } });
        expect({ id, codes: codesOf(answer), requests: answer.rt.requests }).toEqual({
          id,
          codes: ['BAD_USER_INPUT'],
          requests: 0,
        });
        expect(answer.data).toEqual({ [lookup]: null });
      }
    });

    test.each(['root', 'low', 'norights'])('one that is missing is null, for %s', async (as) => {
      const answer = await ask(app, { query: byId, variables: { id: '2000000000' }, as });
      expect(answer.status).toBe(200);
      expect(answer.data).toEqual({ [lookup]: null });
      expect(codesOf(answer)).toEqual(['NOT_FOUND']);
    });
  });

  describe('what is hidden', () => {
    /** An id of each kind that `norights` may not see, and that is there. */
    let hidden: Readonly<Record<'ticket' | 'queue' | 'attachment' | 'historyItem', string>>;

    beforeAll(async () => {
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: ${tickets.private}) { id queue { id } firstMessage { id attachments { id } } } }`,
      });
      hidden = {
        ticket: ticket.id,
        queue: ticket.queue.id,
        attachment: ticket.firstMessage.attachments[0].id,
        historyItem: ticket.firstMessage.id,
      };
    });

    test.each(['low', 'norights'])('looks to %s exactly like what is missing', async (as) => {
      for (const [lookup, id] of Object.entries(hidden)) {
        const query = `query ($id: ID!) { ${lookup}(id: $id) { id } }`;
        const there = await ask(app, { query, variables: { id }, as });
        const missing = await ask(app, { query, variables: { id: '2000000000' }, as });
        expect(there.data).toEqual({ [lookup]: null });
        expect(codesOf(there)).toEqual(['NOT_FOUND']);
        expect(there.errors).toEqual(missing.errors);
      }
    });

    test('a queue or group by a hidden or missing name is null with one NOT_FOUND', async () => {
      for (const [query, as] of [
        ['{ queue(name: "Private") { id description } }', 'low'],
        ['{ queue(name: "No Such Queue") { id } }', 'root'],
        ['{ queue(name: "No, Such/Queue") { id } }', 'root'],
        ['{ group(name: "No Such Group") { id } }', 'root'],
        ['{ group(name: "Ops Team") { id } }', 'norights'],
        ['{ user(name: "nosuch") { id } }', 'low'],
        ['{ user(name: "no/such") { id } }', 'norights'],
        ['{ user(emailAddress: "nosuch@example.com") { id } }', 'root'],
      ] as const) {
        const answer = await ask(app, { query, as });
        expect({ query, codes: codesOf(answer) }).toEqual({ query, codes: ['NOT_FOUND'] });
        expect(Object.values(answer.data)).toEqual([null]);
      }
    });

    test('a hidden ticket is not found, nor what belongs to it', async () => {
      const answer = await ask(app, {
        query: `{ tickets(query: "id = ${tickets.private}") { totalCount } ticketCount(query: "id = ${tickets.private}") }`,
        as: 'low',
      });
      expect(answer.data).toEqual({ tickets: { totalCount: 0 }, ticketCount: 0 });
    });
  });

  test('one that is missing among nodes is null beside its neighbours', async () => {
    const ids = [
      `ticket/${tickets.plain}`,
      'ticket/2000000000',
      `attachment/${attachments.utf8}`,
      'queue/2000000000',
      'user/2000000000',
      'transaction/2000000000',
      `ticket/${tickets.open}`,
    ];
    const answer = await ask(app, {
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids },
    });
    const missing = (id: string) => id.endsWith('/2000000000');
    expect(answer.data.nodes).toEqual(ids.map((id) => (missing(id) ? null : { id })));
    expect(codesOf(answer)).toEqual(ids.filter(missing).map(() => 'NOT_FOUND'));
    const paths = (answer.errors ?? []).map(({ path }: AnswerError) => path?.join('.'));
    expect(paths.sort()).toEqual(['nodes.1', 'nodes.3', 'nodes.4', 'nodes.5']);
  });

  test('a lookup by none or by more than one of its arguments is refused', async () => {
    for (const query of [
      '{ user { id } }',
      '{ user(id: 1, name: "root") { id } }',
      '{ user(name: "root", emailAddress: "root@localhost") { id } }',
      '{ queue { id } }',
      '{ queue(id: 1, name: "General") { id } }',
      '{ group(id: 1, name: "Ops Team") { id } }',
      '{ user(name: "a\\nb") { id } }',
      '{ user(emailAddress: "no address") { id } }',
    ]) {
      const answer = await ask(app, { query });
      expect({ query, codes: codesOf(answer), requests: answer.rt.requests }).toEqual({
        query,
        codes: ['BAD_USER_INPUT'],
        requests: 0,
      });
    }
  });

  test('a search that RT cannot read tells RT’s words without its insides', async () => {
    for (const query of ["Spam = 'x'", 'Subject =', "Subject LIKE 'a' AND", "Status = 'a' 'b'"]) {
      const answer = await ask(app, {
        query: 'query ($query: TicketSQL) { tickets(query: $query) { totalCount } }',
        variables: { query },
      });
      expect({ query, codes: codesOf(answer) }).toEqual({ query, codes: ['BAD_USER_INPUT'] });
      const told = JSON.stringify(answer.errors);
      expect(told).not.toMatch(/ at \/|Stack|\.pm|\/usr\/|GEN\d/);
      expect(answer.errors?.[0]?.extensions['rtMessage']).toMatch(/\w/);
    }
  });

  test('someone without the right to search users is told so', async () => {
    const answer = await ask(app, { query: '{ users { totalCount } }', as: 'low' });
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  });

  test.each([
    ['no credentials', null, undefined],
    ['a wrong password', null, basicAuth('root', 'wrong')],
    ['an unknown user', null, basicAuth('nobody-here', 'wrong')],
    ['a disabled user', 'gone', undefined],
    ['an unknown token', null, 'token 1-14-0123456789abcdef0123456789abcdef'],
    ['an unknown scheme', null, 'Nonsense'],
    ['another scheme', null, 'Digest abc'],
  ])('%s is 401 with a challenge', async (_, as, authorization) => {
    const answer = await ask(app, {
      query: '{ viewer { user { name } } }',
      as,
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/Basic realm=.*token realm=/);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.data?.viewer ?? null).toBeNull();
  });

  test('an unprivileged user is FORBIDDEN where REST 1.0 alone is there', async () => {
    const answer = await ask(app, { query: '{ viewer { user { name } } }', as: 'selfserve' });
    expect(codesOf(answer)).toEqual(hasRest2(backend) ? [] : ['FORBIDDEN']);
    expect(answer.status).toBe(200);
  });

  test('a service account serves callers without credentials, never those with wrong ones', async () => {
    const shared = appFor(url, { RT_USER: 'alice', RT_PASSWORD: 'alicepass1' });
    const query = '{ viewer { user { name } } }';
    expect((await ask(shared, { query, as: null })).data.viewer.user.name).toBe('alice');
    expect((await ask(shared, { query, as: 'low' })).data.viewer.user.name).toBe('low');
    const wrong = { authorization: basicAuth('alice', 'wrong') };
    expect((await ask(shared, { query, as: null, headers: wrong })).status).toBe(401);
    await shared.close();
  });
});
