import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { startCli } from '../support/process/cli-server.js';
import { program } from '../support/process/program.js';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox?.close());

/** Runs `rt-graphql` with a clean environment. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

test('wrong settings end with exit code 78 and one message that names them all', async () => {
  const { code, stdout, stderr } = await run(['serve'], { RT_URL: 'ftp://x', PORT: 'http' });
  expect(code).toBe(78);
  expect(stdout).toBe('');
  expect(stderr).toContain('RT_URL');
  expect(stderr).toContain('PORT');
});

test('a slip in a name is one line, too', async () => {
  expect(await run(['serve'], { RT_URL: sandbox.url, MAX_DEPHT: '3' })).toEqual({
    code: 78,
    stdout: '',
    stderr: 'The settings are not valid:\n  MAX_DEPHT is not a setting. Did you mean MAX_DEPTH?\n',
  });
});

test.each([
  [{}, /GraphiQL +\S+\/graphql\n/, false],
  [{ NODE_ENV: 'production' }, /Endpoint +\S+\/graphql\n/, true],
  [{ NODE_ENV: 'production', GRAPHIQL: 'on', RT_URL: '' }, /GraphiQL +\S+\/graphql\n/, true],
])('without RT_URL and with %j the sandbox says so', async (env, address, isWarned) => {
  const server = await startCli({ ...env });
  expect(server.stdout()).toMatch(address);
  expect(server.stdout() + server.stderr()).toMatch(/SANDBOX/);
  const warning = /RT_URL is empty or not set: this is the sandbox/;
  expect(warning.test(server.stdout() + server.stderr())).toBe(isWarned);
  expect(await server.stop()).toBe(0);
});

test('a host that cannot be listened on is one line that says what to set', async () => {
  const named = await run(['serve'], { RT_URL: sandbox.url, HOST: 'nowhere.invalid' });
  expect(named).toMatchObject({
    code: 78,
    stderr: expect.stringMatching(/^Cannot listen on port 4000 of .*Set HOST to .*\n$/),
  });
  const other = await run(['sandbox', '--host', '192.0.2.1']);
  expect(other).toMatchObject({ code: 78, stderr: expect.stringMatching(/Set --host to .*\n$/) });
});

test('wrong settings are told on the sandbox too', async () => {
  expect((await run(['serve'], { MAX_PAGE_SIZE: '-1' })).code).toBe(78);
});

test('schema prints schema.graphql', async () => {
  const { code, stdout } = await run(['schema']);
  expect(code).toBe(0);
  expect(stdout).toBe(readFileSync('schema.graphql', 'utf8'));
});

test('schema --subgraph prints the one that gateways compose, and a slip of the pen nothing', async () => {
  const { code, stdout } = await run(['schema', '--subgraph']);
  expect(code).toBe(0);
  expect(stdout).toBe(readFileSync('test/generated/schema.subgraph.graphql', 'utf8'));
  const hive = await run(['schema', '--subgraph', '--hive']);
  expect(hive.code).toBe(0);
  expect(hive.stdout.replaceAll(' @oneOf', '')).toBe(stdout);
  expect(hive.stdout).toContain('input PersonFilter @oneOf {');
  const slip = await run(['schema', '--subgrahp']);
  expect(slip).toEqual({
    code: 64,
    stdout: '',
    stderr: "Unknown option '--subgrahp'. See rt-graphql --help.\n",
  });
});

test('schema --semantic-nullability adds where null only ever comes with an error', async () => {
  const plain = readFileSync('schema.graphql', 'utf8');
  const { code, stdout } = await run(['schema', '--semantic-nullability']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}viewer: Viewer @semanticNonNull$/m);
  expect(stdout).toMatch(/^ {2}blockers: \[Ticket\] @semanticNonNull\(levels: \[0,1\]\)$/m);
  expect(stdout).toMatch(/^ {2}owner: User$/m);
  expect(stdout.replace(/ @semanticNonNull(?:\(.*\))?$/gm, '')).toContain(plain.trim());
  const both = await run(['schema', '--semantic-nullability', '--subgraph']);
  expect(both.stdout).toContain('@semanticNonNull');
});

test('doctor tells version, login, zone and what is missing, and no password', async () => {
  const account = { RT_URL: sandbox.url, RT_USER: 'chloe', RT_PASSWORD: 'password' };
  const { code, stdout } = await run(['doctor'], account);
  expect(code).toBe(2);
  expect(stdout).toMatch(/^Version {2,}5\.0\.3$/m);
  expect(stdout).toMatch(/^Login {2,}chloe$/m);
  expect(stdout).toMatch(/^Time zone {2,}-0[45]:00 /m);
  expect(stdout).toMatch(/^gap {2,}users: .*\n {2,}.*AdminUsers/m);
  expect(stdout).toMatch(/\nIt works, with restrictions\.\n$/);
  const wrong = await run(['doctor'], { ...account, RT_PASSWORD: 'wrong-secret' });
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/^failed {2,}login: +RT does not accept RT_USER and RT_PASSWORD\./m);
  expect(wrong.stdout + wrong.stderr).not.toContain('wrong-secret');
});

test('an unknown command is one line that names it', async () => {
  expect(await run(['sevre'])).toEqual({
    code: 64,
    stdout: '',
    stderr: "Unknown command 'sevre'. See rt-graphql --help.\n",
  });
});

test('--help prints every command, --version the version of the package', async () => {
  const { code, stdout } = await run(['sandbox', '--help']);
  expect(code).toBe(0);
  for (const command of ['serve', 'schema', 'sandbox', 'doctor']) {
    expect(stdout).toContain(command);
  }
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await run(['--version', 'x'])).toEqual({
    code: 64,
    stdout: '',
    stderr: "Unexpected argument 'x'. See rt-graphql --help.\n",
  });
});

test('a port that is used is one line, without a stack', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = taken.address() as AddressInfo;
  for (const env of [{ RT_URL: sandbox.url }, {}]) {
    const { code, stderr } = await run(['serve'], { PORT: String(port), ...env });
    expect(code).toBe(78);
    expect(stderr).toBe(
      `Cannot listen on port ${port} of 127.0.0.1: another program uses it. Set PORT to another port.\n`,
    );
  }
  expect(await run(['sandbox', '--port', String(port)])).toEqual({
    code: 78,
    stdout: '',
    stderr: `Cannot listen on port ${port} of 127.0.0.1: another program uses it. Set --port to another port.\n`,
  });
  taken.close();
});

const account = { RT_USER: 'root', RT_PASSWORD: 'password' };
test.each([
  ['0.0.0.0', {}, ['PUBLIC_URL is not set']],
  ['0.0.0.0', { PUBLIC_URL: 'https://api.example.org' }, []],
  ['0.0.0.0', { PUBLIC_URL: 'https://api.example.org', ...account }, ['a service account is set']],
] as const)('on %s with %o the start warns in a line each: %j', async (host, more, expected) => {
  const settings = { RT_URL: sandbox.url, HOST: host, PORT: '0', ...more };
  const child = spawn(process.execPath, [...program, 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  // The line that says where it listens is the last one of a start.
  await expect.poll(() => log, { timeout: 60_000 }).toContain('listening on http');
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  const warnings = log.split('\n').filter((line) => line.includes('"level":40'));
  expect(warnings).toHaveLength(expected.length);
  expected.forEach((text, at) => {
    expect(JSON.parse(warnings[at] ?? '')).toMatchObject({ msg: expect.stringContaining(text) });
  });
});

test('a package holds the program, which packing builds', async () => {
  const { scripts, bin, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(scripts).toMatchObject({
    prepack: 'node scripts/pack/before.mjs',
    postpack: 'node scripts/pack/after.mjs',
  });
  const { stdout } = await promisify(execFile)('npm', [
    'pack',
    '--dry-run',
    '--json',
    '--ignore-scripts',
  ]);
  const packed = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
  expect(packed).toContain('schema.graphql');
  // A working copy that was not built packs what there is.
  if (!existsSync('dist')) return;
  expect(packed).toContain(bin['rt-graphql']);
  for (const part of ['.', './sandbox']) {
    for (const file of Object.values<string>(exports[part])) {
      expect(packed).toContain(file.slice('./'.length));
    }
  }
});
