import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlCommand } from '../../../graphiql/curl.js';

const run = promisify(execFile);
let server: Server;
let url: string;
let directory: string;
/** The last request as a Request, which reads forms. */
let last: Request;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'curl-'));
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = new Headers(request.headers as Record<string, string>);
      last = new Request(url, { method: 'POST', headers, body: Buffer.concat(chunks) });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

/** Runs a command as a person pastes it. */
const paste = (command: string, env = {}) =>
  run('sh', ['-c', command], { cwd: directory, env: { ...process.env, ...env } });

const nasty = `it's "quoted" $HOME \`id\` \\ \n@é {[ ]} !x %s 😀`;
const plain = { streams: 'no', headers: {}, files: [], withLogin: false } as const;

describe('the command for curl, really run,', () => {
  test('sends the query, the variables and the name as they are', async () => {
    const operation = {
      query: `# it's\nquery A($v: String) { a(v: $v, w: "x'y\\n") }\nquery B { b }`,
      variables: { v: nasty, list: [null, 1.5, { [nasty]: nasty }] },
      operationName: 'A',
    };
    await paste(curlCommand({ ...plain, url, operation }));
    expect(await last.json()).toEqual(operation);
    expect(last.headers.get('content-type')).toBe('application/json');
  });

  test('sends headers, and the login from the shell or, when wanted, in plain text', async () => {
    const headers = { authorization: "Basic it's$HOME", 'x-empty': '', 'X-Rt-Trace': 1 };
    const request = { ...plain, url, headers, operation: { query: '{ a }' } };
    const hidden = curlCommand(request);
    expect(hidden).not.toContain('Basic');
    await paste(hidden, { AUTHORIZATION: 'token 1-2-3' });
    expect(last.headers.get('authorization')).toBe('token 1-2-3');
    expect(last.headers.get('x-empty')).toBe('');
    expect(last.headers.get('x-rt-trace')).toBe('1');
    await paste(curlCommand({ ...request, withLogin: true }));
    expect(last.headers.get('authorization')).toBe("Basic it's$HOME");
  });

  test('uploads files of any name by the multipart request specification', async () => {
    const names = ['plain.txt', `o'dd; "na,me" $x.bin`];
    const files = names.map((name, index) => {
      writeFileSync(join(directory, name), `content ${index}`);
      const file = new File([], name, { type: index === 0 ? 'text/plain' : '' });
      return { path: ['files', index, 'content', 'upload'], file };
    });
    const variables = { text: nasty, files: names.map((name) => ({ content: { upload: name } })) };
    const operation = { query: 'mutation { a }', variables };
    await paste(curlCommand({ ...plain, url, operation, files }));
    expect(last.headers.get('x-graphql-yoga-csrf')).toBe('1');
    const form = await last.formData();
    expect([...form.keys()]).toEqual(['operations', 'map', '0', '1']);
    expect(JSON.parse(String(form.get('operations')))).toEqual({
      query: 'mutation { a }',
      variables: {
        text: nasty,
        files: [{ content: { upload: null } }, { content: { upload: null } }],
      },
    });
    expect(JSON.parse(String(form.get('map')))).toEqual({
      0: ['variables.files.0.content.upload'],
      1: ['variables.files.1.content.upload'],
    });
    const sent = ['0', '1'].map((part) => form.get(part) as File);
    expect(await Promise.all(sent.map((file) => file.text()))).toEqual(['content 0', 'content 1']);
    expect(sent[0]?.name).toBe('plain.txt');
    expect(sent[0]?.type).toBe('text/plain');
  });

  test.each([
    ['parts', 'multipart/mixed, application/json'],
    ['events', 'text/event-stream'],
  ] as const)('asks for %s without a buffer', async (streams, accept) => {
    const command = curlCommand({ ...plain, url, streams, operation: { query: '{ a }' } });
    expect(command).toMatch(/^curl -N /);
    await paste(command);
    expect(last.headers.get('accept')).toBe(accept);
  });
});
