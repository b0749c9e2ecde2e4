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

const ticketFields = `ticket {
  number subject status queue { name } owner { name } creator { name }
  requestors { emailAddress } cc { emailAddress } adminCc { emailAddress }
  priority initialPriority finalPriority
  timeEstimatedMinutes timeWorkedMinutes timeLeftMinutes
  startsAt startedAt dueAt resolvedAt sla
  firstMessage { text }
  customFields(names: ["Single", "Multi", "Select", "Sel Many", "Body", "Date", "IP", "Digits", "Odd: name"]) { name values }
  links { type uri }
}`;

describe.each(sharedBackends())('createTicket on $name', ({ url }) => {
  const app = appFor(url);
  afterAll(() => app.close());

  test('every field is read back as it was sent', async () => {
    const other = await newTicket(app);
    const customFields = [
      { name: 'Single', values: ['one, with comma'] },
      { name: 'Multi', values: ['a, b', "c'd", 'e\\f', '"g"'] },
      { name: 'Select', values: ['green, dark'] },
      { name: 'Sel Many', values: ["it's", 'back\\slash', '"dq"', 'green, dark'] },
      { name: 'Body', values: ['two\nlines\n'] },
      { name: 'Date', values: ['2031-02-03'] },
      { name: 'IP', values: ['192.168.1.5'] },
      { name: 'Digits', values: ['0042'] },
      { name: 'Odd: name', values: ['odd: value'] },
    ];
    const plain = {
      subject: 'all of it: 日本 😀 # -- "quoted"',
      status: 'open',
      priority: 7,
      initialPriority: 3,
      finalPriority: 90,
      timeEstimatedMinutes: 30,
      timeWorkedMinutes: 20,
      timeLeftMinutes: 10,
      startsAt: '2031-01-02T03:04:05Z',
      startedAt: '2031-01-03T03:04:05Z',
      dueAt: '2031-07-02T03:04:05Z',
    };
    const payload = await mutate(
      app,
      'createTicket',
      {
        ...plain,
        queue: 'General',
        owner: 'alice',
        requestors: ['alice@example.com', "o'brien@example.com"],
        cc: ['cc-one@example.org', 'cc-two@example.org'],
        adminCc: ['low@example.com'],
        body: { text: 'first\n\n  second\n--\nid: ticket/1\n' },
        customFields,
        links: [
          { type: 'REFERS_TO', target: { ticket: `ticket/${other}` } },
          { type: 'REFERS_TO', target: { uri: 'https://example.org/a,b?c=d' } },
        ],
      },
      { fields: ticketFields },
    );
    expect(payload.userErrors).toEqual([]);
    expect(payload.outcome).toBe('APPLIED');
    const { ticket } = payload;
    expect(ticket).toMatchObject({
      ...plain,
      queue: { name: 'General' },
      owner: { name: 'alice' },
      creator: { name: 'root' },
      resolvedAt: null,
      firstMessage: { text: 'first\n\n  second\n--\nid: ticket/1\n' },
    });
    const addresses = (people: readonly { readonly emailAddress: string }[]) =>
      people.map(({ emailAddress }) => emailAddress).sort();
    expect(addresses(ticket.requestors)).toEqual(['alice@example.com', "o'brien@example.com"]);
    expect(addresses(ticket.cc)).toEqual(['cc-one@example.org', 'cc-two@example.org']);
    expect(addresses(ticket.adminCc)).toEqual(['low@example.com']);
    for (const { name, values } of customFields) {
      const field = ticket.customFields.find((one: { name: string }) => one.name === name);
      expect({ name, values: [...field.values].sort() }).toEqual({
        name,
        values: [...values].sort(),
      });
    }
    expect(ticket.links).toHaveLength(2);
    expect(ticket.links.map(({ uri }: { uri: string }) => uri)).toContain(
      'https://example.org/a,b?c=d',
    );
  });

  test.each(['Sales, EMEA', 'R&D/Ops', 'Net Ops / NOC', 'Ünïcode 队列', 'help@desk'])(
    'the queue %s is found by its name',
    async (queue) => {
      const payload = await mutate(
        app,
        'createTicket',
        { queue, subject: 'in an odd queue' },
        { fields: 'ticket { queue { name } }' },
      );
      expect(payload).toMatchObject({ outcome: 'APPLIED', ticket: { queue: { name: queue } } });
    },
  );

  test.each([
    [
      'a value that is not in the list',
      { customFields: [{ name: 'Select', values: ['pink'] }] },
      'customFields.0',
    ],
    [
      'a value that the pattern forbids',
      { customFields: [{ name: 'Digits', values: ['abc'] }] },
      'customFields.0',
    ],
  ])('%s, which RT drops in silence, is a user error', async (_what, input, path) => {
    const payload = await mutate(
      app,
      'createTicket',
      { queue: 'General', subject: 'partly created', ...input },
      { fields: 'ticket { number subject }' },
    );
    expect(payload.outcome).toBe('PARTIAL');
    expect(refusalsOf(payload)).toEqual([`RT_REFUSED ${path}`]);
    expect(payload['ticket'].subject).toBe('partly created');
  });

  test.each([
    ['an unknown owner', { owner: 'nobody-like-this' }, 'NOT_FOUND owner'],
    ['a subject of two lines', { subject: 'one\nStatus: resolved' }, 'INVALID subject'],
    ['a subject with a carriage return', { subject: 'one\rtwo' }, 'INVALID subject'],
    ['a subject of 201 bytes', { subject: `${'é'.repeat(100)}x` }, 'TOO_LARGE subject'],
    [
      'an unknown field',
      { customFields: [{ name: 'No Such', values: ['1'] }] },
      'UNKNOWN_FIELD customFields.0',
    ],
    [
      'a field of another queue',
      { customFields: [{ name: 'Odd Only', values: ['1'] }] },
      'UNKNOWN_FIELD customFields.0',
    ],
    [
      'two values of a single field',
      { customFields: [{ name: 'Single', values: ['1', '2'] }] },
      'INVALID customFields.0',
    ],
    [
      'a field given twice',
      {
        customFields: [
          { name: 'Single', values: ['1'] },
          { name: 'single', values: ['2'] },
        ],
      },
      'INVALID customFields.1',
    ],
    [
      'a value with a line break among many',
      { customFields: [{ name: 'Multi', values: ['a\nb'] }] },
      'INVALID customFields.0',
    ],
    ['an owner of two lines', { owner: 'root\nStatus: resolved' }, 'INVALID owner'],
    ['a status of two lines', { status: 'new\nOwner: root' }, 'INVALID status'],
    ['a text of "0"', { body: { text: '0' } }, 'INVALID body.text'],
  ])('%s is refused before RT is asked to write', async (_what, input, refusal) => {
    const answer = await sendMutation(
      app,
      'createTicket',
      { queue: 'General', ...input },
      { fields: 'ticket { number }' },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.payload).toMatchObject({ outcome: 'REJECTED', ticket: null });
    expect(refusalsOf(answer.data.payload)).toEqual([refusal]);
    expect(writesOf(answer)).toEqual([]);
  });

  test('a subject of 200 bytes is kept whole', async () => {
    const subject = 'é'.repeat(100);
    const number = await newTicket(app, { subject });
    const { ticket } = await dataOf(app, { query: `{ ticket(id: ${number}) { subject } }` });
    expect(ticket.subject).toBe(subject);
  });

  test('a link that cannot be made leaves the ticket, and the other links', async () => {
    const other = await newTicket(app);
    const payload = await mutate(
      app,
      'createTicket',
      {
        queue: 'General',
        links: [
          { type: 'DEPENDS_ON', target: { ticket: '2000000000' } },
          { type: 'DEPENDS_ON', target: { ticket: String(other) } },
        ],
      },
      { fields: 'ticket { number links { type ticket { number } } }' },
    );
    expect(payload.outcome).toBe('PARTIAL');
    expect(payload.userErrors.map(({ path }) => path)).toEqual([['links', '0']]);
    expect(payload['ticket'].links).toEqual([{ type: 'DEPENDS_ON', ticket: { number: other } }]);
  });

  test.each(['low', 'norights'])('%s cannot create where the right is missing', async (as) => {
    const answer = await sendMutation(app, 'createTicket', { queue: 'Odd Queue' }, { as });
    expect(codesOf(answer)).toEqual([]);
    expect(refusalsOf(answer.data.payload)).toEqual(['NOT_FOUND queue']);
  });

  test('a queue that is not there is told like one that is hidden, and by RT itself', async () => {
    for (const queue of ['No Such', 'queue/2000000000', '2000000000']) {
      const { data } = await sendMutation(
        app,
        'createTicket',
        { queue },
        { fields: 'ticket { id }' },
      );
      expect(data.payload).toMatchObject({ outcome: 'REJECTED', ticket: null });
      expect(refusalsOf(data.payload)).toEqual(['NOT_FOUND queue']);
    }
    const planned = { queue: 'No Such', customFields: [{ name: 'Single', values: ['x'] }] };
    const answer = await sendMutation(app, 'createTicket', planned);
    expect(refusalsOf(answer.data.payload)).toEqual(['NOT_FOUND queue']);
    expect(writesOf(answer)).toEqual([]);
  });

  test('low creates where it may, and sees no more than it may', async () => {
    const payload = await mutate(
      app,
      'createTicket',
      { queue: 'General', subject: 'by low' },
      { fields: 'ticket { subject creator { name } }', as: 'low' },
    );
    expect(payload).toMatchObject({
      outcome: 'APPLIED',
      ticket: { subject: 'by low', creator: { name: 'low' } },
    });
  });
});
