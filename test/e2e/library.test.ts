import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/library.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { freePort } from '../support/real-rt/rt-process.js';

const text = readFileSync('docs/library.md', 'utf8');
const blocks = [...text.matchAll(/## ([^\n]+)\n(?:(?!\n## )[\s\S])*?```js\n([\s\S]*?)```/g)];
const programs = new Map(blocks.map(([, heading = '', code = '']) => [heading, code]));

let running: ChildProcess | undefined;
afterEach(() => running?.kill('SIGKILL'));

async function start(code: string): Promise<string> {
  const port = await freePort();
  // A package finds itself by its name.
  const args = ['--input-type=module', '--eval', code];
  running = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 400; tries++) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return url;
    await sleep(50);
  }
  throw new Error('the program does not listen');
}

const query = '{ viewer { user { name } } }';
const viewer = { data: { viewer: { user: { name: 'root' } } } };
const json = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' };

/** A query, an upload, a download and a WebSocket. */
async function useIt(base: string): Promise<void> {
  const post = (body: string | FormData) =>
    fetch(`${base}/graphql`, {
      method: 'POST',
      headers: typeof body === 'string' ? json : { 'x-graphql-yoga-csrf': '1' },
      body,
    });
  expect(await (await post(JSON.stringify({ query }))).json()).toEqual(viewer);
  const form = new FormData();
  const create = `mutation ($file: Upload!) { createTicket(input: { queue: "General", subject: "x", body: { text: "x" },
    attachments: [{ filename: "a.bin", content: { upload: $file } }] }) { ticket { attachments(first: 1, filter: { named: true }) { nodes { id } } } } }`;
  form.set('operations', JSON.stringify({ query: create, variables: { file: null } }));
  form.set('map', JSON.stringify({ file: ['variables.file'] }));
  const bytes = Buffer.alloc(100_000, 'hum');
  form.set('file', new Blob([bytes]), 'a.bin');
  const id = /attachment\/(\d+)/.exec(await (await post(form)).text())?.[1];
  const downloaded = await (await fetch(`${base}/attachments/${id}`)).arrayBuffer();
  expect(Buffer.from(downloaded).equals(bytes)).toBe(true);
  const linked = `{ node(id: "attachment/${id}") { ... on Attachment { downloadUrl } } }`;
  const { data } = await (await post(JSON.stringify({ query: linked }))).json();
  const throughLink = await (await fetch(data.node.downloadUrl)).arrayBuffer();
  expect(Buffer.from(throughLink).equals(bytes)).toBe(true);
  expect((await fetch(`${base}/ready`)).status).toBe(200);
  const client = createClient({
    url: `${base.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  expect((await client.iterate({ query }).next()).value).toEqual(viewer);
  await client.dispose();
}

describe('docs/library.md', () => {
  test.each([
    ['node:http', ''],
    ['Express', '/help'],
    ['Fastify', '/help'],
    ['Hono', '/help'],
  ])('its program for %s serves everything', async (name, path) => {
    const base = (await start(programs.get(name) ?? '')) + path;
    await useIt(base);
    if (path === '') return;
    expect((await fetch(`${new URL(base).origin}/graphql`)).status).toBe(404);
    const bare = await fetch(base, { redirect: 'manual' });
    expect([bare.status, bare.headers.get('location')]).toEqual([302, `${path}/graphql`]);
  });

  test('its schema prints', async () => {
    const args = ['--input-type=module', '--eval', programs.get('The schema') ?? ''];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 10_000_000 });
    expect(stdout).toContain('type Ticket implements Node {');
  });
});

describe('a body that a middleware has read', () => {
  test.each([
    ['parsed as JSON', 'application/json', JSON.parse, 200],
    ['kept as it was', 'application/json', String, 200],
    ['thrown away', 'application/json', () => undefined, 500],
    ['and is no JSON', 'multipart/form-data; boundary=x', () => ({ file: 1 }), 500],
  ] as const)('%s', async (_, type, parse, status) => {
    const rt = await startSandbox();
    const env = { RT_URL: rt.url, RT_USER: 'root', RT_PASSWORD: 'password', LOG_LEVEL: 'silent' };
    const app = createApp(readConfig(env));
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      await app.handler(Object.assign(request, { body: parse(body) }), response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { ...json, 'content-type': type },
      body: JSON.stringify({ query }),
    });
    expect(answer.status).toBe(status);
    const told = await answer.text();
    if (status === 200) expect(JSON.parse(told)).toEqual(viewer);
    else expect(told).toContain('has already read the request body');
    server.close();
    await Promise.all([app.close(), rt.close()]);
  });
});

describe('the program for Express behind a body parser of Express', () => {
  test.each([
    'express.json()',
    "express.json({ limit: '20mb', strict: false })",
    "express.text({ type: 'application/json' })",
    "express.raw({ type: 'application/json' })",
    'express.urlencoded({ extended: true })',
  ])('%s', async (parser) => {
    const code = programs.get('Express') ?? '';
    const site = 'const site = express();';
    expect(code).toContain(site);
    const base = await start(code.replace(site, `${site}\nsite.use(${parser});`));
    await useIt(`${base}/help`);
    const variables = { text: 'Grüße "\\" \u2028 😀' };
    const asked = 'query ($text: String!) { ticketCount(filter: { subject: { eq: $text } }) }';
    const answer = await fetch(`${base}/help/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query: asked, variables }),
    });
    expect(await answer.json()).toEqual({ data: { ticketCount: 0 } });
  });

  test('that takes uploads for its own is told', async () => {
    const code = programs.get('Express') ?? '';
    const site = 'const site = express();';
    const parser = "express.raw({ type: 'multipart/form-data' })";
    const lost = '(request, response, next) => { delete request.body; next(); }';
    const base = await start(code.replace(site, `${site}\nsite.use(${parser}, ${lost});`));
    const form = new FormData();
    form.set('operations', '{}');
    const answer = await fetch(`${base}/help/graphql`, { method: 'POST', body: form });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('has already read the request body');
  });
});

test('createApp rejects a configuration whose state it cannot open', () => {
  const env = { RT_URL: 'http://rt', STATE_DIR: '/tmp' };
  expect(() => createApp(readConfig(env))).toThrow(/openApp/);
});
