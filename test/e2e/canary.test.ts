import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxToken } from '../../src/sandbox/http/sessions.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { basicAuth } from '../support/graphql/ask.js';
import {
  type ProxyMode,
  type RecordingProxy,
  recordingProxy,
} from '../support/http/recording-proxy.js';
import { type CliServer, startCli } from '../support/process/cli-server.js';
import { testWorld } from '../support/world/world.js';

/** Secrets that must come out nowhere. Each is used in good requests and in bad ones. */
const secrets: Record<string, string> = {
  password: 'S3cr3t-⚡-canary',
  wrongPassword: 'Wr0ng-⚡-canary',
  newPassword: 'N3w-⚡-canary-password',
  shortPassword: 'z⚡7q',
  servicePassword: 'Serv1ce-⚡-canary',
  token: sandboxToken(900, 'canary'),
  wrongToken: '1-14-c4narybadbadbadbad',
  gatewayToken: '1-14-c4nary0fthegateway',
  gatewaySecret: 'gateway-canary-⚡-of-thirty-two-letters',
  signingKey: 'signing-canary-⚡-of-thirty-two-letters!',
  passedCookie: 'c0ffee00c0ffee00c0ffee00c0ffee00',
};
const { password = '', wrongPassword = '', token = '', wrongToken = '' } = secrets;

/** A text the ways that it may be written in a log, a URL or a dump. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('latin1'),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    secret.replace('⚡', '\\u26a1'),
    bytes.toString('hex'),
    ...['', 'canary:', 'root:', 'service:'].flatMap((before) => {
      const pair = Buffer.from(before + secret);
      return [pair.toString('base64').replace(/=+$/, ''), pair.toString('base64url')];
    }),
  ];
}

let sandbox: Sandbox;
let rt: RecordingProxy;
let server: CliServer;
let directory = '';
/** Everything that came back: status line, headers and bodies. */
const answers: { readonly to: string; readonly text: string; readonly status: number }[] = [];
const browserCookies: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'canary-test-'));
  const temporary = join(directory, 'tmp');
  const tokens = join(directory, 'tokens.json');
  await writeFile(tokens, JSON.stringify({ alice: secrets['gatewayToken'] }));
  await mkdir(temporary);
  const people = [
    { name: 'canary', password, privileged: true },
    { name: 'service', password: secrets['servicePassword'] ?? '', privileged: true },
  ];
  sandbox = await startSandbox({
    world: {
      ...testWorld,
      users: [...testWorld.users, ...people],
      rights: [...testWorld.rights, { user: 'canary', right: 'SuperUser' }],
    },
  });
  rt = await recordingProxy(sandbox.url);
  server = await startCli({
    RT_URL: rt.url,
    LOG_LEVEL: 'trace',
    TMPDIR: temporary,
    RT_TIMEOUT_MS: '400',
    OPERATION_TIMEOUT_MS: '1500',
    RT_USER: 'service',
    RT_PASSWORD: secrets['servicePassword'] ?? '',
    COOKIE_AUTH: 'on',
    RT_COOKIE_PASSTHROUGH: 'on',
    RT_COOKIE_NAME: 'RT_SID_rt.example.com.80',
    SIGNING_KEY: secrets['signingKey'] ?? '',
    GATEWAY_SECRET: secrets['gatewaySecret'] ?? '',
    GATEWAY_TOKENS: tokens,
    TRUSTED_GATEWAYS: '127.0.0.0/8',
  });
});

afterAll(async () => {
  await server?.stop();
  await rt?.close();
  await sandbox?.close();
  await rm(directory, { recursive: true, force: true });
});

