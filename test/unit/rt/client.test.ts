import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRtClient, type RtClientOptions } from '../../../src/rt/connection/client.js';
import type { Credentials } from '../../../src/rt/connection/credentials.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { SessionPool } from '../../../src/rt/connection/sessions.js';
import { Slots } from '../../../src/rt/connection/slots.js';
import { RtTrace } from '../../../src/rt/connection/trace.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import { CredentialsError, RtError, TooCostlyError } from '../../../src/rt/errors.js';
import { readAttachment } from '../../../src/rt/rest1/read/attachment-content.js';
import { type FakeRt, ok, startFakeRt } from '../../support/rest1/fake-rt.js';

let fake: FakeRt;
let transport: Transport;
let pool: SessionPool;
let trace: RtTrace;

beforeEach(async () => {
  fake = await startFakeRt({ delayMs: 2 });
  transport = new Transport({ url: fake.url, concurrency: 8, timeoutMs: 1000 });
  pool = new SessionPool(transport);
  trace = new RtTrace();
});

afterEach(async () => {
  await pool.close();
  await transport.close();
  await fake.close();
});

const right: Credentials = { scheme: 'password', user: 'alice', password: new Secret('secret') };
const wrong: Credentials = { scheme: 'password', user: 'alice', password: new Secret('wrong') };

function client(credentials: Credentials, options: Partial<RtClientOptions> = {}) {
  return createRtClient({
    session: pool.for(credentials),
    slots: new Slots({ limit: 8, maxWaiting: 500, maxWaitMs: 5000 }),
    trace,
    webUrl: fake.url,
    maxCalls: 200,
    maxReplyBytes: 1_000_000,
    ...options,
  });
}

const shows = () => fake.requests.filter(({ path }) => path === 'show');

describe('who the caller is', () => {
  test('takes one place, however many ask before it is known', async () => {
    const slots = new Slots({ limit: 2, maxWaiting: 1, maxWaitMs: 1000 });
    const rt = client(right, { slots });
    const all = await Promise.all(Array.from({ length: 100 }, () => rt.identity()));
    expect(new Set(all.map(({ name }) => name))).toEqual(new Set(['alice']));
    expect(shows().filter(({ params }) => params.get('id') === 'ticket/new')).toHaveLength(1);
  });

  test('may need a login, which is counted', async () => {
    await client(right).identity();
    expect(trace.logins).toBe(1);
    await client(right).identity();
    expect(trace.logins).toBe(1);
  });

  test('is asked again after RT failed to say', async () => {
    fake.answers.set('ticket/new', 'Oops at /usr/share line 1.\n');
    const rt = client(right);
    await expect(rt.identity()).rejects.toBeInstanceOf(RtError);
    fake.answers.delete('ticket/new');
    expect((await rt.identity()).name).toBe('alice');
  });
});

describe('a call', () => {
  test('carries its parameters in the body, whatever is in them', async () => {
    const query = "Subject = 'a&b=c+d%20é\n'";
    fake.answers.set('search/ticket', `${ok}\n\n`);
    await client(right).call({
      operation: 'search/ticket',
      params: [
        ['query', query],
        ['id', '1'],
        ['id', '2'],
      ],
    });
    const seen = fake.requests.find(({ path }) => path === 'search/ticket');
    expect(seen?.params.get('query')).toBe(query);
    expect(seen?.params.getAll('id')).toEqual(['1', '2']);
  });

  test('is recorded with what it asked and how much came', async () => {
    fake.answers.set('show', `${ok}id: ticket/1\nSubject: é\n\n`);
    await client(right).call({ operation: 'show', objects: 3, columns: ['Subject'] });
    expect(trace.calls).toEqual([
      {
        rest: 1,
        operation: 'show',
        objects: 3,
        columns: ['Subject'],
        ms: expect.any(Number),
        bytes: expect.any(Number),
      },
    ]);
    expect(trace.logins).toBe(1);
  });

  test('calls that start together count one login', async () => {
    const rt = client(right);
    await Promise.all(Array.from({ length: 8 }, () => rt.call({ operation: 'show' })));
    expect(fake.logins).toBe(1);
    expect(trace.logins).toBe(1);
    expect(trace.calls).toHaveLength(8);
  });

  test('is refused before it is sent once the operation has had its share', async () => {
    const rt = client(right, { maxCalls: 2 });
    await rt.call({ operation: 'show' });
    await rt.call({ operation: 'show' });
    await expect(rt.call({ operation: 'show' })).rejects.toBeInstanceOf(TooCostlyError);
    expect(shows()).toHaveLength(2);
  });

  test('an answer beyond the limit is refused', async () => {
    fake.answers.set('show', ok + 'x'.repeat(5000));
    await expect(
      client(right, { maxReplyBytes: 1000 }).call({ operation: 'show' }),
    ).rejects.toMatchObject({
      code: 'RT_BAD_REPLY',
    });
  });

  test('gives its place back whatever happens', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 0, maxWaitMs: 100 });
    const rt = client(right, { slots });
    fake.answers.set('show', 'Stack: crash');
    for (let i = 0; i < 3; i++) {
      await expect(rt.call({ operation: 'show' })).rejects.toMatchObject({ code: 'RT_BAD_REPLY' });
    }
    const refused = client(wrong, { slots });
    await expect(refused.call({ operation: 'show' })).rejects.toBeInstanceOf(CredentialsError);
    fake.answers.delete('show');
    expect((await rt.call({ operation: 'show' })).status).toBe(200);
  });
});

