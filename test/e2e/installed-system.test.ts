import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox, type World } from '../../src/sandbox/sandbox.js';
import { docBlock } from '../support/docs/doc-blocks.js';
import { buildImage, containerOf, type Image } from '../support/package/dockerfile.js';
import { type PrivateRoot, privateRoot } from '../support/process/private-root.js';
import { freePort } from '../support/real-rt/rt-process.js';

/** Nobody's: neither root nor somebody of this machine. */
const uid = 61_184;

/** A Request Tracker with the service account of docs/install.md. */
const world: World = {
  name: 'example.org',
  timezone: 'UTC',
  queues: [{ name: 'General' }],
  users: [{ name: 'graphql', password: 'a secret of RT', privileged: true }],
  groups: [],
  customFields: [],
  rights: [{ user: 'graphql', right: 'SuperUser' }],
};

const viewer = { data: { viewer: { user: { name: 'graphql' } } } };
const login = `Basic ${Buffer.from('graphql:a secret of RT').toString('base64')}`;
const block = (part: string) => docBlock('docs/install.md', part).text;

let images: readonly Image[];
let rt: Sandbox;
let running: ChildProcess | undefined;

async function ask(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ viewer { user { name } } }' }),
  });
  return response.json();
}

/** Waits until what was started is ready. Throws with what it printed if it ends before. */
async function untilReady(child: ChildProcess, url: string, timeout = 60_000): Promise<void> {
  running = child;
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk));
  const isReady = () =>
    fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect
    .poll(async () => child.exitCode ?? (await isReady()), { timeout })
    .toBe(true)
    .catch(() => {
      throw new Error(`It is not ready:\n${output}`);
    });
}

