import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type RecordingProxy, recordingProxy } from '../support/http/recording-proxy.js';
import { rawAnswer, rawConnection } from '../support/http/slow-client.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { isReplicated } from '../support/replicas/replicated.js';
import { testWorld } from '../support/world/world.js';

let sandbox: Sandbox;
let rt: RecordingProxy;
let server: CliServer;
let directory = '';
let temporary = '';
/** An attachment of five megabytes. */
let large = '';

const authorization = credentialsOf('root');
const megabyte = 1024 * 1024;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'threats-files-'));
  temporary = join(directory, 'tmp');
  await mkdir(temporary);
  sandbox = await startSandbox({ world: testWorld });
  rt = await recordingProxy(sandbox.url);
  server = await startCli({
    RT_URL: rt.url,
    LOG_LEVEL: 'warn',
    TMPDIR: temporary,
    RT_TIMEOUT_MS: '2500',
    MAX_UPLOAD_BYTES: String(6 * megabyte),
  });
  await ask('mutation { createTicket(input: { queue: "General" }) { outcome } }');
  const content = { base64: Buffer.alloc(5 * megabyte, 'five').toString('base64') };
  const { id } = await comment([{ filename: 'large.bin', content }]);
  large = id.replace('attachment/', '/attachments/');
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
  await sandbox?.close();
  await rm(directory, { recursive: true, force: true });
});

async function ask(query: string, variables: object = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const commenting = `mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) {
  outcome historyItem { attachments(filter: { named: true }) { id filename contentType contentId isInline } }
} }`;

async function comment(attachments: readonly object[]) {
  const { data } = await ask(commenting, { input: { id: 1, attachments } });
  return data.commentOnTicket.historyItem.attachments[0];
}

const download = (path: string, headers: Readonly<Record<string, string>> = { authorization }) =>
  fetch(`${server.url}${path}`, { headers });
const uploadDirectories = async () =>
  (await readdir(temporary)).filter((name) => name.startsWith('rt-graphql-'));
const writes = () => rt.requests.filter(({ url }) => /\/(?:comment|new|edit)$/.test(url)).length;

const operations = JSON.stringify({
  query: commenting,
  variables: { input: { id: 1, attachments: [{ filename: 'a.txt', content: { upload: null } }] } },
});
const map = '{"0":["variables.input.attachments.0.content.upload"]}';
const part = (headers: string, content = '') => `--bb\r\n${headers}\r\n\r\n${content}\r\n`;
const field = (name: string, content: string) =>
  part(`Content-Disposition: form-data; name="${name}"`, content);
const file = (headers: string, content = 'bytes') =>
  part(`Content-Disposition: form-data; name="0"; filename="a.txt"${headers}`, content);

const send = (body: string) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization,
      'x-graphql-yoga-csrf': '1',
      'content-type': 'multipart/form-data; boundary=bb',
    },
    body: `${body}--bb--\r\n`,
  });

