import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { docBlocks } from '../support/docs/doc-blocks.js';
import { readDockerfile } from '../support/package/dockerfile.js';
import { scratchDirectory } from '../support/process/scratch-directory.js';

const read = (path: string) => readFileSync(path, 'utf8');

const instructions = readDockerfile('Dockerfile');
const last = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'));
const instruction = (name: string) => last.find(([key]) => key === name)?.[1] ?? '';

describe('the Dockerfile', () => {
  test('is readable, and its image runs the program as a user without rights', () => {
    expect(instruction('USER')).toBe('node');
    expect(instruction('ENV')).toContain('NODE_ENV=production');
    expect(JSON.parse(instruction('ENTRYPOINT'))).toEqual([
      'node',
      'node_modules/rt-graphql/dist/cli/main.js',
    ]);
    expect(JSON.parse(instruction('CMD'))).toEqual(['serve']);
    expect(last.filter(([name]) => name === 'RUN')).toEqual([]);
  });

  test('copies what is there, and leaves out what is built', () => {
    const copied = instructions.filter(
      ([name, value]) => name === 'COPY' && !value?.startsWith('--from'),
    );
    for (const file of copied.flatMap(([, value = '']) => value.split(' ').slice(0, -1))) {
      expect(existsSync(file)).toBe(true);
    }
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['node_modules', 'dist', '.git']),
    );
  });

  test('has a health check that tells a server from none, also below BASE_PATH', async () => {
    const [program = '', ...args] = JSON.parse(
      /CMD (\[.*\])$/.exec(instruction('HEALTHCHECK'))?.[1] ?? '[]',
    );
    const server = createServer(({ url }, response) =>
      response.writeHead(url === '/api/health' ? 200 : 404).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const check = (env: Readonly<Record<string, string>>) =>
      new Promise((resolve) => {
        const settings = { PATH: process.env['PATH'], PORT: String(port), ...env };
        spawn(program, args, { env: settings }).once('exit', resolve);
      });
    expect(await check({ BASE_PATH: '/api' })).toBe(0);
    expect(await check({ BASE_PATH: '/api/' })).toBe(0);
    expect(await check({})).toBe(1);
    server.close();
    expect(await check({ BASE_PATH: '/api', PORT: '9' })).toBe(1);
  });
});

/** A block of docs/install.md, by how it begins. */
function installBlock(start: string): string {
  return docBlocks('docs/install.md').find(({ text }) => text.startsWith(start))?.text ?? '';
}

/** Whether there is a systemd to ask. Without one its test is skipped, and says so; `REQUIRE_RT=1` runs it all the same. */
function hasSystemd(): boolean {
  if (process.env['REQUIRE_RT'] === '1') return true;
  if (spawnSync('systemd-analyze', ['--version']).status === 0) return true;
  process.stderr.write(
    'SKIPPED: no systemd-analyze, so nothing has read the unit (test/support/install-systemd.sh)\n',
  );
  return false;
}

describe('the systemd unit', () => {
  const unit = read('deploy/rt-graphql.service');

  test('waits for a server that finishes what runs, and does not restart one that is set up wrong', () => {
    const seconds = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]);
    expect(seconds * 1000).toBeGreaterThan(fixedLimits.maxExitMs);
    expect(unit).toMatch(/^RestartPreventExitStatus=.*\b64\b.*\b78\b/m);
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    // Node compiles to memory that it then executes.
    expect(unit).not.toContain('MemoryDenyWriteExecute');
  });

  /** What systemd says about a unit. */
  function verify(text: string): readonly string[] {
    const file = join(scratchDirectory('unit'), 'rt-graphql.service');
    writeFileSync(file, text);
    const { error, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    if (error) throw error;
    return stderr.split('\n').filter((line) => line.includes('rt-graphql'));
  }

  test('passes on a password of root as docs/install.md says', () => {
    const [, ...lines] = installBlock('[Service]').trim().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(unit).toContain(`\n#${line}\n`);
    const name = lines[0]?.replace(/^LoadCredential=(.*):.*$/, '$1');
    expect(lines[1]).toBe(
      `Environment=RT_PASSWORD_FILE=/run/credentials/rt-graphql.service/${name}`,
    );
  });

  test.runIf(hasSystemd())('is what systemd understands', () => {
    expect(verify(unit)).toEqual([]);
    expect(verify(unit.replace('KillMode=mixed', 'KillMode=mixt'))).not.toEqual([]);
    expect(verify(unit.replace(/^#(?=\w+=)/gm, ''))).toEqual([]);
    const exposure = execFileSync(
      'systemd-analyze',
      ['security', '--offline=true', 'deploy/rt-graphql.service'],
      { encoding: 'utf8' },
    );
    expect(
      Number(/exposure level for rt-graphql\.service: ([\d.]+)/.exec(exposure)?.[1]),
    ).toBeLessThan(2.5);
  });
});

describe('docs/install.md', () => {
  const doc = read('docs/install.md');

  test('names settings, options and files that there are', () => {
    const sources = ['src/config.ts', 'src/misspelt.ts', 'src/environment.ts'].map(read).join('\n');
    const names = doc.match(/\b[A-Z][A-Z_]{3,}\b(?==| )|`[A-Z][A-Z_]+`/g) ?? [];
    for (const name of new Set(names.map((one) => one.replaceAll('`', '')))) {
      if (!name.includes('_') || name.endsWith('_FILE')) continue;
      expect({ name, known: sources.includes(name) }).toEqual({ name, known: true });
    }
    for (const [, path = ''] of doc.matchAll(/\]\((?!http)([^)#]+)/g)) {
      expect({ path, there: existsSync(`docs/${path}`) }).toEqual({ path, there: true });
    }
  });

  test('tells the exit codes as --help does', () => {
    const help = read('src/cli/help.ts');
    const codes = [...help.matchAll(/^ {2}(\d+) {2,}/gm)].map(([, code]) => code);
    expect([...doc.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code)).toEqual(codes);
  });

  test('restarts after an upgrade unless doctor finds, with the settings, what must be fixed', () => {
    const folder = scratchDirectory('upgrade');
    const fake = (name: string, script: string) =>
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    mkdirSync(join(folder, 'bin'));
    fake('npm', 'exit "$NPM"');
    fake('npx', '[ "$*" = "rt-graphql doctor" ] && [ "$RT_URL" = "http://a b" ] && exit "$DOCTOR"');
    fake('systemctl', 'echo "$*"');
    const settings = join(folder, 'settings.env');
    writeFileSync(settings, "# Where RT is\nRT_URL='http://a b'\n");
    const upgrade = (doctor: number, { npm = 0, file = settings } = {}) => {
      const command = installBlock('cd /opt/rt-graphql && npm')
        .replaceAll('/opt/rt-graphql', folder)
        .replaceAll('/etc/rt-graphql.env', file);
      const PATH = `${folder}/bin:${process.env['PATH']}`;
      const env = { PATH, DOCTOR: String(doctor), NPM: String(npm) };
      return spawnSync('sh', ['-c', command], { env, encoding: 'utf8' }).stdout;
    };
    expect(upgrade(0)).toBe('restart rt-graphql\n');
    expect(upgrade(2)).toBe('restart rt-graphql\n');
    expect(upgrade(1)).toBe('');
    expect(upgrade(127)).toBe('');
    expect(upgrade(0, { npm: 1 })).toBe('');
    expect(upgrade(0, { npm: 2 })).toBe('');
    expect(upgrade(0, { file: '/nowhere.env' })).toBe('');
  });
});
