import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';

const read = (path: string) => readFileSync(path, 'utf8');

/** The instructions of a Dockerfile, in order; lines that end with a backslash go on. */
const instructions = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => /^([A-Z]+) (.+)$/.exec(line.trim())?.slice(1) ?? [line, '']);
const last = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'));
const instruction = (name: string) => last.find(([key]) => key === name)?.[1] ?? '';

describe('the Dockerfile', () => {
  test('is readable, and its image runs the program as a user without rights', () => {
    const known =
      /^(?:FROM|WORKDIR|COPY|RUN|ENV|USER|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD)$/;
    for (const [name = ''] of instructions) expect(name).toMatch(known);
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
    expect(await check({})).toBe(1);
    server.close();
    expect(await check({ BASE_PATH: '/api', PORT: '9' })).toBe(1);
  });
});

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

  test('is what systemd understands, where there is one to ask', () => {
    if (spawnSync('systemd-analyze', ['--version']).status !== 0) return;
    const complaints = spawnSync('systemd-analyze', ['verify', 'deploy/rt-graphql.service'], {
      encoding: 'utf8',
    });
    expect(complaints.stderr.split('\n').filter((line) => line.includes('rt-graphql'))).toEqual([]);
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
});
