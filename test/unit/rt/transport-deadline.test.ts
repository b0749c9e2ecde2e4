import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { login } from '../../../src/rt/connection/login.js';
import { readBody } from '../../../src/rt/connection/read-body.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { Transport, wireError } from '../../../src/rt/connection/transport.js';
import { RtTimeoutError } from '../../../src/rt/errors.js';
import { type FakeRt, ok, startFakeRt } from '../../support/rest1/fake-rt.js';

const timeoutMs = 300;
let fake: FakeRt;
let transport: Transport;
let headers: { readonly cookie: string };

beforeEach(async () => {
  fake = await startFakeRt();
  transport = new Transport({ url: fake.url, concurrency: 1, timeoutMs });
  const { cookie } = await login(transport, {
    scheme: 'password',
    user: 'alice',
    password: new Secret('secret'),
  });
  headers = { cookie: cookie.reveal() };
});

afterEach(async () => {
  await transport.close();
  await fake.close();
});

/** An answer that comes byte by byte and never ends. */
function drip(path: string): void {
  fake.answers.set(path, (_, response: ServerResponse) => {
    response.write(ok);
    const timer = setInterval(() => response.write('x'), 10);
    response.on('close', () => clearInterval(timer));
    return undefined;
  });
}

async function read(path: string, signal?: AbortSignal): Promise<string> {
  try {
    const { body } = await transport.send({
      operation: 'show',
      path,
      headers,
      write: false,
      signal,
    });
    return (await readBody(body, 1_000_000)).toString();
  } catch (error) {
    throw wireError(error, signal);
  }
}

async function msOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

describe('a request to RT', () => {
  test('for a stream may take any time while it goes on, and ends when nothing more comes', async () => {
    fake.answers.set('show', (_, response: ServerResponse) => {
      response.write(ok);
      let left = 8;
      const timer = setInterval(() => left-- > 0 && response.write('x'), 100);
      response.on('close', () => clearInterval(timer));
      return undefined;
    });
    const { body } = await transport.send({
      operation: 'show',
      path: 'show',
      headers,
      write: false,
      stream: true,
    });
    let text = '';
    const start = performance.now();
    const reading = (async () => {
      for await (const chunk of body) text += String(chunk);
    })();
    await expect(reading).rejects.toThrow();
    expect(text).toBe(`${ok}xxxxxxxx`);
    expect(performance.now() - start).toBeGreaterThan(2 * timeoutMs);
  });

  test('for a stream waits for a reader that is slower than RT, and not for one that has stopped', async () => {
    const bytes = Buffer.alloc(8_000_000, 'x');
    fake.answers.set('show', (_, response: ServerResponse) => {
      response.end(Buffer.concat([Buffer.from(ok), bytes]));
      return undefined;
    });
    const take = () =>
      transport.send({ operation: 'show', path: 'show', headers, write: false, stream: true });
    const slow = (await take()).body.pipe(new PassThrough());
    let size = 0;
    let waits = 0;
    for await (const chunk of slow) {
      size += chunk.length;
      if (waits++ < 3) await new Promise((resolve) => setTimeout(resolve, 2 * timeoutMs));
    }
    expect(size).toBe(ok.length + bytes.length);

    const { body } = await take();
    const start = performance.now();
    body.pipe(new PassThrough());
    await expect(finished(body)).rejects.toThrow();
    expect(performance.now() - start).toBeGreaterThan(4 * timeoutMs);
    expect(performance.now() - start).toBeLessThan(9 * timeoutMs);
  });

  test('whose answer drips in ends when its time is over', async () => {
    drip('show');
    const ms = await msOf(expect(read('show')).rejects.toBeInstanceOf(RtTimeoutError));
    expect(ms).toBeGreaterThan(timeoutMs - 20);
    expect(ms).toBeLessThan(timeoutMs + 200);
  });

  test('that waits for a connection ends when its time is over', async () => {
    drip('show');
    drip('ticket/new');
    const first = expect(read('show')).rejects.toBeInstanceOf(RtTimeoutError);
    const ms = await msOf(expect(read('ticket/new')).rejects.toBeInstanceOf(RtTimeoutError));
    expect(ms).toBeLessThan(timeoutMs + 200);
    await first;
  });

  test('ends when its caller is gone, before its answer and within it', async () => {
    fake.answers.set('silent', () => undefined);
    drip('show');
    for (const path of ['silent', 'show']) {
      const gone = new AbortController();
      setTimeout(() => gone.abort(), 50);
      const ms = await msOf(expect(read(path, gone.signal)).rejects.toBeInstanceOf(RtTimeoutError));
      expect(ms).toBeLessThan(150);
      expect(getEventListeners(gone.signal, 'abort')).toHaveLength(0);
    }
  });

  test('is not sent for a caller who is gone already', async () => {
    const signal = AbortSignal.abort(new RtTimeoutError('gone'));
    await expect(read('show', signal)).rejects.toThrow('gone');
    expect(fake.requests.map(({ path }) => path)).not.toContain('show');
  });

  test('that was answered leaves nothing behind', async () => {
    fake.answers.set('show', `${ok}id: ticket/1\n`);
    const caller = new AbortController();
    expect(await read('show', caller.signal)).toContain('ticket/1');
    await new Promise(setImmediate);
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
    caller.abort();
    expect(await read('show')).toContain('ticket/1');
  });
});
