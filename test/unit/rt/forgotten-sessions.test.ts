import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallerSession } from '../../../src/rt/connection/caller-session.js';
import { createRtClient, type RtClient } from '../../../src/rt/connection/client.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { SessionPool } from '../../../src/rt/connection/sessions.js';
import { Slots } from '../../../src/rt/connection/slots.js';
import { RtTrace } from '../../../src/rt/connection/trace.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import { CredentialsError } from '../../../src/rt/errors.js';
import { streamAttachment } from '../../../src/rt/rest1/read/attachment-content.js';
import { type FakeRt, startFakeRt } from '../../support/rest1/fake-rt.js';

let fake: FakeRt;
let transport: Transport;
let pool: SessionPool;
let session: CallerSession;

beforeEach(async () => {
  fake = await startFakeRt({ delayMs: 20 });
  transport = new Transport({ url: fake.url, concurrency: 8, timeoutMs: 4000 });
  pool = new SessionPool(transport, { timeZone: 'UTC', sessionsPerCaller: 5 });
  session = pool.for({ scheme: 'password', user: 'alice', password: new Secret('secret') });
});

afterEach(async () => {
  await pool.close();
  await transport.close();
  await fake.close();
});

function client(): RtClient {
  return createRtClient({
    session,
    slots: new Slots({ limit: 8, maxWaiting: 100, maxWaitMs: 4000 }),
    trace: new RtTrace(),
    webUrl: fake.url,
    maxCalls: 50,
    maxReplyBytes: 1_000_000,
  });
}

/** Opens as many sessions as asked for: one more whenever all are busy. */
async function warm(sessions: number): Promise<void> {
  while (fake.sessions.size < sessions) {
    const rt = client();
    await Promise.all(Array.from({ length: 8 }, () => rt.call({ operation: 'show' })));
  }
}

describe('sessions that RT forgot', () => {
  test.each([
    ['5.0.9', 'RT_SID_help.example.com.443'],
    ['4.4.9', 'RT_SID_other.name.8081'],
    ['6.0.1', 'RT_SID_help.example.com.8081'],
  ])(
    'by an upgrade to %s are made anew, with the cookie that RT then has',
    async (version, cookie) => {
      await warm(2);
      const before = fake.requests.length;
      fake.upgrade(version, cookie);
      const rt = client();
      for (let time = 0; time < 3; time++) {
        expect((await rt.call({ operation: 'show' })).status).toBe(200);
      }
      const sent = fake.requests.slice(before).flatMap((request) => request.cookie ?? []);
      expect(sent.at(-1)).toMatch(new RegExp(`^${cookie.replaceAll('.', '\\.')}=`));
      fake.answers.set('ticket/1/comment', 'RT/5.0.3 200 Ok\n\n# Comments added\n\n');
      const write = { operation: 'ticket/comment', path: 'ticket/1/comment', write: true };
      expect((await client().call(write)).status).toBe(200);
    },
  );

  test.each([1, 2, 3, 5])('%i of them cost one login and no answer', async (count) => {
    await warm(count);
    const before = fake.logins;
    fake.forgetSessions();
    const rt = client();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => rt.call({ operation: 'show' })),
    );
    for (const { status } of answers) expect(status).toBe(200);
    // One at first, and more beside the work, as at any start.
    expect(fake.logins).toBeGreaterThan(before);
    expect((await rt.identity()).name).toBe('alice');
  });

  test('a write is sent once more, since RT had not looked at it', async () => {
    await warm(3);
    fake.forgetSessions();
    let written = 0;
    fake.answers.set('ticket/1/comment', () => {
      written++;
      return 'RT/5.0.3 200 Ok\n\n# Comments added\n\n';
    });
    await client().call({ operation: 'ticket/comment', path: 'ticket/1/comment', write: true });
    expect(written).toBe(1);
  });

  test('a login that was under way when RT forgot them refuses nobody', async () => {
    await warm(1);
    const reads = client();
    const beside = Array.from({ length: 8 }, () => reads.call({ operation: 'show' }));
    // RT has made the session, and its answer is still to come.
    while (fake.sessions.size < 2) await setImmediate();
    fake.forgetSessions();
    fake.answers.set('ticket/1/comment', 'RT/5.0.3 200 Ok\n\n# Comments added\n\n');
    const write = { operation: 'ticket/comment', path: 'ticket/1/comment', write: true };
    const answers = await Promise.all([client().call(write), ...beside]);
    for (const { status } of answers) expect(status).toBe(200);
  });

  test('a download is begun once more', async () => {
    await warm(3);
    fake.forgetSessions();
    fake.answers.set('attachment/7/content', 'RT/5.0.3 200 Ok\n\nthe bytes');
    const bytes = await buffer(await streamAttachment(client(), 7));
    expect(bytes.toString()).toBe('the bytes');
  });

  test('who the caller is is asked anew', async () => {
    await warm(3);
    fake.forgetSessions();
    expect((await client().identity()).name).toBe('alice');
  });

  test('a password that was changed meanwhile is refused', async () => {
    await warm(3);
    fake.forgetSessions();
    fake.passwords.set('alice', 'another');
    const rt = client();
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, () => rt.call({ operation: 'show' })),
    );
    for (const one of all) {
      expect(one.status === 'rejected' && one.reason).toBeInstanceOf(CredentialsError);
    }
  });
});
