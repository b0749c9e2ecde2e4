import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login } from '../../../src/rt/connection/login.js';
import { readBody } from '../../../src/rt/connection/read-body.js';
import { parseReply } from '../../../src/rt/connection/reply.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { Transport, wireError } from '../../../src/rt/connection/transport.js';
import { CredentialsError, RtBadReplyError, RtError } from '../../../src/rt/errors.js';
import { type FakeRt, ok, startFakeRt } from '../../support/rest1/fake-rt.js';

let fake: FakeRt;
let transport: Transport;
let cookie: string;

beforeEach(async () => {
  fake = await startFakeRt();
  transport = new Transport({ url: fake.url, concurrency: 1, timeoutMs: 2000 });
  const { cookie: secret } = await login(transport, {
    scheme: 'password',
    user: 'alice',
    password: new Secret('secret'),
  });
  cookie = secret.reveal();
});

afterEach(async () => {
  await transport.close();
  await fake.close();
});

const text = `${ok}id: ticket/1\nSubject: Grüße\n`;

async function read(): Promise<string> {
  try {
    const { body } = await transport.send({
      operation: 'show',
      path: 'show',
      headers: { cookie },
      write: false,
    });
    return (await readBody(body, 1_000_000)).toString();
  } catch (error) {
    throw wireError(error);
  }
}

function answer(coding: string, body: Buffer, status = 200): void {
  fake.answers.set('show', (_, response: ServerResponse) => {
    response.statusCode = status;
    response.setHeader('content-encoding', coding);
    response.end(body);
    return undefined;
  });
}

describe('a proxy before RT', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate, gzip', gzipSync(deflateSync(text))],
    ['identity', Buffer.from(text)],
  ])('may compress the answer unasked: %s', async (coding, body) => {
    answer(coding, body);
    expect(await read()).toBe(text);
  });

  test('may not cut a compressed answer, or compress it in an unknown way', async () => {
    answer('gzip', gzipSync(text.repeat(50)).subarray(0, 40));
    await expect(read()).rejects.toBeInstanceOf(RtError);
    answer('zebra', Buffer.from(text));
    await expect(read()).rejects.toBeInstanceOf(RtBadReplyError);
    // The connection is free again.
    answer('identity', Buffer.from(text));
    expect(await read()).toBe(text);
  });

  test('may put a byte order mark before the answer', () => {
    expect(parseReply(`\uFEFF${text}`)).toMatchObject({ status: 200, version: '5.0.3' });
    expect(parseReply('\uFEFF')).toMatchObject({ empty: true });
  });

  test('that wants a login of its own is told so', async () => {
    answer('identity', Buffer.from('<html>Authorization Required</html>'), 401);
    const refusal = read();
    await expect(refusal).rejects.toBeInstanceOf(CredentialsError);
    await expect(refusal).rejects.toThrow(/WebRemoteUserAuth/);
  });
});

describe('a session cookie', () => {
  test.each([
    'path=/; HttpOnly',
    'Path=/; Secure; HttpOnly; SameSite=Lax',
    'SameSite=None; path=/rt; expires=Fri, 27-Nov-2026 10:00:00 GMT; secure',
  ])('is read whatever else is said of it: %s', async (attributes) => {
    const { sessionCookie } = await import('../../../src/rt/connection/login.js');
    const pair = 'RT_SID_example.com.443=0123456789abcdef0123456789abcdef';
    expect(sessionCookie([`other=1; ${attributes}`, `${pair}; ${attributes}`])).toBe(pair);
    expect(sessionCookie(pair)).toBe(pair);
  });
});
