import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const pages = ['README.md', 'docs/sandbox.md']
  .map((name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'))
  .join('\n');

/** The fenced blocks of a language, in the order of the README and the page on the sandbox. */
function blocks(language: string): readonly string[] {
  return [...pages.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text]) => text ?? '',
  );
}

let server: ChildProcess;
let url = '';

/** Runs what `npm start` runs, without npm between, which would end by the signal instead of with our code. */
beforeAll(async () => {
  server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: '0', RT_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  url = await new Promise<string>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /listening on (http:\/\/\S+?)\/graphql/.exec(output)?.[1];
      if (found) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${output}`)));
  });
  expect(output).toContain('SANDBOX');
  expect(output).toContain('RT_URL=');
}, 170_000);

afterAll(() => {
  if (server?.exitCode === null) server.kill('SIGKILL');
});

/** Runs a shell command of the README and resolves with what it prints. */
async function runShell(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command]);
  return stdout;
}

const curls = blocks('sh').filter((text) => text.startsWith('curl'));

test('the curl command of the README answers', async () => {
  const command = curls.find((text) => text.includes(':4000')) ?? '';
  const output = await runShell(command.replace('http://127.0.0.1:4000', url));
  expect(JSON.parse(output)).toEqual({ data: { viewer: { user: { name: 'root' } } } });
});

describe('the sandbox of docs/sandbox.md', () => {
  test('answers the curl command', async () => {
    const command = blocks('sh').find((text) => text.startsWith('npx rt-graphql sandbox')) ?? '';
    const args = command.trim().split(' ').slice(2);
    expect(args).toEqual(['sandbox', '--port', '4001']);
    // A free port instead, since tests run side by side.
    const child = spawn(process.execPath, ['dist/cli/main.js', 'sandbox', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [banner] = await once(child.stdout, 'data');
      const place = /URL +(\S+)/.exec(String(banner))?.[1] ?? '';
      const curl = curls.find((text) => text.includes(':4001')) ?? '';
      const output = await runShell(curl.replace('http://127.0.0.1:4001', place));
      expect(output).toContain('RT/5.0.3 200 Ok\n\nid: ticket/1\n');
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('is imported and answers', async () => {
    const code = blocks('js').find((text) => text.includes('rt-graphql/sandbox')) ?? '';
    // A package finds itself by its name.
    const said = code.replace('await fetch(', 'const answer = await fetch(');
    const script = `${said}\nconsole.log(await answer.text());`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      script,
    ]);
    expect(stdout).toMatch(/^RT\/5\.0\.3 200 Ok\n\n1: /);
  });
});

test('the commands of the README are the scripts of package.json', () => {
  const { scripts } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  const commands = blocks('sh').join('\n');
  expect(commands).toMatch(/^npm ci && npm start$/m);
  expect(commands).toMatch(/^npm ci && npm test$/m);
  expect(scripts.start).toBe('node scripts/start.mjs');
  expect(scripts.test).toContain('vitest run');
});

test('SIGTERM ends the server with exit code 0', async () => {
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  expect(await ended).toBe(0);
});
