import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../src/rt/connection/secret.js';
import { SessionPool } from '../../src/rt/connection/sessions.js';
import { Transport } from '../../src/rt/connection/transport.js';
import type { App } from '../../src/server/app.js';
import { appFor, ask, basicAuth, codesOf } from '../support/graphql/ask.js';
import { type FakeRt, ok, startFakeRt } from '../support/rest1/fake-rt.js';

const query = '{ viewer { user { name } } }';
const aliceHeaders = { authorization: basicAuth('alice', 'secret') };
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('logins at RT, counted', () => {
  let fake: FakeRt;
  let app: App;

  beforeEach(async () => {
    fake = await startFakeRt({ delayMs: 2 });
    app = appFor(fake.url, { RT_TIMEZONE: 'UTC' });
  });
  afterEach(async () => {
    await app.close();
    await fake.close();
  });

  test('a hundred first requests of one caller are one login', async () => {
    const answers = await Promise.all(
      times(100).map(() => ask(app, { query, as: null, headers: aliceHeaders })),
    );
    const overloaded = answers.filter(({ status }) => status === 503).length;
    for (const { status, data } of answers) {
      if (status !== 503) expect(data.viewer.user.name).toBe('alice');
    }
    expect(overloaded).toBe(0);
    expect(fake.logins).toBe(1);
  });

  test('a hundred requests with the same wrong password are one check', async () => {
    const headers = { authorization: basicAuth('alice', 'wrong') };
    const answers = await Promise.all(times(100).map(() => ask(app, { query, as: null, headers })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(fake.logins).toBe(1);
  });

  test('a hundred requests with a token are one login and at most two sessions', async () => {
    const headers = { authorization: 'token 1-14-secret' };
    for (let round = 0; round < 5; round++) {
      await Promise.all(times(20).map(() => ask(app, { query, as: null, headers })));
    }
    expect(fake.sessions.size).toBeLessThanOrEqual(2);
    expect(fake.logins).toBeLessThanOrEqual(2);
  });

  test('a session that ends in the middle is one more login and one repeated read', async () => {
    await ask(app, { query, as: null, headers: aliceHeaders });
    fake.answers.set('show', `${ok}id: ticket/1\nSubject: seen\n\n`);
    fake.forgetSessions();
    const ticket = '{ ticket(id: 1) { subject } }';
    const answer = await ask(app, { query: ticket, as: null, headers: aliceHeaders });
    expect(answer.data).toEqual({ ticket: { subject: 'seen' } });
    expect(fake.logins).toBe(2);
  });

  test('a caller whom RT no longer knows is UNAUTHENTICATED after one more try', async () => {
    await ask(app, { query, as: null, headers: aliceHeaders });
    fake.forgetSessions();
    fake.passwords.set('alice', 'another');
    const ticket = '{ ticket(id: 1) { subject } }';
    const answer = await ask(app, { query: ticket, as: null, headers: aliceHeaders });
    expect([answer.status, ...codesOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(fake.logins).toBe(2);
    const other = { authorization: basicAuth('alice', 'another') };
    expect((await ask(app, { query, as: null, headers: other })).data.viewer.user.name).toBe(
      'alice',
    );
  });

  test('ten thousand wrong passwords leave no more callers than the pool keeps', async () => {
    const transport = new Transport({ url: fake.url, concurrency: 4, timeoutMs: 5000 });
    const pool = new SessionPool(transport, { maxCallers: 500 });
    for (const at of times(10_000)) {
      pool.for({ scheme: 'password', user: 'alice', password: new Secret(`wrong ${at}`) });
    }
    expect(pool.size).toBe(500);
    // None was used, so none is logged out, and RT has heard of none.
    await pool.close();
    expect(fake.requests).toEqual([]);
    await transport.close();
  });
});
