import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import {
  mutate,
  newTicket,
  refusalsOf,
  sendMutation,
  writesOf,
} from '../support/graphql/mutate.js';
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

describe.each(ways)('tickets as they are on $name by $way', ({ url, way, env }) => {
  const app = appFor(url, env);
  afterAll(() => app.close());

  test.each(values)('a new one with a $name', async ({ changes, path }) => {
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
});

function valuesOf(ticket: {
  readonly customFields: readonly { readonly name: string; readonly values: readonly string[] }[];
}) {
  return Object.fromEntries(ticket.customFields.map(({ name, values: list }) => [name, list]));
}
