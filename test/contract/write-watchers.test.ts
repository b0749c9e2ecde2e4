import { randomUUID } from 'node:crypto';
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
import { startFailingProxy } from '../support/http/failing-proxy.js';
import { rawRt } from '../support/rest1/raw-rt.js';

const fields =
  'ticket { requestors { emailAddress } cc { emailAddress } adminCc { emailAddress } }';

const shown = (people: readonly { readonly emailAddress: string }[]) =>
  people.map(({ emailAddress }) => emailAddress).sort();

describe.each(sharedBackends())('watchers on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('people come and go, the others stay', async () => {
    const id = await newTicket(app, {
      requestors: ['alice@example.com'],
      cc: ['one@example.org', 'two@example.org', 'three@example.org'],
      adminCc: ['low@example.com'],
    });
    const payload = await mutate(
      app,
      'changeTicketWatchers',
      { id, role: 'CC', add: ['four@example.org', 'ONE@example.org'], remove: ['TWO@example.org'] },
      { fields },
    );
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const { requestors, cc, adminCc } = payload['ticket'];
    expect([shown(requestors), shown(cc), shown(adminCc)]).toEqual([
      ['alice@example.com'],
      ['four@example.org', 'one@example.org', 'three@example.org'],
      ['low@example.com'],
    ]);
    const same = await sendMutation(app, 'changeTicketWatchers', {
      id,
      role: 'CC',
      add: ['four@example.org'],
      remove: ['nobody@example.org'],
    });
    expect(same.data.payload.outcome).toBe('UNCHANGED');
    expect(writesOf(same)).toEqual([]);
  });

  test.each(['REQUESTOR', 'CC', 'ADMIN_CC'])('the role %s is emptied and filled', async (role) => {
    const id = await newTicket(app);
    const change = (people: object) =>
      mutate(app, 'changeTicketWatchers', { id, role, ...people }, { fields });
    const column = { REQUESTOR: 'requestors', CC: 'cc', ADMIN_CC: 'adminCc' }[role] ?? '';
    const filled = await change({ add: ['p@example.org', 'q@example.org'] });
    expect(shown(filled['ticket'][column])).toEqual(['p@example.org', 'q@example.org']);
    const emptied = await change({ remove: ['p@example.org', 'q@example.org'] });
    expect(emptied).toMatchObject({ outcome: 'APPLIED', ticket: { [column]: [] } });
  });

  test('twenty who are added at once are all there', async () => {
    const id = await newTicket(app, { cc: ['first@example.org'] });
    const people = Array.from({ length: 20 }, (_, at) => `person${at}@example.org`);
    const payloads = await Promise.all(
      people.map((person) =>
        mutate(app, 'changeTicketWatchers', { id, role: 'CC', add: [person] }),
      ),
    );
    expect(payloads.map(({ outcome }) => outcome)).toEqual(people.map(() => 'APPLIED'));
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) { cc { emailAddress } } }`,
    });
    expect(shown(ticket.cc)).toEqual(['first@example.org', ...people].sort());
  });

  /** Who watches by name or address, by the numbers of RT's own history, groups among them. */
  async function watchersOf(id: number): Promise<readonly number[]> {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) {
        history(first: 100, filter: { types: [ADD_WATCHER, DEL_WATCHER] }) {
          nodes { type raw { field oldValue newValue } }
        }
      } }`,
    });
    const watchers = new Set<number>();
    for (const { type, raw } of ticket.history.nodes) {
      if (raw.field !== 'Cc') continue;
      if (type === 'AddWatcher') watchers.add(Number(raw.newValue));
      else watchers.delete(Number(raw.oldValue));
    }
    return [...watchers].sort((a, b) => a - b);
  }

  const numberIn = (id: string) => Number(id.split('/')[1]);

  test('watchers whom RT does not list stay: disabled accounts, and groups as groups', async () => {
    const left = `left-${randomUUID()}@example.org`;
    const made = await mutate(
      app,
      'createUser',
      { name: left, fields: { emailAddress: left } },
      { fields: 'user { id }' },
    );
    const leftId = numberIn(made['user'].id);
    const { group } = await dataOf(app, { query: '{ group(name: "Ops Team") { id } }' });
    const groupId = numberIn(group.id);
    const id = await newTicket(app);
    const raw = await rawRt(url, 'root', 'password');
    await raw.post(`ticket/${id}/edit`, { content: `Cc: ${left}, ${groupId}` });
    await mutate(app, 'updateUser', {
      id: made['user'].id,
      changes: { fields: { isDisabled: true } },
    });
    expect(await watchersOf(id)).toEqual([leftId, groupId].sort((a, b) => a - b));
    const change = (people: object) =>
      mutate(app, 'changeTicketWatchers', { id, role: 'CC', ...people }, { fields });
    const added = await change({ add: ['new@example.org'] });
    expect(added).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    const { user } = await dataOf(app, {
      query: '{ user(emailAddress: "new@example.org") { id } }',
    });
    const all = [leftId, groupId, numberIn(user.id)].sort((a, b) => a - b);
    expect(await watchersOf(id)).toEqual(all);
    // They can be removed by name, although RT does not list them.
    expect(await change({ remove: [left] })).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(await watchersOf(id)).toEqual(all.filter((one) => one !== leftId));
    expect((await change({ remove: [left] })).outcome).toBe('UNCHANGED');
  });

  test.each([
    ['the list cannot be read after it was replaced', '/show', 'could not be checked'],
    ['the answer to putting them back is lost', '/edit', 'Their numbers in RT: '],
  ])('where %s, it is told that unlisted watchers may be gone', async (_, failing, message) => {
    const { group } = await dataOf(app, { query: '{ group(name: "Ops Team") { id } }' });
    const id = await newTicket(app);
    const raw = await rawRt(url, 'root', 'password');
    await raw.post(`ticket/${id}/edit`, { content: `Cc: ${numberIn(group.id)}` });
    const proxy = await startFailingProxy(url);
    const behind = appFor(proxy.url, { RT_REST: '1' });
    let edits = 0;
    proxy.failing = (path) => {
      const isEdit = path.endsWith('/edit');
      const fails = edits > 0 && path.endsWith(failing);
      if (isEdit) edits++;
      return fails ? 'gateway' : undefined;
    };
    const change = { id, role: 'CC', add: ['new@example.org'] };
    const { outcome, userErrors } = await mutate(behind, 'changeTicketWatchers', change);
    expect(outcome).toBe('PARTIAL');
    expect(userErrors).toContainEqual(
      expect.objectContaining({
        code: 'UNKNOWN_OUTCOME',
        message: expect.stringContaining(message),
      }),
    );
    await behind.close();
    await proxy.close();
  });

  test('an address that would be two, or another field, is refused', async () => {
    const id = await newTicket(app);
    for (const address of ['a@b.org, c@d.org', 'a@b.org\nStatus: resolved', 'no address', '']) {
      const answer = await sendMutation(app, 'changeTicketWatchers', {
        id,
        role: 'CC',
        add: [address],
      });
      expect({ address, codes: codesOf(answer) }).toEqual({ address, codes: ['BAD_USER_INPUT'] });
      expect(writesOf(answer)).toEqual([]);
    }
    const both = { id, role: 'CC', add: ['x@example.org'], remove: ['X@example.org'] };
    expect(refusalsOf(await mutate(app, 'changeTicketWatchers', both))).toEqual(['INVALID remove']);
  });

  test('a crowd that RT would write to for minutes is refused, and RT is asked for nothing', async () => {
    const id = await newTicket(app);
    const crowd = Array.from({ length: 251 }, (_, at) => `crowd-${at}@example.org`);
    const body = { text: 'to everybody' };
    for (const [name, input, path] of [
      ['changeTicketWatchers', { id, role: 'CC', add: crowd }, 'add'],
      ['replyToTicket', { id, body, bcc: crowd }, 'bcc'],
      ['commentOnTicket', { id, body, cc: crowd }, 'cc'],
      ['createTicket', { queue: 'General', subject: 'crowd', requestors: crowd }, 'requestors'],
      ['updateTicket', { id, changes: { adminCc: crowd } }, 'changes.adminCc'],
    ] as const) {
      const answer = await sendMutation(app, name, input);
      expect(refusalsOf(answer.data.payload)).toEqual([`TOO_LARGE ${path}`]);
      expect([name, writesOf(answer)]).toEqual([name, []]);
    }
  });

  test('who may not change watchers changes none', async () => {
    const id = await newTicket(app, { cc: ['kept@example.org'] });
    const input = { id, role: 'CC', add: ['x@example.org'], remove: ['kept@example.org'] };
    const low = await mutate(app, 'changeTicketWatchers', input, { fields, as: 'low' });
    expect(low).toMatchObject({
      outcome: 'REJECTED',
      ticket: { cc: [{ emailAddress: 'kept@example.org' }] },
    });
    const missing = { ...input, id: '2000000000' };
    expect(refusalsOf(await mutate(app, 'changeTicketWatchers', missing))).toEqual([
      'NOT_FOUND id',
    ]);
  });
});