interface Sending {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

async function send(to: string, { path = '/graphql', method, headers, body }: Sending) {
  const response = await fetch(`${server.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  // Our own cookie is meant for its browser, and for nobody else.
  const own = /__Host-rtgql=([\w-]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (own !== undefined) browserCookies.push(own);
  const told = [...response.headers].filter(([name]) => name !== 'set-cookie' || !own);
  const content = await response.text();
  answers.push({ to, status: response.status, text: `${JSON.stringify(told)}\n${content}` });
  return { status: response.status, own, content };
}

const csrf = { 'x-graphql-yoga-csrf': '1' };
const gql = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const viewer = gql('{ viewer { user { name } } }');
const createUser = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome } }';
const own = { authorization: basicAuth('canary', password) };

/** Requests that carry the secrets in every place that takes one, and in some that do not. */
async function everyKind(when: string): Promise<void> {
  const ask = (what: string, sending: Sending) => send(`${when}: ${what}`, sending);
  await ask('own password', { headers: own, body: viewer });
  await ask('service account', { body: viewer });
  await ask('wrong password', {
    headers: { authorization: basicAuth('canary', wrongPassword) },
    body: viewer,
  });
  for (const value of [token, wrongToken]) {
    await ask('token', { headers: { authorization: `token ${value}` }, body: viewer });
    await ask('bearer', { headers: { authorization: `Bearer ${value}` }, body: viewer });
  }
  const encoded = Buffer.from(password).toString('base64');
  for (const authorization of [`Basic ${encoded}`, `Digest ${encoded}`, `token ${encoded} x`]) {
    await ask('unreadable header', { headers: { authorization }, body: viewer });
  }
  const cookie = `RT_SID_rt.example.com.80=${secrets['passedCookie']}`;
  await ask('cookie of RT', { headers: { cookie }, body: viewer });
  await ask('cookie and header', { headers: { cookie, ...own }, body: viewer });
  for (const secret of [secrets['gatewaySecret'] ?? '', wrongPassword]) {
    const gateway = Buffer.from(secret).toString('latin1');
    const headers = { 'x-rt-user': 'alice', 'x-gateway-secret': gateway };
    await ask('gateway', { headers, body: viewer });
  }
  for (const body of [
    JSON.stringify({ user: 'canary', password }),
    JSON.stringify({ user: 'canary', password: wrongPassword }),
    JSON.stringify({ token }),
    JSON.stringify({ user: 'canary', password, token }),
    `{"user":"canary","password":"${password}"`,
  ]) {
    const login = await ask('session', { path: '/session', headers: csrf, body });
    const headers = { cookie: `__Host-rtgql=${login.own}`, ...csrf };
    await ask('session cookie', { headers, body: viewer });
    await ask('log out', { path: '/session', method: 'DELETE', headers });
  }
  const { newPassword, shortPassword } = secrets;
  const name = `canary-${when}`;
  for (const input of [
    { name, password: newPassword },
    { name, password: newPassword },
    { name: `${name}-short`, password: shortPassword },
    { name, password: newPassword, nobodyKnows: 1 },
    { name, password: [newPassword] },
    { name: { is: newPassword }, password: 7 },
  ]) {
    await ask('createUser', { headers: own, body: gql(createUser, { input }) });
  }
  for (const selection of ['outcome', 'outcome nobodyKnows', 'outcome {']) {
    const query = `mutation { createUser(input: { name: "${name}-x", password: "${newPassword}" }) { ${selection} } }`;
    await ask('createUser in words', { headers: own, body: gql(query) });
  }
  const update =
    'mutation ($id: ID!, $p: String) { updateUser(input: { id: $id, changes: { password: $p } }) { outcome userErrors { message rtMessage } messages } }';
  for (const id of ['14', '2000000000', '1/merge/2']) {
    await ask('updateUser', { headers: own, body: gql(update, { id, p: newPassword }) });
  }
  const form = new FormData();
  const comment =
    'mutation ($input: CommentOnTicketInput!) { commentOnTicket(input: $input) { outcome historyItem { attachments { downloadUrl } } } }';
  const attachments = [{ filename: 'a.txt', content: { upload: null } }];
  form.set('operations', gql(comment, { input: { id: 1, attachments } }));
  form.set('map', '{"0":["variables.input.attachments.0.content.upload"]}');
  form.set('0', new Blob(['bytes']), 'a.txt');
  await ask('upload', { headers: { ...own, ...csrf }, body: form });
  await ask('broken upload', {
    headers: { ...own, ...csrf, 'content-type': 'multipart/form-data; boundary=x' },
    body: `--x\r\n${password}`,
  });
  const ticket = gql('{ tickets(last: 1) { nodes { attachments { nodes { downloadUrl } } } } }');
  const { content } = await ask('links', { headers: own, body: ticket });
  const link = /\/attachments\/[^"]+/.exec(content)?.[0] ?? '/attachments/1';
  await ask('link', { path: link });
  await ask('own download', { path: link.replace(/\?.*/, ''), headers: own });
  await ask('bad link', { path: `${link.replace(/\?.*/, '')}?signature=AAAA` });
  for (const path of ['/health', '/ready', `/nothing/${encodeURIComponent('x')}`]) {
    await ask(path, { path, headers: own });
  }
}

test('secrets go in through every door', async () => {
  const first = gql(
    'mutation { createTicket(input: { queue: "General", subject: "canary" }) { ticket { id } } }',
  );
  // The very first logins fail in RT itself, which quotes them.
  for (const mode of ['crash', 'html'] as const) {
    rt.mode = mode;
    await send(`login, ${mode}`, { headers: own, body: viewer });
  }
  rt.mode = 'forward';
  expect((await send('start', { headers: own, body: first })).content).toContain('ticket/1');
  await everyKind('ok');
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(10);
  const modes: readonly ProxyMode[] = ['crash', 'html', 'cut'];
  for (const mode of modes) {
    rt.mode = mode;
    await everyKind(mode);
  }
  rt.mode = 'silent';
  await send('silent', { headers: own, body: viewer });
  await send('silent', {
    headers: own,
    body: gql(createUser, { input: { name: 's', password: secrets['newPassword'] } }),
  });
  rt.mode = 'forward';
});

test('none comes out in an answer', () => {
  for (const [name, secret] of secretsAndSessions()) {
    const found = answers.filter(({ text }) => formsOf(secret).some((form) => text.includes(form)));
    expect({ name, found }).toEqual({ name, found: [] });
  }
});

test('none is in what is left on the disk', async () => {
  const temporary = join(directory, 'tmp');
  for (const name of await readdir(temporary, { recursive: true })) {
    // The program that runs TypeScript keeps what it compiled.
    if (name.startsWith('tsx-') || name.startsWith('node-compile-cache')) continue;
    const text = await readFile(join(temporary, name), 'latin1');
    for (const [secretName, secret] of secretsAndSessions()) {
      const found = formsOf(secret).some((form) => text.includes(form));
      expect([secretName, name, found]).toEqual([secretName, name, false]);
    }
  }
});

test('RT is told a secret in the one place that is made for it', () => {
  for (const { method, url, headers, body } of rt.requests) {
    const others = Object.entries(headers).filter(
      ([name]) => !['cookie', 'authorization'].includes(name),
    );
    for (const [name, secret] of secretsAndSessions()) {
      const seen = formsOf(secret).filter((form) =>
        `${url}${JSON.stringify(others)}`.includes(form),
      );
      expect([name, url, seen]).toEqual([name, url, []]);
    }
    // Whether there is a REST 2.0 is asked of RT without a body, and without a secret.
    const isProbe = url === '/REST/2.0/rt';
    expect(method === 'POST' || isProbe || url.startsWith('/static/')).toBe(true);
    expect(url).not.toMatch(/[?&](?:user|pass)=/);
    // RT would follow the cookie, whoever the credentials belong to.
    const login = /(?:^|&)pass=/.test(body) || headers.authorization !== undefined;
    expect(login && headers.cookie !== undefined).toBe(false);
    expect(headers.authorization ?? 'token x').toMatch(/^token \S+$/);
    expect(headers.cookie ?? 'RT_SID_x.1=0').toMatch(/^RT_SID_[\w.]+=[0-9a-f]+$/);
  }
  expect(rt.requests.some(({ body }) => /(?:^|&)pass=S3cr3t/.test(body))).toBe(true);
});

test('none is printed, not even at the level trace', async () => {
  expect(await server.stop()).toBe(0);
  const printed = server.stdout() + server.stderr();
  expect(printed).toContain('listening on');
  expect(server.stderr()).toBe('');
  for (const [name, secret] of [
    ...secretsAndSessions(),
    ...browserCookies.map((cookie) => ['browser cookie', cookie]),
  ]) {
    const lines = printed
      .split('\n')
      .filter((line) => formsOf(secret ?? '').some((form) => line.includes(form)));
    expect({ name, lines: lines.slice(0, 2) }).toEqual({ name, lines: [] });
  }
});

function secretsAndSessions(): readonly (readonly [string, string])[] {
  expect(rt.sessionIds.size).toBeGreaterThan(2);
  return [
    ...Object.entries(secrets),
    ...[...rt.sessionIds].map((id) => ['RT session', id] as const),
  ];
}