/** Ends what was started by SIGTERM. Resolves with its exit code. */
async function end(child: ChildProcess): Promise<number | null> {
  running = undefined;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

/** Whose process it is, by the kernel. */
function ownerOf({ pid }: ChildProcess): string | undefined {
  return /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

// A file system of its own needs root.
describe.runIf(process.getuid?.() === 0)('an installed system', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    rt = await startSandbox({ world });
    images = await buildImage('.');
  }, 600_000);

  afterEach(() => running?.kill('SIGKILL'));

  afterAll(async () => {
    for (const { root } of images ?? []) await root.remove();
    await rt?.close();
  });

  test('the Dockerfile makes an image that a user without rights runs, with nothing to write', async () => {
    const image = images.at(-1);
    if (!image) throw new Error('there is no image');
    expect(image.user).toBe('node');
    const port = await freePort();
    const env = { RT_URL: rt.url, PORT: String(port) };
    const container = containerOf(image, uid, env);
    const program = [...JSON.parse(image.value('ENTRYPOINT')), ...JSON.parse(image.value('CMD'))];
    const child = image.root.start(program, container);
    await untilReady(child, `http://127.0.0.1:${port}`);
    expect(ownerOf(child)).toBe(String(uid));
    expect(await ask(`http://127.0.0.1:${port}`, { authorization: login })).toEqual(viewer);
    const [, health = ''] = /CMD (\[.*\])$/.exec(image.value('HEALTHCHECK')) ?? [];
    const check = (settings: Readonly<Record<string, string>>) =>
      new Promise((resolve) => {
        image.root
          .start(JSON.parse(health), containerOf(image, uid, settings))
          .once('exit', resolve);
      });
    expect(await check(env)).toBe(0);
    expect(await check({ ...env, PORT: '9' })).toBe(1);
    const write = await image.root.run('echo > /tmp/here; echo > /app/here', container);
    expect(write.output).toMatch(/\/app\/here: Read-only file system/);
    expect(await end(child)).toBe(0);
  });

  describe('docs/install.md, as it is written', () => {
    let root: PrivateRoot;
    let calls: string;
    const etc = (...path: readonly string[]) => join(root.directory, 'etc', ...path);

    beforeAll(async () => {
      root = await privateRoot();
      const build = images[0]?.root.directory ?? '';
      const [tarball = ''] = readdirSync(join(build, 'build')).filter((name) =>
        name.endsWith('.tgz'),
      );
      await copyFile(join(build, 'build', tarball), join(root.directory, 'tmp/rt-graphql.tgz'));
      await mkdir(etc('systemd/system'), { recursive: true });
      await mkdir(join(root.directory, 'opt/fakes'));
      // There is no systemd to talk to: it is written down what it is told.
      const fake = join(root.directory, 'opt/fakes/systemctl');
      await writeFile(fake, '#!/bin/sh\necho "$*" >> /tmp/calls\n', { mode: 0o755 });
      calls = join(root.directory, 'tmp/calls');
    }, 60_000);
    afterAll(() => root?.remove());

    /** A block of the page with this test's addresses, and the package that was built instead of a released one. */
    const here = (text: string) =>
      text
        .replaceAll('https://help.example.org', rt.url)
        .replace(
          /npm install rt-graphql(?:@latest)?/,
          'npm install --no-audit --no-fund /tmp/rt-graphql.tgz',
        );
    const run = (text: string) =>
      root.run(here(text), { env: { PATH: `/opt/fakes:${process.env['PATH']}` } });

    test('installs with npm, and serves', async () => {
      const text = block('mkdir -p /opt/rt-graphql');
      expect(text.trim().split('\n').at(-1)).toMatch(/npx rt-graphql serve$/);
      const port = await freePort();
      const child = root.start(['sh', '-ec', here(text)], {
        env: { PATH: String(process.env['PATH']), PORT: String(port) },
        isGroup: true,
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      try {
        // What it takes to install is the network's.
        await untilReady(child, `http://127.0.0.1:${port}`, 240_000);
        expect(await ask(`http://127.0.0.1:${port}`, { authorization: login })).toEqual(viewer);
      } finally {
        running = undefined;
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
        await ended;
      }
    });

    test('runs as a service whose password only root may read', async () => {
      const first = block('install -m 600 /dev/null /etc/rt-graphql.env');
      expect(await run(`cd /opt/rt-graphql\n${first}`)).toMatchObject({ code: 0 });
      const second = block('install -d -m 700 /etc/rt-graphql');
      expect(await run(second)).toMatchObject({ code: 0 });
      expect(readFileSync(calls, 'utf8').split('\n')).toEqual([
        'enable --now rt-graphql',
        'edit rt-graphql',
        'restart rt-graphql',
        '',
      ]);
      const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
      expect(modeOf(etc('rt-graphql.env'))).toBe('600');
      expect(modeOf(etc('rt-graphql'))).toBe('700');
      expect(modeOf(etc('rt-graphql/password'))).toBe('600');
      await writeFile(etc('rt-graphql/password'), 'a secret of RT\n');

      // What systemd does with the unit.
      const unit = `${readFileSync(etc('systemd/system/rt-graphql.service'), 'utf8')}\n${block('[Service]')}`;
      const all = (name: string) =>
        [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);
      const pairs = (lines: readonly string[]) =>
        Object.fromEntries(
          lines.map((line) => [line.replace(/=.*/, ''), line.replace(/^\w+=/, '')]),
        );
      const file = readFileSync(join(root.directory, all('EnvironmentFile')[0] ?? ''), 'utf8');
      const given = join(root.directory, 'run/credentials/rt-graphql.service');
      await mkdir(given, { recursive: true });
      for (const [name = '', source = ''] of all('LoadCredential').map((one) => one.split(':'))) {
        await copyFile(join(root.directory, source), join(given, name));
        await chmod(join(given, name), 0o400);
        await chown(join(given, name), uid, uid);
      }
      const state = join(root.directory, 'var/lib', all('StateDirectory')[0] ?? '');
      await mkdir(state);
      await chown(state, uid, uid);
      const port = await freePort();
      const env = {
        ...pairs(all('Environment')),
        ...pairs(file.trim().split('\n')),
        PATH: String(process.env['PATH']),
        PORT: String(port),
      };
      const child = root.start(all('ExecStart')[0]?.split(' ') ?? [], { uid, env });
      await untilReady(child, `http://127.0.0.1:${port}`);
      expect(ownerOf(child)).toBe(String(uid));
      // Without a login, callers are the service account.
      expect(await ask(`http://127.0.0.1:${port}`)).toEqual(viewer);
      expect(await end(child)).toBe(0);
      await rm(state, { recursive: true });
    });

    test('asks doctor with the password of the service account', async () => {
      const { code, output } = await run(`cd /opt/rt-graphql\n${block('npx rt-graphql doctor')}`);
      expect(output).toContain('graphql');
      expect([0, 2]).toContain(code);
    });

    test('upgrades, and restarts the service where doctor agrees', async () => {
      await writeFile(calls, '');
      const text = block('npm install rt-graphql@latest');
      const password = 'export RT_PASSWORD_FILE=/etc/rt-graphql/password';
      expect(await run(`${password}\n${text}`)).toMatchObject({ code: 0 });
      expect(readFileSync(calls, 'utf8')).toBe('restart rt-graphql\n');
    });
  });
});