describe('a session that RT has forgotten', () => {
  test('is opened once more, and the call is repeated', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    fake.forgetSessions();
    expect((await rt.call({ operation: 'show' })).status).toBe(200);
    expect(fake.logins).toBe(2);
    expect(shows()).toHaveLength(3);
  });

  test('is opened once however many calls find out', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    fake.forgetSessions();
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => rt.call({ operation: 'show' })),
    );
    expect(replies.every(({ status }) => status === 200)).toBe(true);
    // A second session may have been opened beside the first while the caller was busy.
    expect(fake.logins).toBeLessThanOrEqual(3);
  });

  test('repeats a write too, since RT had not begun it', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    fake.forgetSessions();
    fake.answers.set('ticket/new', `${ok}# Ticket 1 created.\n\n`);
    await rt.call({ operation: 'ticket/new', params: [['content', 'Queue: 1\n']], write: true });
    const writes = fake.requests.filter(({ path }) => path === 'ticket/new');
    expect(writes.map(({ params }) => params.get('content'))).toEqual(['Queue: 1\n', 'Queue: 1\n']);
  });

  test('a password that no longer holds ends in one more check', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    fake.forgetSessions();
    fake.passwords.set('alice', 'changed');
    await expect(rt.call({ operation: 'show' })).rejects.toBeInstanceOf(CredentialsError);
    expect(fake.logins).toBe(2);
  });
});

describe('broken connections', () => {
  test('a write is never sent twice', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    fake.answers.set('ticket/1/comment', (_, response: ServerResponse) => {
      response.destroy();
      return undefined;
    });
    const call = { operation: 'ticket/comment', path: 'ticket/1/comment', write: true };
    await expect(rt.call(call)).rejects.toMatchObject({ code: 'RT_UNAVAILABLE', sent: true });
    expect(fake.requests.filter(({ path }) => path === 'ticket/1/comment')).toHaveLength(1);
  });

  test('a read is sent once more', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    let times = 0;
    fake.answers.set('show', (_, response: ServerResponse) => {
      times++;
      if (times > 1) return `${ok}again\n`;
      response.destroy();
      return undefined;
    });
    expect((await rt.call({ operation: 'show' })).payload).toBe('again\n');
  });

  test('an answer that is cut short is refused', async () => {
    fake.answers.set('show', (_, response: ServerResponse) => {
      response.write(`${ok}id: ticket/1\n`);
      setTimeout(() => response.destroy(), 5);
      return undefined;
    });
    await expect(client(right).call({ operation: 'show' })).rejects.toMatchObject({
      code: 'RT_UNAVAILABLE',
    });
  });

  test('an answer that never comes times out', async () => {
    fake.answers.set('show', () => undefined);
    await expect(client(right).call({ operation: 'show' })).rejects.toMatchObject({
      code: 'RT_TIMEOUT',
    });
  });

  test('a caller who is gone ends reads, and starts nothing more', async () => {
    const gone = new AbortController();
    const rt = client(right, { signal: gone.signal });
    await rt.call({ operation: 'show' });
    fake.answers.set('show', () => undefined);
    const reading = rt.call({ operation: 'show' });
    setTimeout(() => gone.abort(), 20);
    await expect(reading).rejects.toBeInstanceOf(RtError);
    const before = fake.requests.length;
    await expect(rt.call({ operation: 'show' })).rejects.toMatchObject({ code: 'RT_TIMEOUT' });
    expect(fake.requests).toHaveLength(before);
  });
});

