import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, basicAuth, codesOf, dataOf } from '../support/graphql/ask.js';
import { type Fixture, makeFixture } from './rights/fixture.js';

/** Does `count` things, at most `width` at once. */
async function crowd<T>(
  count: number,
  width: number,
  one: (at: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < count; at = next++) results[at] = await one(at);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

const readers = ['root', 'alice', 'low', 'norights'] as const;
type Reader = (typeof readers)[number];
const nth = (at: number): Reader => readers[at % readers.length] ?? 'root';

describe.each(sharedBackends().filter(({ version }) => version === 5))(
  'callers side by side on $name',
  ({ url, ids }) => {
    const app = appFor(url, { RT_CONCURRENCY: '4' });
    let fixture: Fixture;

    beforeAll(async () => {
      fixture = await makeFixture(url);
    });
    afterAll(() => app.close());

    /** What each reader is to see of the two tickets, of a queue by name and in a list. */
    const seenBy = (reader: Reader) => ({
      viewer: { user: { name: reader } },
      open: reader === 'norights' ? null : { subject: fixture.mark },
      hidden: reader === 'root' ? { subject: fixture.mark } : null,
      queue: reader === 'root' ? { description: 'nobody but administrators' } : null,
      count: { root: 2, alice: 1, low: 1, norights: 0 }[reader],
    });
    const everything = {
      query: `query ($open: ID!, $hidden: ID!, $q: TicketSQL) {
        viewer { user { name } }
        open: ticket(id: $open) { subject }
        hidden: ticket(id: $hidden) { subject }
        queue(name: "Private") { description }
        count: ticketCount(query: $q)
      }`,
      variables: () => ({
        open: fixture.open.ticket,
        hidden: fixture.hidden.ticket,
        q: `Subject = '${fixture.mark}'`,
      }),
    };
    const look = async (as: Reader) =>
      (await ask(app, { query: everything.query, variables: everything.variables(), as })).data;

    test('two hundred requests of three callers, twenty at a time, are never mixed up', async () => {
      const three = ['root', 'low', 'norights'] as const;
      const query = 'query ($id: ID!) { viewer { user { name } } ticket(id: $id) { subject } }';
      const answers = await crowd(200, 20, async (at) => {
        const as = three[at % 3] ?? 'root';
        const id = at % 2 === 0 ? fixture.hidden.ticket : fixture.open.ticket;
        return { as, at, answer: await ask(app, { query, variables: { id }, as }) };
      });
      const mismatches = answers.filter(({ as, at, answer: { data } }) => {
        const visible = as === 'root' || (as === 'low' && at % 2 === 1);
        const subject = data?.ticket?.subject ?? null;
        return data?.viewer.user.name !== as || subject !== (visible ? fixture.mark : null);
      });
      expect(mismatches).toEqual([]);
      expect(answers).toHaveLength(200);
    });

    test('fifty times at once, the same ticket is shown to one caller and hidden from another', async () => {
      const query = 'query ($id: ID!) { ticket(id: $id) { subject history { totalCount } } }';
      const variables = { id: fixture.open.ticket };
      await crowd(50, 10, async () => {
        const [alice, bob] = await Promise.all(
          ['alice', 'norights'].map((as) => ask(app, { query, variables, as })),
        );
        expect(alice?.data.ticket.subject).toBe(fixture.mark);
        expect(bob?.data).toEqual({ ticket: null });
        expect(bob && codesOf(bob)).toEqual(['NOT_FOUND']);
      });
    });

    test('the same query right after another caller’s has its own caller’s rights, whoever came first', async () => {
      for (const order of [readers, readers.toReversed()]) {
        for (const reader of order) {
          expect([reader, await look(reader)]).toEqual([reader, seenBy(reader)]);
        }
      }
    });

    test('the same query at the same moment is answered to each caller alone', async () => {
      const answers = await crowd(24, 8, async (at) => [nth(at), await look(nth(at))] as const);
      for (const [reader, data] of answers)
        expect([reader, data]).toEqual([reader, seenBy(reader)]);
    });

    test('what one caller’s search and name lookup found stays that caller’s', async () => {
      const queues =
        '{ queues(filter: { name: { eq: "Private" } }) { totalCount nodes { name } } }';
      const odd = '{ queue(name: "Sales, EMEA") { description } }';
      const cf = '{ queue(name: "General") { ticketCustomFields { name } } }';
      expect((await dataOf(app, { query: queues })).queues.totalCount).toBe(1);
      expect((await dataOf(app, { query: queues, as: 'low' })).queues).toEqual({
        totalCount: 0,
        nodes: [],
      });
      expect((await dataOf(app, { query: odd, as: 'alice' })).queue.description).toMatch(/comma/);
      expect((await ask(app, { query: odd, as: 'low' })).data).toEqual({ queue: null });
      expect((await dataOf(app, { query: cf })).queue.ticketCustomFields.length).toBeGreaterThan(1);
      expect((await dataOf(app, { query: cf, as: 'low' })).queue.ticketCustomFields).toEqual([
        { name: 'Single' },
      ]);
      expect((await ask(app, { query: cf, as: 'norights' })).data).toEqual({ queue: null });
    });

    test('a download’s bytes are one caller’s, also for the next who asks', async () => {
      const path = `http://localhost/attachments/${fixture.open.commentFile}`;
      const get = async (as: Reader, password: Readonly<Record<Reader, string>>) => {
        const authorization = basicAuth(as, password[as]);
        const response = await app.fetch(new Request(path, { headers: { authorization } }));
        return { status: response.status, text: await response.text() };
      };
      const passwords = {
        root: 'password',
        alice: 'alicepass1',
        low: 'lowpass12',
        norights: 'norights1',
      };
      const [root, low, none] = await Promise.all([
        get('root', passwords),
        get('low', passwords),
        get('norights', passwords),
      ]);
      expect(root).toMatchObject({ status: 200 });
      expect(root?.text).toContain('an internal note');
      expect([low?.status, none?.status]).toEqual([404, 404]);
      expect(low?.text).toBe(none?.text);
      expect(await get('low', passwords)).toEqual(low);
    });

    test('a viewer is who RT says, however the name was written', async () => {
      const query = '{ viewer { user { name emailAddress } } }';
      for (const name of ['ALICE', 'Alice', 'aLiCe']) {
        const headers = { authorization: basicAuth(name, 'alicepass1') };
        const { viewer } = await dataOf(app, { query, as: null, headers });
        expect(viewer.user).toEqual({ name: 'alice', emailAddress: 'alice@example.com' });
      }
      // RT logs in by name only; whatever it thinks of others, nobody becomes someone else.
      for (const name of ['alice@example.com', 'alice ', ' alice', 'alice@', 'alice\u00a0']) {
        const headers = { authorization: basicAuth(name, 'alicepass1') };
        const answer = await ask(app, { query, as: null, headers });
        if (answer.status === 401) continue;
        expect([name, answer.data.viewer.user.name]).toEqual([name, 'alice']);
      }
    });

    test('a wrong password is refused beside the warm session of the same user', async () => {
      const query = '{ viewer { user { name } } }';
      await dataOf(app, { query, as: 'low' });
      const headers = { authorization: basicAuth('low', 'not it') };
      const [wrong, right] = await Promise.all([
        ask(app, { query, as: null, headers }),
        ask(app, { query, as: 'low' }),
      ]);
      expect(wrong.status).toBe(401);
      expect(right.data.viewer.user.name).toBe('low');
    });

    test('a token and a password of two users are two callers', async () => {
      const token = ids?.tokens['alice'];
      if (token === undefined) return;
      const query = 'query ($id: ID!) { viewer { user { name } } ticket(id: $id) { subject } }';
      const variables = { id: fixture.open.ticket };
      await crowd(20, 5, async (at) => {
        const byToken = {
          query,
          variables,
          as: null,
          headers: { authorization: `token ${token}` },
        };
        const answer = await ask(app, at % 2 ? byToken : { query, variables, as: 'norights' });
        expect(answer.data).toEqual({
          viewer: { user: { name: at % 2 ? 'alice' : 'norights' } },
          ticket: at % 2 ? { subject: fixture.mark } : null,
        });
      });
    });
  },
);
