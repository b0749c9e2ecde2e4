import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, appFor, ask, basicAuth, codesOf, dataOf } from '../../support/graphql/ask.js';
import { mutate } from '../../support/graphql/mutate.js';
import { testWorld } from '../../support/world/world.js';
import { availableBackends, type RunningBackend } from '../backends.js';
import { type Fixture, makeFixture } from './fixture.js';
import { callRt, fieldsOf } from './rights-in-rt.js';

const refused = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** Where an answer has an empty text. */
function blanks(value: unknown, at = ''): readonly string[] {
  if (value === '') return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => blanks(inner, `${at}.${key}`));
}

describe.each(availableBackends())(
  'rights that end while their caller is logged in, on $name',
  (backend) => {
    let rt: RunningBackend;
    let app: ReturnType<typeof appFor>;
    let fixture: Fixture;
    let low: string;
    /** A ticket that `low` made before they were disabled. */
    let made: number;

    beforeAll(async () => {
      rt = await backend.start(testWorld);
      app = appFor(rt.url);
      fixture = await makeFixture(rt.url);
      low = (await dataOf(app, { query: '{ user(name: "low") { id } }' })).user.id;
      const ticket = await mutate(
        app,
        'createTicket',
        { queue: 'General', subject: 'by somebody who leaves' },
        { as: 'low', fields: 'ticket { number }' },
      );
      made = ticket['ticket'].number;
    });
    afterAll(async () => {
      await app?.close();
      await rt?.stop();
    });

    const askLow = (query: string, password = 'lowpass12'): Promise<Answer> =>
      ask(app, {
        query,
        variables: {},
        as: null,
        headers: { authorization: basicAuth('low', password) },
      });
    const viewer = '{ viewer { user { name } } }';

    test('a changed password works at once, and a wrong one at no time', async () => {
      expect((await askLow(viewer)).data.viewer.user.name).toBe('low');
      const changed = await mutate(app, 'updateUser', {
        id: low,
        changes: { password: 'new pass 12' },
      });
      expect(changed.userErrors).toEqual([]);
      const [now, wrong] = await Promise.all([
        askLow(viewer, 'new pass 12'),
        askLow(viewer, 'neither of them'),
      ]);
      expect(now.data.viewer.user.name).toBe('low');
      expect([wrong.status, ...codesOf(wrong)]).toEqual([401, 'UNAUTHENTICATED']);
      // Somebody else's server, which has no session with the old one.
      const other = appFor(rt.url);
      const old = await ask(other, { query: viewer, as: 'low' });
      expect(old.status).toBe(401);
      await other.close();
    });

    test('a disabled user is answered with refusals, never with blanks', async () => {
      const { open, queues } = fixture;
      expect((await askLow(viewer, 'new pass 12')).status).toBe(200);
      const live = await callRt(rt.url, 'low', 'new pass 12');
      const disabled = await mutate(app, 'updateUser', {
        id: low,
        changes: { fields: { isDisabled: true } },
      });
      expect(disabled.outcome).toBe('APPLIED');
      const ticket = `ticket(id: ${open.ticket})`;
      const questions = [
        `{ ${ticket} { number subject status queue { name } owner { name realName } } }`,
        `{ ${ticket} { history(first: 5) { nodes { type description creator { name } } } } }`,
        `{ ${ticket} { attachments(first: 5) { nodes { contentType text } } } }`,
        `{ ${ticket} { customFields { name rawValue } links { uri } } }`,
        `{ queue(id: ${queues.open}) { name description correspondAddress } }`,
        '{ queue(name: "General") { name description } }',
        `{ historyItem(id: ${open.reply}) { type description } }`,
        `{ attachment(id: ${open.replyFile}) { contentType text } }`,
        '{ user(name: "alice") { name realName } }',
        '{ queues { nodes { name } } }',
        '{ tickets(first: 3) { nodes { number subject } } }',
        '{ group(name: "Ops Team") { name members { displayName } } }',
      ];
      for (const query of questions) {
        const answer = await askLow(query, 'new pass 12');
        const { data, errors = [] } = answer;
        expect([query, blanks(data)]).toEqual([query, []]);
        // A live session at RT keeps its rights for a while: an answer may still be whole, never half.
        const nothing = Object.values(data ?? { none: null }).every((value) => value === null);
        expect([query, nothing ? errors.length > 0 : errors]).toEqual([query, nothing ? true : []]);
        for (const code of codesOf(answer)) expect(refused).toContain(code);
      }
      const rtShows = fieldsOf(await live.ask(`ticket/${open.ticket}`)).get('Subject') ?? null;
      const oursShows = await askLow(`{ ${ticket} { subject } }`, 'new pass 12');
      expect(oursShows.data?.ticket?.subject ?? null).toBe(rtShows);

      const path = `http://localhost/attachments/${open.replyFile}`;
      const authorization = basicAuth('low', 'new pass 12');
      const download = await app.fetch(new Request(path, { headers: { authorization } }));
      const bytes = await download.text();
      expect(download.status === 200 ? bytes.length : 1).toBeGreaterThan(0);
      expect([200, 401, 403, 404]).toContain(download.status);

      const write = await ask(app, {
        query: `mutation { updateTicket(input: { id: ${open.ticket}, changes: { subject: "mine" } }) { outcome } }`,
        as: null,
        headers: { authorization },
      });
      expect(write.data?.updateTicket.outcome ?? 'REJECTED').toBe('REJECTED');

      const other = appFor(rt.url);
      const later = await ask(other, { query: viewer, as: null, headers: { authorization } });
      expect([later.status, ...codesOf(later)]).toEqual([401, 'UNAUTHENTICATED']);
      await other.close();
    });

    test('a disabled user is still found, and so is what they did', async () => {
      const id = low.split('/')[1];
      const answer = await ask(app, {
        query: `{
          all: ticketCount
          made: tickets(filter: { creator: { name: "low" } }) { nodes { number } }
          address: tickets(filter: { creator: { emailAddress: "LOW@example.com" } }) { nodes { number } }
          any: ticketCount(filter: { creator: { anyOf: ["low", "nonesuch"] } })
          not: ticketCount(filter: { creator: { notName: "low" } })
          updated: tickets(filter: { lastUpdatedBy: { name: "low" } }) { nodes { number } }
          nobody: ticketCount(filter: { creator: { name: "nonesuch" } })
          others: ticketCount(filter: { creator: { emailAddress: "nonesuch@example.com" } })
          byName: user(name: "low") { id isDisabled realName }
          byAddress: user(emailAddress: "low@example.com") { id }
          queue(name: "Closed Down") { name isDisabled }
        }`,
      });
      expect(answer.errors).toBeUndefined();
      const { all, made: found, address, any, not, updated } = answer.data;
      expect(found.nodes).toContainEqual({ number: made });
      expect(address).toEqual(found);
      expect([any, all - not]).toEqual([found.nodes.length, found.nodes.length]);
      expect(updated.nodes).toContainEqual({ number: made });
      expect(answer.data).toMatchObject({ nobody: 0, others: 0 });
      expect(answer.data.byName).toEqual({
        id: `user/${id}`,
        isDisabled: true,
        realName: 'Low Priv',
      });
      expect(answer.data.byAddress).toEqual({ id: `user/${id}` });
      expect(answer.data.queue).toEqual({ name: 'Closed Down', isDisabled: true });
    });

    test('whoever may not look for disabled users is told so, not given an empty list', async () => {
      const answer = await ask(app, {
        query: `{
          named: tickets(filter: { creator: { name: "low" } }) { nodes { number } }
        }`,
        as: 'alice',
      });
      expect(answer.data.named.nodes).toContainEqual({ number: made });
      const address = '{ ticketCount(filter: { creator: { emailAddress: "low@example.com" } }) }';
      const unknown = await ask(app, { query: address, as: 'alice' });
      expect(codesOf(unknown)).toEqual(['BAD_USER_INPUT']);
    });

    test('a disabled group is found by its name', async () => {
      const name = 'a group for a while';
      const { group } = await mutate(app, 'createGroup', { name }, { fields: 'group { id }' });
      await mutate(app, 'updateGroup', { id: group.id, changes: { isDisabled: true } });
      const query = `{ group(name: "${name}") { id name isDisabled } }`;
      const data = await dataOf(app, { query });
      expect(data.group).toEqual({ id: group.id, name, isDisabled: true });
    });
  },
);