describe('who the caller is', () => {
  test('is found out by one for all who ask, in one place', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 0, maxWaitMs: 100 });
    const many = Array.from({ length: 100 }, () => client(right, { slots }).identity());
    for (const { name } of await Promise.all(many)) expect(name).toBe('alice');
    expect(fake.logins).toBe(1);
    expect(shows().filter(({ params }) => params.get('id') === 'ticket/new')).toHaveLength(1);
  });

  test('waits for a place, and needs none once it is known', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 1, maxWaitMs: 1000 });
    const rt = client(right, { slots });
    const leave = await slots.take('another');
    const identity = rt.identity();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(fake.requests).toHaveLength(0);
    leave();
    expect((await identity).name).toBe('alice');
    await slots.take('another');
    expect((await rt.identity()).name).toBe('alice');
  });

  test('is found out beside a call, with one place for both', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 5, maxWaitMs: 1000 });
    const rt = client(right, { slots });
    const [{ name }, { status }] = await Promise.all([
      rt.identity(),
      rt.call({ operation: 'show' }),
    ]);
    expect([name, status]).toEqual(['alice', 200]);
  });

  test('may be asked again after a wait that was too long', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 1, maxWaitMs: 20 });
    const rt = client(right, { slots });
    const leave = await slots.take('another');
    await expect(rt.identity()).rejects.toMatchObject({ code: 'OVERLOADED' });
    leave();
    expect((await rt.identity()).name).toBe('alice');
  });
});

describe('a stream', () => {
  test('holds its place until RT has sent it, and its reader is no more than 8 MB behind', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 0, maxWaitMs: 100 });
    const rt = client(right, { slots });
    // More than is read ahead.
    fake.answers.set('attachment/57/content', ok + '0123456789'.repeat(2_000_000));
    const { body } = await rt.stream({ operation: 'content', path: 'attachment/57/content' });
    await expect(rt.call({ operation: 'show' })).rejects.toMatchObject({ code: 'OVERLOADED' });
    await body.toArray();
    expect((await rt.call({ operation: 'show' })).status).toBe(200);
  });

  test('leaves places to other requests than streams', async () => {
    const slots = new Slots({ limit: 2, maxWaiting: 0, maxWaitMs: 100, most: { download: 1 } });
    const rt = client(right, { slots });
    // More than is read ahead.
    fake.answers.set('attachment/57/content', ok + '0123456789'.repeat(2_000_000));
    const content = { operation: 'content', path: 'attachment/57/content' };
    const { body } = await rt.stream(content);
    await expect(rt.stream(content)).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect((await rt.call({ operation: 'show' })).status).toBe(200);
    await body.toArray();
    await (await rt.stream(content)).body.toArray();
  });

  test('that is left early gives its place back', async () => {
    const slots = new Slots({ limit: 1, maxWaiting: 0, maxWaitMs: 100 });
    const rt = client(right, { slots });
    fake.answers.set('attachment/57/content', `${ok}${'x'.repeat(200_000)}`);
    const bytes = await readAttachment(rt, 57, 10, { cut: true });
    expect(bytes?.toString()).toBe('xxxxxxxxxx');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await rt.call({ operation: 'show' })).status).toBe(200);
  });
});

describe('what a client lets be seen', () => {
  test('neither it nor its errors nor its trace hold a secret', async () => {
    const rt = client(right);
    await rt.call({ operation: 'show' });
    const error = await client(wrong)
      .call({ operation: 'show' })
      .catch((reason: unknown) => reason);
    const cookie = [...fake.sessions][0] ?? 'none';
    for (const holder of [rt, error, trace]) {
      const seen = inspect(holder, { depth: 20, showHidden: true }) + JSON.stringify(holder);
      expect(seen).not.toMatch(/secret|wrong/);
      expect(seen).not.toContain(cookie);
    }
  });
});
