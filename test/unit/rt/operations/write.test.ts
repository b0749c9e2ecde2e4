import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRtClient } from '../../../../src/rt/connection/client.js';
import type { Credentials } from '../../../../src/rt/connection/credentials.js';
import { Secret } from '../../../../src/rt/connection/secret.js';
import { SessionPool } from '../../../../src/rt/connection/sessions.js';
import { Slots } from '../../../../src/rt/connection/slots.js';
import { RtTrace } from '../../../../src/rt/connection/trace.js';
import { Transport } from '../../../../src/rt/connection/transport.js';
import { editTicket } from '../../../../src/rt/rest1/write/ticket-requests.js';
import { LostAnswer } from '../../../../src/rt/rest1/write/write.js';
import { type Answer, type FakeRt, startFakeRt } from '../../../support/rest1/fake-rt.js';

let fake: FakeRt;
let transport: Transport;
let pool: SessionPool;

beforeEach(async () => {
  fake = await startFakeRt();
  transport = new Transport({ url: fake.url, concurrency: 4, timeoutMs: 500 });
  pool = new SessionPool(transport);
});

afterEach(async () => {
  await pool.close();
  await transport.close();
  await fake.close();
});

function edit(password = 'secret') {
  const credentials: Credentials = {
    ...{ scheme: 'password', user: 'alice', password: new Secret(password) },
  };
  const rt = createRtClient({
    session: pool.for(credentials),
    slots: new Slots({ limit: 4, maxWaiting: 50, maxWaitMs: 1000 }),
    trace: new RtTrace(),
    webUrl: fake.url,
    maxCalls: 20,
    maxReplyBytes: 100_000,
  });
  return editTicket(rt, 1, [{ key: 'Subject', value: 'x' }]);
}

const status =
  (code: number): Answer =>
  (_, response) => {
    response.statusCode = code;
    if (code === 302) response.setHeader('location', 'https://sso.example/login');
    return '<html>not RT</html>';
  };

describe('a write', () => {
  const path = 'ticket/1/edit';

  test.each([405, 411, 413, 414, 415, 431])(
    'that the web server answers with %i was not taken',
    async (code) => {
      fake.answers.set(path, status(code));
      await expect(edit()).rejects.toMatchObject({ code: 'RT_BAD_REPLY' });
    },
  );

  // A firewall that forbids may have read RT's answer, and a redirect or a page may stand in its place.
  test.each([301, 302, 303, 307, 400, 404, 409, 410, 412, 422, 500, 502, 504, 408, 403, 499])(
    'that the web server answers with %i may have been taken',
    async (code) => {
      fake.answers.set(path, status(code));
      expect(await edit()).toBeInstanceOf(LostAnswer);
    },
  );

  test('whose answer is not a REST reply, or never comes, may have been taken', async () => {
    fake.answers.set(path, '<html>crashed</html>');
    expect(await edit()).toBeInstanceOf(LostAnswer);
    fake.answers.set(path, () => undefined);
    expect(await edit()).toBeInstanceOf(LostAnswer);
    fake.answers.set(path, (_, response) => {
      response.destroy();
      return undefined;
    });
    expect(await edit()).toBeInstanceOf(LostAnswer);
  });

  test('before which the login fails, in whatever way, was not sent', async () => {
    await expect(edit('wrong')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await fake.close();
    await expect(edit()).rejects.toMatchObject({ code: 'RT_UNAVAILABLE' });
  });

  test('whose session has ended, and for which no other one can be opened, was not sent', async () => {
    fake.answers.set(path, () => 'RT/5.0.3 200 Ok\n\n# Ticket 1 updated.\n\n');
    expect(await edit()).toMatchObject({ status: 200 });
    fake.answers.set(path, () => {
      fake.losesLogins = true;
      fake.forgetSessions();
      return 'RT/5.0.3 401 Credentials required\n';
    });
    await expect(edit()).rejects.toMatchObject({ code: 'RT_UNAVAILABLE' });
  });
});
