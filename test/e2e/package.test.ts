import { execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readEvents } from '../support/live/event-reader.js';
import { type Installed, installPackage } from '../support/package/installed.js';
import { nodeVersions } from '../support/package/nodes.js';

const run = promisify(execFile);
const repository = process.cwd();
let installed: Installed;

beforeAll(async () => {
  installed = await installPackage();
}, 300_000);
afterAll(() => installed?.remove());

const inPackage = (...path: readonly string[]) =>
  join(installed.directory, 'node_modules/rt-graphql', ...path);

test('an installed package holds the very versions that were tested', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const tested = Object.entries<{ version: string; dev?: boolean; devOptional?: boolean }>(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version }]) => `${path} ${version}`);
  const versionOf = (path: string): string =>
    JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).version;
  const held = (base: string): readonly string[] =>
    readdirSync(join(base, 'node_modules'))
      .filter((name) => !name.startsWith('.'))
      .flatMap((name) =>
        name.startsWith('@')
          ? readdirSync(join(base, 'node_modules', name)).map((inner) => `${name}/${inner}`)
          : [name],
      );
  const found = held(inPackage()).flatMap((name) => {
    const nested = `node_modules/${name}`;
    const own = [`${nested} ${versionOf(inPackage(nested))}`];
    const below = readdirSync(inPackage(nested)).includes('node_modules')
      ? held(inPackage(nested)).map(
          (inner) =>
            `${nested}/node_modules/${inner} ${versionOf(inPackage(nested, 'node_modules', inner))}`,
        )
      : [];
    return [...own, ...below];
  });
  const graphql = versionOf(join(installed.directory, 'node_modules/graphql'));
  expect([...found, `node_modules/graphql ${graphql}`].sort()).toEqual([...tested].sort());
  // Beside it there is nothing but the one package that a program shares with it.
  expect(held(installed.directory)).toEqual(['graphql', 'rt-graphql']);
});

test('a clone installs nothing that asks for a newer Node than this one', async () => {
  // npm finds that in the lock file, and says so before it installs anything.
  const directory = await mkdtemp(join(tmpdir(), 'clone-'));
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(name, join(directory, name));
  const { stdout, stderr } = await run('npm', ['ci', '--dry-run', '--offline'], {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
  });
  await rm(directory, { recursive: true });
  expect(stdout).toContain('add vitest ');
  expect(stderr).not.toContain('EBADENGINE');
});

test('a package says what it is made of, has its docs, and leaves the clone as it was', async () => {
  const bom = JSON.parse(readFileSync(inPackage('dist/sbom.cdx.json'), 'utf8'));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  const named = bom.components.map(({ purl }: { purl: string }) => purl);
  expect(named).toEqual(expect.arrayContaining(['pkg:npm/graphql@16.15.0']));
  expect(named.filter((purl: string) => /%40types\/react|vitest/.test(purl))).toEqual([]);
  expect(readFileSync(inPackage('docs/settings.md'), 'utf8')).toContain('`RT_URL`');
  const manifest = join(installed.clone, 'package.json');
  expect(readFileSync(manifest, 'utf8')).toBe(readFileSync('package.json', 'utf8'));
});

test('its types compile in a strict project, the libraries among them', async () => {
  const source = `
    import { type App, type Config, createApp, openApp, readConfig, RtError } from 'rt-graphql';
    import { startSandbox, type Sandbox } from 'rt-graphql/sandbox';
    import { buildSchema } from 'rt-graphql/schema';
    import { printSchema } from 'graphql';
    const config: Config = readConfig({ RT_URL: 'http://127.0.0.1' });
    export const app: App = createApp(config);
    export const opened: Promise<App> = openApp(config);
    export const sandbox: Promise<Sandbox> = startSandbox();
    export const sdl: string = printSchema(buildSchema());
    export const isOurs = (error: unknown) => error instanceof RtError && error.code === 'NOT_FOUND';
  `;
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    module: 'NodeNext',
    target: 'ES2022',
    noEmit: true,
    types: ['node'],
    typeRoots: [join(repository, 'node_modules/@types')],
  };
  const project = join(installed.directory, 'types');
  await mkdir(project);
  await writeFile(join(project, 'all.ts'), source);
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const tsc = resolve(repository, 'node_modules/typescript/bin/tsc');
  const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch((error) => error);
  expect(stdout).toBe('');
});

