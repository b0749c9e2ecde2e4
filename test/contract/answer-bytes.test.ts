import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, credentialsOf } from '../support/graphql/ask.js';
import { sendMutation } from '../support/graphql/mutate.js';

const kib = 1024;
const limit = 100 * kib;
const fileSize = 20 * kib;

describe.each(sharedBackends())('files and texts in one answer, on $name', ({ url }) => {
  const app = appFor(url);
  const small = appFor(url, { MAX_ANSWER_BYTES: String(limit) });
  const smallest = appFor(url, { MAX_ANSWER_BYTES: '1' });
  afterAll(() => Promise.all([app.close(), small.close(), smallest.close()]));

  let ticket: string;
  let files: readonly string[];
  beforeAll(async () => {
    const { data } = await sendMutation(
      app,
      'createTicket',
      {
        queue: 'General',
        subject: 'many bytes',
        body: { text: `${'x'.repeat(9)}\n`.repeat(2 * kib) },
        attachments: Array.from({ length: 8 }, (_, at) => ({
          filename: `${at}.bin`,
          content: { base64: Buffer.alloc(fileSize, at + 128).toString('base64') },
        })),
      },
      { fields: 'ticket { id attachments(filter: { named: true }) { nodes { id } } }' },
    );
    ticket = data.payload.ticket.id;
    files = data.payload.ticket.attachments.nodes.map(({ id }: { id: string }) => id);
    expect(files).toHaveLength(8);
  });

  const told = { name: 'MAX_ANSWER_BYTES', allowed: limit };

  test('are answered up to MAX_ANSWER_BYTES', async () => {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Attachment { base64 } } }';
    const few = await ask(small, { query, variables: { ids: files.slice(0, 3) } });
    expect(few.errors).toBeUndefined();
    const many = await ask(app, { query, variables: { ids: files } });
    expect(many.errors).toBeUndefined();
    const { data } = await ask(app, { query: '{ rtServer { limits { maxAnswerBytes } } }' });
    expect(data.rtServer.limits.maxAnswerBytes).toBe(64 * kib * kib);
  });

  test.each([
    ['files', 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Attachment { id base64 } } }'],
    [
      'the same file under several names',
      `query ($id: ID!) { attachment(id: $id) { id ${'abcdef'.replace(/./g, '$&: base64 ')} } }`,
    ],
    [
      'the same text under several names',
      `query ($ticket: ID!) { ticket(id: $ticket) { id history(first: 1) { nodes { ... on TicketCreatedItem { ${'abcdef'.replace(/./g, '$&: text ')} } } } } }`,
    ],
  ])('beyond it are QUERY_TOO_COSTLY at their fields, if they are %s', async (_, query) => {
    const given = { ids: files, id: files[0], ticket };
    const names = [...query.matchAll(/\$(\w+):/g)].map(([, name]) => String(name));
    const variables = Object.fromEntries(
      Object.entries(given).filter(([key]) => names.includes(key)),
    );
    const answer = await ask(small, { query, variables });
    expect(new Set(codesOf(answer))).toEqual(new Set(['QUERY_TOO_COSTLY']));
    for (const { extensions, message, path } of answer.errors ?? []) {
      expect(extensions['limit']).toMatchObject(told);
      expect(message).toContain('MAX_ANSWER_BYTES');
      expect(path?.length).toBeGreaterThan(1);
    }
    const length = JSON.stringify(answer.data).length;
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(limit + 20 * kib);
    const whole = await ask(app, { query, variables });
    expect(whole.errors).toBeUndefined();
  });

  test('do not limit a download', async () => {
    const request = new Request(
      `http://localhost/${files[0]?.replace('attachment', 'attachments')}`,
      {
        headers: { authorization: credentialsOf('root') },
      },
    );
    const response = await smallest.fetch(request);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBe(fileSize);
  });

  test('that are too many make no write look like none', async () => {
    const subject = `bytes ${Date.now()}`;
    const answer = await sendMutation(smallest, 'createTicket', { queue: 'General', subject });
    const search = `{ tickets(query: ${JSON.stringify(`Subject = '${subject}'`)}) { totalCount } }`;
    const found = await ask(app, { query: search });
    const count = found.data.tickets.totalCount;
    // Either nothing was written and an error says so, or the write is told as one that may have been done.
    if (count === 0) expect(codesOf(answer)).toEqual(['QUERY_TOO_COSTLY']);
    else expect(answer.data.payload.userErrors[0]?.code).toBe('UNKNOWN_OUTCOME');
  });
});
