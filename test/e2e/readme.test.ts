import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** The fenced blocks of a language, in the README's order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
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

async function ask(query: string): Promise<{ data?: unknown; errors?: unknown }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(200);
  // The shape of every GraphQL answer.
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

test.each(blocks('graphql').map((query, at) => [at + 1, query] as const))(
  'query %i of the README answers without errors',
  async (_, query) => {
    const answer = await ask(query);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toContain('REJECTED');
  },
);

test('the curl command of the README answers', async () => {
  const command = blocks('sh').find((text) => text.startsWith('curl')) ?? '';
  const curl = spawn('sh', ['-c', command.replace('http://127.0.0.1:4000', url)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  curl.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await new Promise((resolve) => curl.once('close', resolve));
  expect(JSON.parse(output)).toEqual({ data: { viewer: { user: { name: 'root' } } } });
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
