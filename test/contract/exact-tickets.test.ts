import { afterAll, describe, expect, test } from 'vitest';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  refusalsOf,
  sendMutation,
  writesOf,
} from '../support/graphql/mutate.js';
import { startFailingProxy } from '../support/http/failing-proxy.js';
import { waysInto } from './ways.js';

/** Values that RT's REST 1.0 would change, by what they are for. */
const values = [
  { name: 'subject', changes: { subject: '  indented' }, path: 'subject' },
  { name: 'subject with a tab', changes: { subject: '\ttab' }, path: 'subject' },
  { name: 'line', changes: field('Single', '  indented'), path: 'customFields.0' },
  { name: 'text', changes: field('Body', '  a\n    b\n  c'), path: 'customFields.0' },
  { name: 'text after a line', changes: field('Body', '\n\na'), path: 'customFields.0' },
  { name: 'wiki text', changes: field('Wiki', '  * a\n  * b'), path: 'customFields.0' },
] as const;

function field(name: string, value: string) {
  return { customFields: [{ name, values: [value] }] };
}

const fields = `ticket { id number subject firstMessage { ... on MessageHistoryItem { text attachments(filter: { named: true }) { filename } } }
  customFields(names: ["Single", "Body", "Wiki", "Multi", "Odd Only"]) { name values }
  requestors { emailAddress } cc { emailAddress } dueAt links { uri type ticket { number } } }`;

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map((way) => ({
    url: backend.url,
    name: backend.name,
    way: way.name,
    env: way.env,
  })),
);

