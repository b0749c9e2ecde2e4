import { afterAll, describe, expect, test } from 'vitest';
import { appFor, codesOf, dataOf } from '../support/ask.js';
import { mutate, newTicket, refusalsOf, sendMutation, writesOf } from '../support/mutate.js';
import { sharedBackends } from '../support/shared-backends.js';

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
