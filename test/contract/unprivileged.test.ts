import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../src/sandbox/world.js';
import type { App } from '../../src/server/app.js';
import { appFor, ask, basicAuth, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';

const world: World = {
  name: 'customers.example.com',
  timezone: 'UTC',
  queues: [{ name: 'General', description: 'the default' }],
  users: [
    {
      name: 'agent',
      password: 'agentpass1',
      privileged: true,
      emailAddress: 'agent@example.com',
      realName: 'An Agent',
    },
    {
      name: 'customer',
      password: 'customerpass1',
      privileged: false,
      emailAddress: 'customer@example.com',
      realName: 'A Customer',
      nickName: 'cus',
      organization: 'Customers',
      address1: '1 Main Street',
      city: 'Oxford',
      country: 'England',
      workPhone: '+44 1865 0',
      mobilePhone: '+44 7700 0',
      contactInfo: 'ring twice',
      language: 'en',
    },
  ],
  groups: [{ name: 'Ops', description: 'a group', members: ['agent'] }],
  customFields: [
    { name: 'Single', description: 'one', on: 'ticket', type: 'Freeform' },
    { name: 'Multi', description: 'many', on: 'ticket', type: 'Freeform', multiple: true },
  ],
  rights: ['ShowTicket', 'ReplyToTicket', 'SeeQueue', 'SeeCustomField'].map((right) => ({
    user: 'customer',
    queue: 'General',
    right,
  })),
};

describe.runIf(realRtAvailable(5))('an unprivileged user', () => {
  let rt: RealRt;
  let both: App;
  /** As root. */
  let alone: App;
  beforeAll(async () => {
    rt = await startRealRt(5, world);
    both = appFor(rt.url, { RT_REST: 'auto' });
    alone = appFor(rt.url, { RT_REST: '1' });
  }, 120_000);
  afterAll(async () => {
    await both?.close();
    await alone?.close();
    await rt?.stop();
  });
  const headers = { authorization: basicAuth('customer', 'customerpass1') };
  const asked = (query: string) => ask(both, { query, as: null, headers });

  test('reads the histories of tickets that were merged into theirs', async () => {
    const create = (subject: string) =>
      newTicket(alone, { queue: 'General', subject, body: { text: `text of ${subject}` } });
    const [from, into] = [await create('merged'), await create('kept')];
    await mutate(alone, 'replyToTicket', { id: from, body: { text: 'before the merge' } });
    await mutate(alone, 'mergeTicket', { id: from, intoId: into });
    await mutate(alone, 'replyToTicket', { id: into, body: { text: 'after the merge' } });
    const texts = ['text of merged', 'text of kept', 'before the merge', 'after the merge'];
    const filter = 'filter: { types: [CREATE, CORRESPOND] }';
    for (const history of ['history', 'history(last: 40)', `history(${filter})`]) {
      // By itself, and by the list of newest items, where no sentence is wanted.
      for (const more of ['', 'description']) {
        const { errors, data } = await asked(`{ ticket(id: ${into}) { ${history} {
          nodes { id ${more} ... on MessageHistoryItem { text } } } } }`);
        expect(errors).toBeUndefined();
        const read = data.ticket.history.nodes.flatMap(({ text }: { text?: string }) => text ?? []);
        expect(read).toEqual(texts);
      }
    }
  });

  test('reads custom fields, named or all', async () => {
    const customFields = [
      { name: 'Single', values: ['one, two'] },
      { name: 'Multi', values: ['a', "it's, b"] },
    ];
    const number = await newTicket(alone, { queue: 'General', subject: 'fields', customFields });
    const fields = [
      'customFields(names: ["Single", "Multi", "Nope"]) { name rawValue }',
      'customFields { name rawValue }',
    ];
    for (const wanted of fields) {
      for (const [query, path] of [
        [`{ ticket(id: ${number}) { subject ${wanted} } }`, 'ticket'],
        [`{ tickets(query: "Subject = 'fields'") { nodes { subject ${wanted} } } }`, 'tickets'],
      ] as const) {
        const { errors, data } = await asked(query);
        expect({ query, errors }).toEqual({ query, errors: undefined });
        const ticket = path === 'ticket' ? data.ticket : data.tickets.nodes[0];
        expect(ticket).toEqual({
          subject: 'fields',
          customFields: [
            { name: 'Multi', rawValue: String.raw`a,'it\'s, b'` },
            { name: 'Single', rawValue: 'one, two' },
          ],
        });
      }
    }
    const one = await asked(`{ ticket(id: ${number}) { customField(name: "single") { rawValue } }
      missing: ticket(id: 99999) { customFields { name } } }`);
    expect(one.data.ticket).toEqual({ customField: { rawValue: 'one, two' } });
    expect(one.errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['missing'], 'NOT_FOUND'],
    ]);
    // A number needs no definition.
    const counted = await newTicket(alone, {
      queue: 'General',
      subject: 'counted',
      customFields: [{ name: 'Single', values: ['17'] }],
    });
    const typed = await asked(
      `{ ticket(id: ${counted}) { customField(name: "Single") { intValue floatValue } } }`,
    );
    expect(typed.errors).toBeUndefined();
    expect(typed.data.ticket.customField).toEqual({ intValue: 17, floatValue: 17 });
    // RT tells these callers no definitions, of which one splits the values.
    const split = await asked(
      `{ ticket(id: ${number}) { customField(name: "Multi") { name values } } }`,
    );
    expect(split.data.ticket.customField).toEqual({ name: 'Multi', values: null });
    expect(split.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
  });

  test('reads a ticket that a group watches, without the members', async () => {
    const number = await newTicket(alone, {
      queue: 'General',
      subject: 'watched',
      cc: ['copied@example.com'],
    });
    const put = await fetch(`${rt.url}/REST/2.0/ticket/${number}`, {
      method: 'PUT',
      headers: {
        authorization: basicAuth('root', 'password'),
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        Cc: ['copied@example.com', rt.ids.groups['Ops']],
        AdminCc: [rt.ids.groups['Ops']],
      }),
    });
    expect(put.status).toBe(200);
    const people = 'subject cc { emailAddress } adminCc { emailAddress }';
    const privileged = await dataOf(both, { query: `{ ticket(id: ${number}) { ${people} } }` });
    expect(privileged.ticket.adminCc).toEqual([{ emailAddress: 'agent@example.com' }]);
    const { errors, data } = await asked(`{ ticket(id: ${number}) { ${people} }
      tickets(query: "Subject = 'watched'") { nodes { ${people} } } }`);
    expect(errors).toBeUndefined();
    const seen = { subject: 'watched', cc: [{ emailAddress: 'copied@example.com' }], adminCc: [] };
    expect(data).toEqual({ ticket: seen, tickets: { nodes: [seen] } });
  });

  test('reads all that RT tells them of themselves', async () => {
    const fields = `name emailAddress realName nickName organization address1 city country
      workPhone mobilePhone homePhone contactInfo language`;
    const { errors, data } = await asked(
      `{ viewer { user { ${fields} isPrivileged isDisabled } } }`,
    );
    expect(errors).toBeUndefined();
    // RT is asked by root for the same.
    const byRoot = await dataOf(alone, { query: `{ user(name: "customer") { ${fields} } }` });
    expect(byRoot.user).toMatchObject({
      organization: 'Customers',
      city: 'Oxford',
      language: 'en',
    });
    expect(data.viewer.user).toEqual({ ...byRoot.user, isPrivileged: false, isDisabled: false });
  });

  test('reads a message that is HTML only', async () => {
    const number = await newTicket(alone, {
      queue: 'General',
      subject: 'html',
      body: { html: '<p>It is <b>broken</b> &amp; old.</p><p>Please help</p>' },
    });
    const query = `{ ticket(id: ${number}) { firstMessage { text } } }`;
    const privileged = await dataOf(alone, { query });
    const { errors, data } = await asked(query);
    expect(errors).toBeUndefined();
    const words = (text: string) => text.trim().split(/\s+/);
    expect(words(data.ticket.firstMessage.text)).toEqual(
      words(privileged.ticket.firstMessage.text),
    );
    expect(data.ticket.firstMessage.text).toBe('It is broken & old.\n\nPlease help');
  });

  test('has no list of users asked of RT, which refuses it to them', async () => {
    await newTicket(alone, { queue: 'General', subject: 'owned', owner: 'root' });
    const answer = await asked(`{ user(name: "agent") { realName }
      tickets(query: "Subject = 'owned'") { nodes { owner { name realName } creator { name city } } } }`);
    expect(answer.data.user).toBeNull();
    expect(answer.data.tickets.nodes).toEqual([
      { owner: { name: 'root', realName: null }, creator: { name: 'root', city: null } },
    ]);
    const operations = answer.rt.calls.map(({ operation }) => operation);
    expect(operations).not.toContain('users');
  });
});