describe.each(ways)('tickets as they are on $name by $way', ({ name: backend, url, way, env }) => {
  const app = appFor(url, env);
  afterAll(() => app.close());

  test.each(ownRows(backend, values))('a new one with a $name', async ({ changes, path }) => {
    const input = { queue: 'General', subject: 'exact', ...changes };
    const payload = await mutate(app, 'createTicket', input, { fields });
    if (way === 'REST 1.0') {
      expect([payload.outcome, refusalsOf(payload)]).toEqual(['REJECTED', [`INVALID ${path}`]]);
      return;
    }
    expect([payload.outcome, payload.userErrors]).toEqual(['APPLIED', []]);
    expect(payload['ticket'].subject).toBe(input.subject);
    expect(valuesOf(payload['ticket'])).toMatchObject(
      'customFields' in changes
        ? Object.fromEntries(changes.customFields.map((one) => [one.name, one.values]))
        : {},
    );
  });

  test('a new one with all that belongs to it', async () => {
    const other = await newTicket(app);
    const input = {
      queue: 'Odd Queue',
      subject: 'all of it',
      requestors: ['alice@example.com', 'new.one@example.org'],
      cc: ['cc@example.org'],
      dueAt: '2031-07-01T10:20:30Z',
      priority: 7,
      owner: 'root',
      body: { text: 'hello\n\n  all' },
      attachments: [{ filename: 'ä b.txt', content: { text: 'file' } }],
      customFields: [
        { name: 'Multi', values: ['a', 'b, c', "d'e", '"f"'] },
        { name: 'Odd Only', values: ['odd'] },
      ],
      links: [
        { type: 'DEPENDS_ON', target: { ticket: String(other) } },
        { type: 'REFERS_TO', target: { uri: 'https://example.com/a,b' } },
        { type: 'REFERS_TO', target: { ticket: '2000000000' } },
      ],
    };
    const answer = await sendMutation(app, 'createTicket', input, { fields });
    const { payload } = answer.data;
    expect([payload.outcome, refusalsOf(payload)]).toEqual(['PARTIAL', ['NOT_FOUND links.2']]);
    const { ticket } = payload;
    expect(valuesOf(ticket)).toMatchObject({
      Multi: ['a', 'b, c', "d'e", '"f"'],
      'Odd Only': ['odd'],
    });
    expect(ticket).toMatchObject({
      subject: 'all of it',
      dueAt: '2031-07-01T10:20:30Z',
      firstMessage: { text: 'hello\n\n  all', attachments: [{ filename: 'ä b.txt' }] },
      cc: [{ emailAddress: 'cc@example.org' }],
    });
    expect(ticket.requestors).toHaveLength(2);
    expect(ticket.links.map(({ type }: { type: string }) => type).sort()).toEqual([
      'DEPENDS_ON',
      'REFERS_TO',
    ]);
    // The link that RT leaves out is asked for once more, for its reason.
    const writes = way === 'REST 1.0' ? ['ticket/link', 'ticket/link', 'ticket/new'] : ['ticket'];
    expect(writesOf(answer).toSorted()).toEqual([...writes, 'ticket/link'].sort());
  });

  const update = (id: number, changes: object, more: object = {}) =>
    mutate(app, 'updateTicket', { id, changes, ...more }, { fields });

  test.each(ownRows(backend, values))(
    'an update of a $name, alone and beside others',
    async ({ changes, path }) => {
      for (const more of [{}, { priority: 12, status: 'open' }]) {
        const id = await newTicket(app);
        const all = { ...changes, ...more };
        const payload = await update(id, all);
        if (way === 'REST 1.0') {
          const refusal = `INVALID changes.${path}`;
          expect([payload.outcome, refusalsOf(payload)]).toEqual(['REJECTED', [refusal]]);
          continue;
        }
        expect([payload.outcome, payload.userErrors]).toEqual(['APPLIED', []]);
        if ('subject' in changes) expect(payload['ticket'].subject).toBe(changes.subject);
        else {
          const stored = changes.customFields.map((one) => [one.name, one.values]);
          expect(valuesOf(payload['ticket'])).toMatchObject(Object.fromEntries(stored));
        }
        expect((await update(id, all)).outcome).toBe('UNCHANGED');
      }
    },
  );

  if (way === 'REST 1.0') return;

  test('what RT refuses of them is told', async () => {
    const id = await newTicket(app, { queue: 'Odd Queue' });
    const payload = await mutate(
      app,
      'updateTicket',
      { id, changes: { subject: '  not allowed', priority: 3 } },
      { as: 'low', fields: 'ticket { subject }' },
    );
    expect(['REJECTED', 'PARTIAL']).toContain(payload.outcome);
    expect(payload.userErrors.length).toBeGreaterThan(0);
    const own = await newTicket(app);
    const refused = await update(own, field('Digits', '  12'));
    expect(refusalsOf(refused)).toEqual(['RT_REFUSED changes.customFields.0']);
    expect(refused.outcome).toBe('REJECTED');
  });

  test('an update of the revision that was seen, which RT compares', async () => {
    const proxy = await startFailingProxy(url);
    const between = appFor(proxy.url, env);
    const id = await newTicket(app);
    const revisionOf = async () =>
      (await dataOf(app, { query: `{ ticket(id: ${id}) { revision } }` })).ticket.revision;
    const seen = await revisionOf();
    const first = await update(id, { subject: ' first' }, { ifRevision: seen });
    expect(first.outcome).toBe('APPLIED');
    const stale = await update(id, { subject: ' stale' }, { ifRevision: seen });
    expect(refusalsOf(stale)).toEqual(['CONFLICT ifRevision']);
    const now = await revisionOf();
    proxy.failing = async (path) => {
      proxy.failing = path.endsWith(`/REST/2.0/ticket/${id}`) ? undefined : proxy.failing;
      if (!proxy.failing) await update(id, { priority: 77 });
      return undefined;
    };
    const raced = await mutate(
      between,
      'updateTicket',
      { id, changes: { subject: ' raced', priority: 5 }, ifRevision: now },
      { fields: 'ticket { subject priority }' },
    );
    expect([raced.outcome, refusalsOf(raced)]).toEqual(['REJECTED', ['CONFLICT ifRevision']]);
    expect(raced['ticket']).toEqual({ subject: ' first', priority: 77 });
    await between.close();
    await proxy.close();
  });

  test('links of many kinds are one request', async () => {
    const [id, a, b] = [await newTicket(app), await newTicket(app), await newTicket(app)];
    const to = (ticket: number) => ({ ticket: String(ticket) });
    const links = [
      { type: 'REFERS_TO', target: to(a) },
      { type: 'DEPENDS_ON', target: to(2_000_000_000) },
      { type: 'DEPENDS_ON', target: to(b) },
      { type: 'MEMBERS', target: to(a) },
      { type: 'REFERS_TO', target: { uri: 'https://example.com/x,y' } },
      { type: 'DEPENDS_ON', target: to(id) },
    ];
    const linked = 'ticket { links { type uri ticket { number } } }';
    const answer = await sendMutation(app, 'addTicketLinks', { id, links }, { fields: linked });
    const { payload } = answer.data;
    expect(refusalsOf(payload)).toEqual(['NOT_FOUND links.1', 'RT_REFUSED links.5']);
    expect(payload.userErrors[1].rtMessage).toMatch(/itself/);
    expect(payload.ticket.links).toHaveLength(4);
    expect(answer.rt.calls.filter(({ operation }) => operation === 'ticket/links')).toHaveLength(1);
    const gone = links.filter((_, at) => [0, 2, 4].includes(at));
    const removed = await mutate(app, 'removeTicketLinks', { id, links: gone }, { fields: linked });
    expect([removed.outcome, removed['ticket'].links.length]).toEqual(['APPLIED', 1]);
  });
});

function valuesOf(ticket: {
  readonly customFields: readonly { readonly name: string; readonly values: readonly string[] }[];
}) {
  return Object.fromEntries(ticket.customFields.map(({ name, values: list }) => [name, list]));
}
