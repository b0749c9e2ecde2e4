import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, credentialsOf, dataOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { pixelPng } from '../support/world/attached-files.js';

const maxBytes = 64 * 1024;
const authorization = credentialsOf('alice');
const bytes = (size: number) =>
  Buffer.from(Array.from({ length: size }, (_, at) => (at * 7) % 256));
const query = `mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) {
  outcome userErrors { code path }
  historyItem { html attachments(filter: { named: true }) { id filename contentType contentId size } }
} }`;

interface Stored {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly size: number;
}

// RT 4 takes uploads as RT 5 does; two backends keep this fast.
const chosen = sharedBackends().filter(({ name }, at) => at === 0 || name === 'RT 5');

describe.each(chosen)('uploads on $name', ({ url }) => {
  const app = appFor(url);
  const systemTmp = process.env['TMPDIR'];
  let server: Listening;
  let id: number;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'upload-test-'));
    process.env['TMPDIR'] = directory;
    const env = { RT_URL: url, PORT: '0', LOG_LEVEL: 'silent', MAX_UPLOAD_BYTES: `${maxBytes}` };
    const config = readConfig(env);
    const log = createLogger('silent');
    server = await listen(createApp(config, log), config, log);
    id = await newTicket(app, { subject: 'for uploads' });
  });
  afterEach(async () => {
    expect(await readdir(directory)).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all([server.stop(), app.close()]);
    if (systemTmp === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = systemTmp;
    await rm(directory, { recursive: true });
  });

  const post = (body: FormData | string, headers: Readonly<Record<string, string>>) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    });
  const preflight = { 'apollo-require-preflight': '1' };

  function form(operations: unknown, map: unknown, files: readonly (Buffer | undefined)[]) {
    const data = new FormData();
    data.set(
      'operations',
      typeof operations === 'string' ? operations : JSON.stringify(operations),
    );
    data.set('map', typeof map === 'string' ? map : JSON.stringify(map));
    files.forEach((file, at) => {
      if (file) data.set(String(at), new Blob([Uint8Array.from(file)]), `part-${at}.bin`);
    });
    return data;
  }

  /** Comments with files as parts of a multipart request; names and types are those given. */
  async function upload(files: readonly { name: string; body: Buffer; more?: object }[]) {
    const attachments = files.map(({ name, more }) => ({
      filename: name,
      content: { upload: null },
      ...more,
    }));
    const operations = { query, variables: { input: { id, attachments } } };
    const map = files.map((_, at) => [
      String(at),
      [`variables.input.attachments.${at}.content.upload`],
    ]);
    const body = form(
      operations,
      Object.fromEntries(map),
      files.map((file) => file.body),
    );
    const response = await post(body, preflight);
    return { status: response.status, ...(await response.json()) };
  }

  async function send(attachments: readonly object[], text?: string, isHtml = false) {
    const input = { id, attachments, ...(text && { body: { [isHtml ? 'html' : 'text']: text } }) };
    const body = JSON.stringify({ query, variables: { input } });
    const response = await post(body, { 'content-type': 'application/json' });
    return { status: response.status, ...(await response.json()) };
  }

  async function download(stored: Stored): Promise<Buffer> {
    const path = stored.id.replace('attachment/', '/attachments/');
    const response = await fetch(`${server.url}${path}`, { headers: { authorization } });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  const comments = async (): Promise<number> => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) { history(filter: { types: [COMMENT] }) { totalCount } } }`,
    });
    return ticket.history.totalCount;
  };

  const storedBy = (answer: {
    readonly data: {
      readonly commentOnTicket: {
        readonly historyItem: { readonly attachments: readonly Stored[] };
      };
    };
  }): readonly Stored[] => {
    const payload = answer.data.commentOnTicket;
    expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
    return payload.historyItem.attachments;
  };

  test.each([0, 1, 255, maxBytes])('a file of %i bytes arrives byte for byte', async (size) => {
    const body = bytes(size);
    const [stored] = storedBy(await upload([{ name: `file-${size}.bin`, body }]));
    expect(stored).toMatchObject({
      filename: `file-${size}.bin`,
      contentType: 'application/octet-stream',
    });
    if (stored) expect(await download(stored)).toEqual(body);
  });

  test('several files arrive in order, two of one name among them', async () => {
    const files = [
      { name: 'twin.bin', body: bytes(10) },
      { name: 'twin.bin', body: bytes(20) },
      { name: 'pixel.png', body: pixelPng, more: { contentType: 'image/png' } },
    ];
    const stored = storedBy(await upload(files));
    expect(stored.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['twin.bin', 'application/octet-stream'],
      ['twin.bin', 'application/octet-stream'],
      ['pixel.png', 'image/png'],
    ]);
    expect(await Promise.all(stored.map(download))).toEqual(files.map(({ body }) => body));
  });

  test.each([
    ['my, notes (final).txt', 'my, notes (final).txt'],
    ['say "hi".txt', 'say "hi".txt'],
    ['Übersicht 日本 😀.txt', 'Übersicht 日本 😀.txt'],
    ['per%22cent.txt', 'per%22cent.txt'],
    ["it's.txt", "it's.txt"],
    ['/etc/passwd', 'passwd'],
    ['C:\\temp\\a b.txt', 'a b.txt'],
    ['#1 -- id: ticket.txt', '#1 -- id: ticket.txt'],
  ])('the name %s is stored as %s', async (name, wanted) => {
    const [stored] = storedBy(await upload([{ name, body: bytes(5) }]));
    expect(stored?.filename).toBe(wanted);
    if (stored) expect(await download(stored)).toEqual(bytes(5));
  });

  test('names, types and content ids that RT cannot be told are refused', async () => {
    const before = await comments();
    for (const [more, path] of [
      [{ filename: 'a,"b".txt' }, 'filename'],
      [{ filename: '' }, 'filename'],
      [{ filename: 'dir/' }, 'filename'],
      [{ filename: 'x'.repeat(256) }, 'filename'],
      [{ contentType: 'text/plain\r\nX: y' }, 'contentType'],
      [{ contentType: 'nonsense' }, 'contentType'],
      [{ contentId: 'a>\r\nX: y' }, 'contentId'],
    ] as const) {
      const { data } = await send([{ filename: 'a.txt', content: { text: 'x' }, ...more }]);
      expect(data.commentOnTicket.userErrors).toEqual([
        { code: 'INVALID', path: ['attachments', '0', path] },
      ]);
    }
    expect(await comments()).toBe(before);
  });

  test('base64 and text arrive byte for byte', async () => {
    const text = '\n  naïve 😀\r\n\n';
    const stored = storedBy(
      await send(
        [
          { filename: 'a.bin', content: { base64: bytes(300).toString('base64') } },
          { filename: 'largest.bin', content: { base64: bytes(maxBytes).toString('base64') } },
          { filename: 'b.txt', content: { text } },
        ].slice(0, 3),
      ),
    );
    expect(await Promise.all(stored.map(download))).toEqual([
      bytes(300),
      bytes(maxBytes),
      Buffer.from(text),
    ]);
  });

  test('one byte more is 413 and nothing reaches RT', async () => {
    const before = await comments();
    const body = bytes(maxBytes + 1);
    const part = await upload([{ name: 'large.bin', body }]);
    const base64 = await send([{ filename: 'l', content: { base64: body.toString('base64') } }]);
    for (const answer of [part, base64]) {
      expect(answer.status).toBe(413);
      expect(answer.errors[0].extensions.code).toBe('PAYLOAD_TOO_LARGE');
    }
    const many = await upload(
      Array.from({ length: 11 }, (_, at) => ({ name: `${at}`, body: bytes(1) })),
    );
    expect([many.status, many.errors[0].extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await comments()).toBe(before);
  });

  test('an image that the HTML refers to is inline, and its cid is a download', async () => {
    const contentId = 'logo@example.org';
    const image = {
      filename: 'logo.png',
      contentType: 'image/png',
      contentId,
      content: { base64: pixelPng.toString('base64') },
    };
    const answer = await send([image], `<p>See <img src="cid:${contentId}"></p>`, true);
    const [stored] = storedBy(answer);
    expect(stored).toMatchObject({ contentType: 'image/png', contentId });
    const { html } = answer.data.commentOnTicket.historyItem;
    expect(html).not.toContain('cid:');
    expect(html).toContain(`/attachments/${stored?.id.replace('attachment/', '')}`);
    if (stored) expect(await download(stored)).toEqual(pixelPng);
  });

  test('another file of the same name and size is another input to an idempotency key', async () => {
    const place = 'variables.input.attachments.0.content.upload';
    const send = async (file: Buffer) => {
      const attachments = [{ filename: 'same.bin', content: { upload: null } }];
      const input = { id, attachments, idempotencyKey: 'an upload of its own' };
      const response = await post(
        form({ query, variables: { input } }, { 0: [place] }, [file]),
        preflight,
      );
      return response.json();
    };
    const first = await send(bytes(100));
    expect(first.data.commentOnTicket.outcome).toBe('APPLIED');
    expect(await send(bytes(100))).toEqual(first);
    const { errors } = await send(bytes(100).reverse());
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a multipart request without a header of its own is 403', async () => {
    const before = await comments();
    const input = { id, body: { text: 'across sites' } };
    const body = form({ query, variables: { input } }, {}, []);
    expect((await post(body, {})).status).toBe(403);
    expect((await post(body, { 'x-graphql-yoga-csrf': '' })).status).toBe(403);
    expect(await comments()).toBe(before);
  });

  test('a map or body that the specification does not allow is BAD_USER_INPUT', async () => {
    const before = await comments();
    const attachment = { filename: 'a', content: { upload: null } };
    const good = { query, variables: { input: { id, attachments: [attachment] } } };
    const place = 'variables.input.attachments.0.content.upload';
    for (const [operations, map, files] of [
      ['{ no json', { 0: [place] }, [bytes(1)]],
      [good, '{ no json', [bytes(1)]],
      [[good], { 0: [place] }, [bytes(1)]],
      [good, { 0: [place] }, []],
      [good, { 0: [] }, [bytes(1)]],
      [good, { 0: place }, [bytes(1)]],
      [good, { 0: ['query'] }, [bytes(1)]],
      [good, { 0: ['variables.__proto__.x'] }, [bytes(1)]],
      [good, { 0: ['variables.input.id'] }, [bytes(1)]],
      [good, { 0: [place, place] }, [bytes(1)]],
      [good, { 0: ['variables.nowhere.at.all'] }, [bytes(1)]],
      [good, {}, []],
    ] as const) {
      const response = await post(form(operations, map, files), preflight);
      const { errors } = await response.json();
      expect({ map, code: errors?.[0].extensions.code }).toEqual({ map, code: 'BAD_USER_INPUT' });
    }
    const type = 'multipart/form-data; boundary=x';
    for (const body of [
      '',
      '--x\r\n',
      '--x\r\nContent-Disposition: form-data; name="operations"',
    ]) {
      const response = await post(body, { ...preflight, 'content-type': type });
      expect(response.status).toBe(400);
    }
    const bare = await post('x', { ...preflight, 'content-type': 'multipart/form-data' });
    expect(bare.status).toBe(400);
    expect(await comments()).toBe(before);
  });
});
