import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program } from '../support/process/program.js';

const run = promisify(execFile);
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandbox-'));
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('rt-graphql sandbox', () => {
  let child: ChildProcess;
  let printed = '';
  let url = '';

  beforeAll(async () => {
    const args = [...program, 'sandbox', '--port', '0'];
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const found = /URL +(\S+)/.exec(printed)?.[1];
        if (found) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${printed}`)));
    });
  });

  afterAll(() => {
    if (child?.exitCode === null) child.kill('SIGKILL');
  });

  /** Calls REST 1.0 as any client that knows nothing of this package. */
  async function curl(path: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run('curl', ['-sS', ...args, `${url}/REST/1.0/${path}`]);
    return stdout;
  }

  test('prints the address, a command to try, a token, the logins and how to stop it', async () => {
    expect(printed).toContain('Ctrl-C');
    expect(printed).toMatch(/^ {4}root \/ password /m);
    const command = /Try it +(.*)/.exec(printed)?.[1] ?? '';
    expect((await run('sh', ['-c', command])).stdout).toMatch(
      /^RT\/5\.0\.3 200 Ok\n\nid: ticket\/1\n/,
    );
    const token = /Token +(\S+)/.exec(printed)?.[1] ?? '';
    expect(await curl('ticket/1/show', '-H', `Authorization: token ${token}`)).toContain('200 Ok');
  });

  test('serves a whole conversation with curl', async () => {
    const login = ['--data-urlencode', 'user=ada', '--data-urlencode', 'pass=password'];
    expect(await curl('ticket/1/show')).toContain('401 Credentials required');

    const jar = join(directory, 'cookies');
    expect(await curl('', '-c', jar, ...login)).toContain('200 Ok');
    const cookie = ['-b', jar];

    const created = await curl(
      'ticket/new',
      ...cookie,
      '--data-urlencode',
      'content=id: ticket/new\nQueue: General\nSubject: The lamp flickers\nText: Since\n noon.\n',
    );
    const id = /# Ticket (\d+) created\./.exec(created)?.[1];
    expect(id).toBeDefined();

    const query = ['-G', '--data-urlencode', "query=Subject = 'The lamp flickers'"];
    expect(await curl('search/ticket', ...cookie, ...query)).toContain(
      `\n${id}: The lamp flickers\n`,
    );

    const edit = ['--data-urlencode', 'content=Priority: 42\nStatus: open\n'];
    expect(await curl(`ticket/${id}/edit`, ...cookie, ...edit)).toContain(
      `# Ticket ${id} updated.`,
    );
    const shown = await curl(`ticket/${id}/show`, ...cookie);
    expect(shown).toContain('\nPriority: 42\n');
    expect(shown).toContain('\nStatus: open\n');

    const file = join(directory, 'lamp.txt');
    await writeFile(file, 'on\noff\n');
    const comment = await curl(
      `ticket/${id}/comment`,
      ...cookie,
      ...['-F', 'content=id: 1\nAction: comment\nText: See the log.\nAttachment: lamp.txt\n'],
      ...['-F', `attachment_1=@${file};type=text/plain`],
    );
    expect(comment).toContain('# Comments added');
    const attachments = await curl(`ticket/${id}/attachments`, ...cookie);
    const attachment = /(\d+): lamp\.txt \(text\/plain/.exec(attachments)?.[1];
    expect(await curl(`ticket/${id}/attachments/${attachment}/content`, ...cookie)).toContain(
      '\n\non\noff\n',
    );

    expect(await curl('logout', ...cookie)).toContain('200 Ok');
    expect(await curl(`ticket/${id}/show`, ...cookie)).toContain('401 Credentials required');
  });

  test('stops with exit code 0 on SIGTERM', async () => {
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('the package', () => {
  test('exports the sandbox with its types', async () => {
    // `npm test` builds before; a single test may run in a working copy that was not built.
    if (!existsSync('dist/sandbox/sandbox.js')) {
      await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
    }
    const home = join(directory, 'node_modules', 'rt-graphql');
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', directory]);
    await run('sh', [
      '-c',
      `mkdir -p ${home} && tar xzf ${directory}/*.tgz -C ${home} --strip-components=1`,
    ]);
    const script = join(directory, 'use.mts');
    await writeFile(
      script,
      `import { startSandbox, type Sandbox, type World } from 'rt-graphql/sandbox';

const world: World = {
  name: 'example.org',
  timezone: 'UTC',
  queues: [{ name: 'Support' }],
  users: [], groups: [], customFields: [], rights: [],
};
const sandbox: Sandbox = await startSandbox({ world, port: 0, host: '127.0.0.1' });
const answer = await fetch(sandbox.url + '/REST/1.0/queue/Support?user=root&pass=password');
console.log(await answer.text(), sandbox.calls.length);
await sandbox.close();
`,
    );
    const tsc = [join(process.cwd(), 'node_modules/typescript/bin/tsc'), '--strict'];
    const target = ['--module', 'nodenext', '--target', 'es2023'];
    const types = ['--typeRoots', join(process.cwd(), 'node_modules/@types'), '--types', 'node'];
    await run(process.execPath, [...tsc, ...target, ...types, script], { cwd: directory });
    const { stdout } = await run(process.execPath, [join(directory, 'use.mjs')]);
    expect(stdout).toContain('Name: Support');
    expect(stdout.trim()).toMatch(/ 1$/);
  });
});
