import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';

const words = Buffer.from('Schöne Grüße, 日本 😀\r\n\n x\n');
const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const high = all.subarray(0xa0);
const utf16 = Buffer.from('\ufeffa, b\n', 'utf16le');
const mail = (body: Buffer) => Buffer.concat([Buffer.from('Subject: x\n\n'), body]);

/** The type that is sent, the bytes, and whether RT may keep the type. */
const files: readonly (readonly [string, Buffer, boolean])[] = [
  ['message/rfc822', mail(words), false],
  ['message/rfc822', mail(Buffer.from('plain\n')), true],
  ['message/delivery-status', mail(all), true],
  ['multipart/related', words, false],
  ['Multipart/Mixed; boundary=x', all, false],
  ['text/plain', utf16, false],
  ['text/plain; charset=utf-16', utf16, false],
  ['text/plain', Buffer.from('6c6f670afffe0001', 'hex'), false],
  ['text/html; charset=utf-8', all, false],
  ['text/plain; charset=utf-8', Buffer.from('a\ufffe\u{2ffff}b'), false],
  ['text/plain; charset=us-ascii', words, false],
  ['text/plain; charset=windows-1252', all, false],
  ['text/plain; charset=shift_jis', Buffer.from('93fa967b', 'hex'), false],
  ['text/plain; charset=x-unknown', words, false],
  ['text/csv; charset=utf-16', utf16, false],
  ['application/json; charset=utf-16', words, false],
  ['text/csv', utf16, true],
  ['text/csv; charset=utf-8', all, true],
  ['text/plain', words, true],
  ['text/plain; format=flowed; charset="UTF-8"', Buffer.from('\ufeffa\0b\ufffd'), true],
  ['text/plain; charset=utf-8', Buffer.alloc(0), true],
];

describe.each(sharedBackends())('files sent to $name', ({ url }) => {
  let app: App;
  let ticket: string;
  beforeAll(async () => {
    app = appFor(url, { MAX_COST_PER_MINUTE: '10000000' });
    const { data } = await ask(app, {
      query: 'mutation { createTicket(input: { queue: "General" }) { ticket { id } } }',
    });
    ticket = data.createTicket.ticket.id;
  });
  afterAll(() => app.close());

  const send = async (input: Readonly<Record<string, unknown>>) =>
    (
      await ask(app, {
        query: `mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) {
          outcome userErrors { code path }
          historyItem { attachments(filter: { named: true }) { filename contentType size base64 } }
        } }`,
        variables: { input: { id: ticket, ...input } },
      })
    ).data.commentOnTicket;
  const fileOf = (filename: string, contentType: string, bytes: Buffer) => ({
    filename,
    contentType,
    content: { base64: bytes.toString('base64') },
  });
  const stored = (filename: string, contentType: string, bytes: Buffer) => ({
    filename,
    contentType,
    size: expect.toSatisfy((size) => size === null || size === bytes.length),
    base64: bytes.toString('base64'),
  });

  test('come back byte for byte, whatever type they are called', async () => {
    const attachments = files.map(([type, bytes], at) => fileOf(`Ünï ${at}`, type, bytes));
    const payload = await send({ body: { text: 'files' }, attachments });
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    expect(payload.historyItem.attachments).toEqual(
      files.map(([type, bytes, isKept], at) => {
        const plainType = (type.split(';')[0] ?? '').toLowerCase();
        return stored(`Ünï ${at}`, isKept ? plainType : 'application/octet-stream', bytes);
      }),
    );
  });

  test('in another charset keep it, but for one that is all there is to a message', async () => {
    const file = fileOf('latin.txt', 'text/plain; charset=iso-8859-1', high);
    const among = await send({ body: { text: 'file' }, attachments: [file] });
    expect(among.historyItem.attachments).toEqual([stored('latin.txt', 'text/plain', high)]);
    const alone = await send({ attachments: [file] });
    expect(alone.historyItem.attachments).toEqual([
      stored('latin.txt', 'application/octet-stream', high),
    ]);
  });

  test('with names that RT would change are refused, and nothing is stored', async () => {
    const names = [
      '=?utf-8?Q?x?=.txt',
      'é=?iso-8859-1?b?eA==?=',
      ' x',
      'x ',
      'x\u00a0',
      'a  b',
      'a\tb',
      'a\nb',
      'a\rb',
      'a\0b',
      '"x"',
      'a\ufffeb',
      'a\u{1ffff}b',
      'a\ud800b',
    ];
    const good = fileOf('good.bin', 'image/png', high);
    const attachments = [good, ...names.map((name) => ({ ...good, filename: name }))];
    const payload = await send({ body: { text: 'names' }, attachments });
    expect(payload).toEqual({
      outcome: 'REJECTED',
      userErrors: names.map((_, at) => ({
        code: 'INVALID',
        path: ['attachments', String(at + 1), 'filename'],
      })),
      historyItem: null,
    });
    const kept = [
      "utf-8''x.txt",
      'a%20b=?c',
      'name*0=x',
      'a;b=c',
      "it's",
      '#x: y',
      '\u202efdp.exe',
    ];
    const others = await send({ attachments: kept.map((filename) => ({ ...good, filename })) });
    expect(others.outcome).toBe('APPLIED');
    expect(
      others.historyItem.attachments.map(({ filename }: { filename: string }) => filename),
    ).toEqual(kept);
  });

  test.each(['\ufffe', '\uffff', '\ufdd0', '\ufdef', '\u{1fffe}', '\u{10ffff}', '\udc00'])(
    'a text with %j is refused wherever RT takes one',
    async (char) => {
      const text = `a${char}b`;
      expect(await send({ body: { text } })).toMatchObject({
        outcome: 'REJECTED',
        userErrors: [{ code: 'INVALID', path: ['body', 'text'] }],
      });
      const { data } = await ask(app, {
        query: `mutation ($id: ID!, $text: String!) {
          updateTicket(input: { id: $id, changes: { subject: $text } }) { outcome userErrors { code path } }
          createTicket(input: { queue: "General", subject: $text, body: { text: $text } }) {
            outcome userErrors { code }
          }
        }`,
        variables: { id: ticket, text },
      });
      expect(data.updateTicket).toEqual({
        outcome: 'REJECTED',
        userErrors: [{ code: 'INVALID', path: ['changes', 'subject'] }],
      });
      expect(data.createTicket.outcome).toBe('REJECTED');
    },
  );
});