describe('an upload', () => {
  test.each([
    ['of ten thousand empty parts', part('').repeat(10_000)],
    ['of thirty fields', Array.from({ length: 30 }, (_, at) => field(`f${at}`, 'x')).join('')],
    ['with a name of a megabyte', field('n'.repeat(megabyte), 'x')],
    ['with headers of a megabyte', part(`X-Long: ${'x'.repeat(megabyte)}`, 'x')],
    ['with an operation of a megabyte', field('operations', `"${'x'.repeat(megabyte)}"`)],
    [
      'whose header starts with a space',
      part(' Content-Disposition: form-data; name="operations"', operations),
    ],
    ['whose header is a tab', part('\t', 'x')],
    [
      'that maps a file to a thousand places',
      field('operations', operations) +
        field('map', `{"0":[${'"variables.a",'.repeat(999)}"variables.a"]}`) +
        file(''),
    ],
    [
      'that maps a file far beyond a list',
      field('operations', operations) +
        field('map', '{"0":["variables.input.attachments.99999999"]}') +
        file(''),
    ],
  ])('%s is refused at once', async (_, body) => {
    const before = writes();
    const start = performance.now();
    const response = await send(body);
    expect([400, 413]).toContain(response.status);
    expect(performance.now() - start).toBeLessThan(1500);
    expect(writes()).toBe(before);
    expect(await uploadDirectories()).toEqual([]);
  });

  test('whose operation is invalid leaves nothing on the disk', async () => {
    const before = writes();
    const wrong = operations.replace('outcome historyItem', 'nobodyKnows historyItem');
    const response = await send(
      field('operations', wrong) + field('map', map) + file('', 'x'.repeat(megabyte)),
    );
    expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(writes()).toBe(before);
    expect(await uploadDirectories()).toEqual([]);
  });

  test('that breaks off in the middle never reaches RT and leaves nothing on the disk', async () => {
    const before = writes();
    const body =
      field('operations', operations) + field('map', map) + file('', 'x'.repeat(megabyte));
    const connection = rawConnection(
      server.url,
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nx-graphql-yoga-csrf: 1\r\ncontent-type: multipart/form-data; boundary=bb\r\ncontent-length: ${body.length + 100}\r\n\r\n${body}`,
    );
    await expect.poll(uploadDirectories).toHaveLength(1);
    connection.socket.destroy();
    await expect.poll(uploadDirectories, { timeout: 5000 }).toEqual([]);
    expect(writes()).toBe(before);
  });

  test('tells RT its own name and type, and none of the headers of its part', async () => {
    const headers =
      '\r\nContent-Type: text/plain\r\nContent-ID: <forged@x>\r\nContent-Location: http://evil.example/\r\nX-RT-Sign: 1';
    const response = await send(
      field('operations', operations) + field('map', map) + file(headers),
    );
    const { data } = await response.json();
    expect(data.commentOnTicket.historyItem.attachments).toMatchObject([
      { filename: 'a.txt', contentType: 'text/plain', contentId: null, isInline: false },
    ]);
    expect(rt.requests.at(-1)?.body).not.toContain('forged');
    expect(rt.requests.map(({ body }) => body).join('')).not.toMatch(
      /forged|evil\.example|X-RT-Sign/,
    );
  });
});

describe('a download that breaks off', () => {
  /** What the server has logged of it. */
  const lines = () =>
    server
      .stdout()
      .split('\n')
      .filter((line) => line.includes('a download broke off'))
      .map((line) => JSON.parse(line));

  test('because RT does is one line in the log, which names the attachment and the reason', async () => {
    rt.mode = 'torn';
    try {
      const response = await download(large);
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer()).rejects.toThrow();
    } finally {
      rt.mode = 'forward';
    }
    await expect.poll(lines).toHaveLength(1);
    const [line] = lines();
    expect(line).toMatchObject({ level: 40, attachment: Number(large.split('/').at(-1)) });
    expect(line.err.message).toMatch(/RT|aborted|closed|terminated/);
    expect(JSON.stringify(line)).not.toMatch(/password|RT_SID|Basic/i);
  });

  test('because its client goes away is not worth a line', async () => {
    const before = lines().length;
    const stop = new AbortController();
    const response = await fetch(`${server.url}${large}`, {
      headers: { authorization },
      signal: stop.signal,
    });
    await response.body?.getReader().read();
    stop.abort();
    await sleep(500);
    const whole = await (await download(large)).arrayBuffer();
    expect(whole.byteLength).toBe(5 * megabyte);
    expect(lines()).toHaveLength(before);
  });
});

describe('a download', () => {
  test.each([
    ['a.html', 'text/html'],
    ['a.svg', 'image/svg+xml'],
    ['a.xml', 'application/xml'],
    ['a.xhtml', 'application/xhtml+xml'],
    ['a.pdf', 'application/pdf'],
    ['a.js', 'text/javascript'],
    ['a.gif', 'image/gif'],
  ])('of %s as %s runs nowhere', async (filename, contentType) => {
    const { id } = await comment([
      { filename, contentType, content: { text: 'GIF89a/*<script>alert(1)</script>*/' } },
    ]);
    const path = id.replace('attachment/', '/attachments/');
    const response = await download(`${path}?disposition=inline`);
    const isImage = contentType === 'image/gif';
    expect(response.headers.get('content-type')).toBe(
      isImage ? 'image/gif' : 'application/octet-stream',
    );
    expect(response.headers.get('content-disposition')).toMatch(
      isImage ? /^inline;/ : /^attachment;/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  test.each([
    'RT/5.0.3 401 Credentials required\n\n',
    '# Attachment 5 does not exist.\n',
    '\n--\n\nid: ticket/2\n',
    '\n',
    'RT/5.0.3 200 Ok\n\n\n\n',
  ])('whose bytes look like RT speaking, %j, comes back as they are', async (text) => {
    const { id } = await comment([
      { filename: 'x.bin', content: { base64: Buffer.from(text).toString('base64') } },
    ]);
    const response = await download(id.replace('attachment/', '/attachments/'));
    expect(await response.text()).toBe(text);
  });

  test('by twenty at once takes no memory to speak of', async () => {
    const before = await server.memory();
    const sizes = await Promise.all(
      Array.from(
        { length: 20 },
        async () => (await (await download(large)).arrayBuffer()).byteLength,
      ),
    );
    // Some may have found all places taken; none was cut short.
    expect(new Set(sizes.filter((size) => size > 1000))).toEqual(new Set([5 * megabyte]));
    expect((await server.memory()) - before).toBeLessThan(200 * megabyte);
  });

  test('whose client goes away gives its place back', async () => {
    for (let round = 0; round < 8; round++) {
      const abort = new AbortController();
      const response = await fetch(`${server.url}${large}`, {
        headers: { authorization },
        signal: abort.signal,
      });
      expect(response.status).toBe(200);
      abort.abort();
    }
    const start = performance.now();
    expect(await ask('{ ticket(id: 1) { number } }')).toEqual({ data: { ticket: { number: 1 } } });
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('whose client pauses longer than RT may come whole', async () => {
    const connection = rawConnection(
      server.url,
      `GET ${large} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`,
    );
    connection.socket.pause();
    await sleep(5000);
    connection.socket.resume();
    await connection.closed;
    expect(connection.text().length).toBeGreaterThan(5 * megabyte);
  });

  test('whose client stops reading is cut in the end, not left hanging', async () => {
    const connection = rawConnection(
      server.url,
      `GET ${large} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`,
    );
    connection.socket.pause();
    // RT has long sent it. Its reader takes less than 16 KiB a second over ten seconds.
    await sleep(24_000);
    connection.socket.resume();
    // Had it come whole, its connection would stay open for 5 s more.
    expect(await connection.closed).toBeLessThan(28_000);
    expect(connection.text()).toContain(`content-length: ${5 * megabyte}`);
    // A balancer and its two connections have room for all of it.
    if (!isReplicated()) expect(connection.text().length).toBeLessThan(5 * megabyte);
    expect(await ask('{ ticket(id: 1) { number } }')).toEqual({ data: { ticket: { number: 1 } } });
  });

  test('is never another caller’s, nor anybody’s without a login', async () => {
    expect((await download(large, {})).status).toBe(401);
    const low = await download(large, { authorization: credentialsOf('norights') });
    expect(low.status).toBe(404);
    const head = await rawAnswer(
      server.url,
      `HEAD ${large} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`,
      5000,
    );
    expect(head).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n$/);
  });
});