/** Starts the installed program; who resolves has its address. */
async function serve(program: string, as: { readonly uid?: number; readonly gid?: number } = {}) {
  const server = spawn(program, [inPackage('dist/cli/main.js'), 'serve'], {
    cwd: installed.directory,
    env: { PORT: '0', POLL_INTERVAL_MS: '500', HOME: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'inherit'],
    ...as,
  });
  let output = '';
  const url = await new Promise<string>((found, failed) => {
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const place = /listening on (http:\/\/\S+?)\/graphql/.exec(output)?.[1];
      if (place) found(place);
    });
    server.once('exit', () => failed(new Error(output)));
  });
  return {
    url,
    pid: server.pid,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(output).not.toContain('"level":50');
    },
  };
}

// As in the image: everything belongs to root, and the program is nobody who may write anything.
test.runIf(process.getuid?.() === 0)('a user without rights can run it', async () => {
  await chmod(join(installed.directory, '..'), 0o755);
  const nobody = 65_534;
  const server = await serve(process.execPath, { uid: nobody, gid: nobody });
  try {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(nobody));
    await mainJob(server.url);
  } finally {
    await server.stop();
  }
});

describe.each(nodeVersions())('on Node $major', ({ program }) => {
  const runIt = (args: readonly string[]) => run(program, args, { cwd: installed.directory });

  test('the program does its work', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    const main = inPackage('dist/cli/main.js');
    expect((await runIt([main, '--version'])).stdout).toBe(`${version}\n`);
    const server = await serve(program);
    try {
      await mainJob(server.url);
    } finally {
      await server.stop();
    }
  });

  test('the library answers in a program of its own', async () => {
    const script = `
      import { createApp, readConfig } from 'rt-graphql';
      import { startSandbox } from 'rt-graphql/sandbox';
      import { buildSchema } from 'rt-graphql/schema';
      import { printSchema } from 'graphql';
      const rt = await startSandbox();
      const env = { RT_URL: rt.url, RT_USER: 'root', RT_PASSWORD: 'password', LOG_LEVEL: 'warn' };
      const app = createApp(readConfig(env));
      const body = JSON.stringify({ query: '{ viewer { user { name } } }' });
      const headers = { 'content-type': 'application/json' };
      const answer = await app.fetch(new Request('http://x/graphql', { method: 'POST', headers, body }));
      console.log(await answer.text(), printSchema(buildSchema()).includes('type Ticket '));
      await app.close();
      await rt.close();
    `;
    const { stdout } = await runIt(['--input-type=module', '--eval', script]);
    expect(stdout).toBe('{"data":{"viewer":{"user":{"name":"root"}}}} true\n');
  });
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** What people do with a server: ask, write, upload, download, listen by SSE and by WebSocket. */
async function mainJob(url: string): Promise<void> {
  const ask = async (body: string | FormData): Promise<unknown> => {
    const type = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined;
    const headers = { 'x-graphql-yoga-csrf': '1', ...type };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as Answer;
    expect(errors).toBeUndefined();
    return data;
  };
  const list = '{ tickets(first: 2) { totalCount nodes { subject owner { name } } } }';
  expect(await ask(JSON.stringify({ query: list }))).toMatchObject({
    tickets: { nodes: [{ subject: expect.any(String) }, { subject: expect.any(String) }] },
  });

  const feed = 'subscription { ticketsChanged(filter: { queue: { eq: "General" } }) { kind } }';
  const stream = await readEvents(`${url}/graphql`, { body: { query: feed } });
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  });
  const socket = client.iterate({ query: feed });
  const first = socket.next();
  // Where something else fails first, that is what the test tells.
  first.catch(() => undefined);
  // What is made before the server listens is no news.
  await new Promise((listening) => setTimeout(listening, 300));

  const form = new FormData();
  const create = `mutation ($file: Upload!) { createTicket(input: {
    queue: "General", subject: "from a package", body: { text: "hum" }, attachments: [{ filename: "hum.bin", content: { upload: $file } }]
  }) { outcome userErrors { code message } ticket { attachments(first: 1, filter: { named: true }) { nodes { downloadUrl } } } } }`;
  form.set('operations', JSON.stringify({ query: create, variables: { file: null } }));
  form.set('map', JSON.stringify({ file: ['variables.file'] }));
  const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7) % 256);
  form.set('file', new Blob([bytes]), 'hum.bin');
  const made = await ask(form);
  expect(made).toMatchObject({ createTicket: { outcome: 'APPLIED', userErrors: [] } });
  const link = /http[^"]+\/attachments\/[^"]+/.exec(JSON.stringify(made))?.[0] ?? '';
  const downloaded = await fetch(link.replace(/^http:\/\/[^/]+/, url));
  expect(Buffer.from(await downloaded.arrayBuffer()).equals(bytes)).toBe(true);

  const created = { data: { ticketsChanged: { kind: 'CREATED' } } };
  expect((await first).value).toEqual(created);
  await expect.poll(() => stream.events.length, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(stream.events[0]?.data).toEqual(created);
  stream.leave();
  await client.dispose();
}
