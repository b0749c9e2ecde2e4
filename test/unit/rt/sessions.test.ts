import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import type { InPlace } from '../../../src/rt/connection/caller-session.js';
import type { Credentials } from '../../../src/rt/connection/credentials.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { SessionPool } from '../../../src/rt/connection/sessions.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import { CredentialsError } from '../../../src/rt/errors.js';
import { type FakeRt, startFakeRt } from '../../support/rest1/fake-rt.js';

function password(text: string, user = 'alice'): Credentials {
  return { scheme: 'password', user, password: new Secret(text) };
}

const atOnce: InPlace = (run) => run();
const hundred = Array.from({ length: 100 }, (_, at) => at);

let fake: FakeRt;
let transport: Transport;
let pool: SessionPool;

beforeEach(async () => {
  fake = await startFakeRt({ delayMs: 5 });
  transport = new Transport({ url: fake.url, concurrency: 8, timeoutMs: 4000 });
  pool = new SessionPool(transport, { timeZone: 'UTC' });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await pool.close();
  await transport.close();
  await fake.close();
});

async function use(credentials: Credentials, from: SessionPool = pool): Promise<void> {
  const beside: InPlace = (run) => run();
  const sent = await from
    .for(credentials)
    .send({ operation: 'show', path: 'show', write: false, beside });
  await sent.body.toArray();
  sent.done();
}

describe('logins', () => {
  test('a hundred first uses at once are one login', async () => {
    await Promise.all(hundred.map(() => use(password('secret'))));
    expect(fake.logins).toBe(1);
    expect(fake.requests.filter(({ path }) => path === 'show')).toHaveLength(100);
  });

  test('a hundred wrong passwords at once are one check, and all are refused', async () => {
    const results = await Promise.allSettled(hundred.map(() => use(password('wrong'))));
    expect(fake.logins).toBe(1);
    for (const result of results) {
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(CredentialsError);
    }
    expect(fake.requests).toHaveLength(1);
  });

  test('a wrong password never reaches a warm session of the same user', async () => {
    await use(password('secret'));
    await expect(use(password('wrong'))).rejects.toBeInstanceOf(CredentialsError);
    await use(password('secret'));
    expect(fake.logins).toBe(2);
  });

  test('a refusal is forgotten after some seconds', async () => {
    const setTimeout = vi.spyOn(globalThis, 'setTimeout');
    await expect(use(password('later'))).rejects.toBeInstanceOf(CredentialsError);
    fake.passwords.set('alice', 'later');
    await expect(use(password('later'))).rejects.toBeInstanceOf(CredentialsError);
    expect(fake.logins).toBe(1);
    const [forget, ms] = setTimeout.mock.calls.find(([, delay]) => delay === 5000) ?? [];
    expect(ms).toBe(5000);
    forget?.();
    await use(password('later'));
    expect(fake.logins).toBe(2);
  });

  test('RT being away is not remembered as a refusal', async () => {
    const away = await startFakeRt();
    const { url } = away;
    await away.close();
    const road = new Transport({ url, concurrency: 1, timeoutMs: 1000 });
    const other = new SessionPool(road);
    await expect(use(password('secret'), other)).rejects.toMatchObject({ code: 'RT_UNAVAILABLE' });
    await expect(use(password('secret'), other)).rejects.toMatchObject({ code: 'RT_UNAVAILABLE' });
    await road.close();
  });

  test('are watched for credentials that are new here, and only then', async () => {
    const seen: string[] = [];
    const watch = () => {
      seen.push('new');
      return {
        starts: async () => void seen.push('starts'),
        accepted: () => void seen.push('accepted'),
        isOf: () => undefined,
      };
    };
    const session = pool.for(password('secret'), watch);
    expect(seen).toEqual(['new']);
    await session.signIn((run) => run());
    await pool.for(password('secret'), watch).signIn((run) => run());
    expect(seen).toEqual(['new', 'starts', 'accepted']);
  });

  test('two callers never share a session', async () => {
    fake.passwords.set('bob', 'secret');
    await Promise.all([use(password('secret')), use(password('secret', 'bob'))]);
    expect(fake.logins).toBe(2);
    expect(pool.size).toBe(2);
    const cookies = fake.requests.filter(({ path }) => path === 'show').map(({ cookie }) => cookie);
    expect(new Set(cookies).size).toBe(2);
  });

  test('a token logs in once too', async () => {
    const token: Credentials = { scheme: 'token', token: new Secret('1-14-secret') };
    await use(token);
    await use(token);
    expect(fake.logins).toBe(1);
    const bad: Credentials = { scheme: 'token', token: new Secret('1-14-wrong') };
    await expect(use(bad)).rejects.toBeInstanceOf(CredentialsError);
  });

  test('a busy caller gets a second session beside the first, not a third', async () => {
    await use(password('secret'));
    await Promise.all(hundred.map(() => use(password('secret'))));
    await vi.waitFor(() => expect(fake.sessions.size).toBe(2));
    const before = fake.requests.length;
    await Promise.all(hundred.map(() => use(password('secret'))));
    const cookies = fake.requests.slice(before).map(({ cookie }) => cookie);
    for (const cookie of fake.sessions) {
      expect(cookies.filter((one) => one === cookie)).toHaveLength(50);
    }
    expect(fake.logins).toBe(2);
  });
});

describe('what goes over the wire', () => {
  test('a cookie never travels with a password or token', async () => {
    const token: Credentials = { scheme: 'token', token: new Secret('1-14-secret') };
    for (const credentials of [password('secret'), token]) {
      await use(credentials);
      fake.forgetSessions();
      await use(credentials);
      await use(credentials);
      await pool.for(credentials).identity(atOnce);
    }
    for (const { cookie, params, authorization } of fake.requests) {
      expect(cookie !== undefined && (params.has('pass') || authorization !== undefined)).toBe(
        false,
      );
    }
    expect(fake.requests.filter(({ params }) => params.has('pass')).length).toBeGreaterThan(0);
  });

  test('no secret prints from anything that holds one', async () => {
    await use(password('secret'));
    const session = pool.for(password('secret'));
    const error = await use(password('wrong-secret')).catch((reason: unknown) => reason);
    const cookie = [...fake.sessions][0]?.split('=')[1] ?? '';
    expect(cookie).toMatch(/^\d{32}$/);
    for (const holder of [pool, session, transport, error, password('secret')]) {
      const seen = `${inspect(holder, { depth: 20, showHidden: true })}${JSON.stringify(holder)}`;
      expect(seen).not.toContain('"secret"');
      expect(seen).not.toContain("'secret'");
      expect(seen).not.toContain('wrong-secret');
      expect(seen).not.toContain(cookie);
    }
  });
});

describe('identity', () => {
  test('is asked once, whoever asks', async () => {
    const session = pool.for(password('secret'));
    const all = await Promise.all(hundred.map(() => session.identity(atOnce)));
    expect(all[99]).toMatchObject({ name: 'alice', version: '5.0.3', rtName: 'help.example.com' });
    expect(all[99]?.zone.name).toBe('UTC');
    const forms = fake.requests.filter(({ params }) => params.getAll('id').includes('ticket/new'));
    expect(forms).toHaveLength(1);
    // The login, the form and the caller's number: each answer has to show that it is whole.
    const shows = fake.requests.filter(({ path }) => path === 'show');
    expect(shows.length).toBeGreaterThan(1);
    expect(shows.filter(({ asksForEnd }) => !asksForEnd)).toEqual([]);
    expect(fake.logins).toBe(1);
  });

  test('is asked again in a new session when the old one has ended', async () => {
    await use(password('secret'));
    fake.forgetSessions();
    expect(await pool.for(password('secret')).identity(atOnce)).toMatchObject({ name: 'alice' });
    expect(fake.logins).toBe(2);
  });

  test('is not remembered when it could not be told', async () => {
    fake.answers.set(
      'ticket/new',
      'RT/5.0.3 200 Ok\n\n# Required: id, Queue\n\nid: ticket/new\n\n',
    );
    const session = pool.for(password('secret'));
    await expect(session.identity(atOnce)).rejects.toBeInstanceOf(CredentialsError);
    fake.answers.delete('ticket/new');
    expect(await session.identity(atOnce)).toMatchObject({ name: 'alice' });
  });

  test('shows the offset of a caller who is elsewhere', async () => {
    const there = new Date(Date.now() + 5.5 * 3_600_000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    fake.answers.set(
      'ticket/new',
      `RT/5.0.3 200 Ok\n\n# Required: id, Queue\n\nid: ticket/new\nRequestor: alice\nStarts: ${there}\n\n`,
    );
    expect((await pool.for(password('secret')).identity(atOnce)).zone.name).toBe('+05:30');
  });
});

describe('the end of a login', () => {
  test('closing the pool logs every session out', async () => {
    fake.passwords.set('bob', 'secret');
    await Promise.all([use(password('secret')), use(password('secret', 'bob'))]);
    expect(fake.sessions.size).toBe(2);
    await pool.close();
    expect(fake.sessions.size).toBe(0);
    expect(fake.requests.filter(({ path }) => path === 'logout')).toHaveLength(2);
    expect(pool.size).toBe(0);
  });

  test('waits for a login under way, which leaves no session behind', async () => {
    const signingIn = pool.for(password('secret')).signIn((run) => run());
    await pool.close();
    await signingIn;
    expect(fake.logins).toBe(1);
    expect(fake.sessions.size).toBe(0);
  });

  test('does not wait for ever: a login that fails ends it too', async () => {
    const refused = expect(use(password('wrong'))).rejects.toBeInstanceOf(CredentialsError);
    await pool.close();
    await refused;
    expect(fake.sessions.size).toBe(0);
  });

  test('a login that nobody used for long is logged out at its next use', async () => {
    const idle = new SessionPool(transport, { idleMs: 0 });
    await use(password('secret'), idle);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await use(password('secret'), idle);
    expect(fake.logins).toBe(2);
    await idle.close();
    expect(fake.sessions.size).toBe(0);
  });

  test('a login is not kept beyond its age', async () => {
    const young = new SessionPool(transport, { maxAgeMs: 20 });
    await use(password('secret'), young);
    await new Promise((resolve) => setTimeout(resolve, 40));
    await use(password('secret'), young);
    expect(fake.logins).toBe(2);
    await young.close();
    expect(fake.sessions.size).toBe(0);
  });

  test('more callers than the pool keeps push the oldest out', async () => {
    const small = new SessionPool(transport, { maxCallers: 1 });
    fake.passwords.set('bob', 'secret');
    await use(password('secret'), small);
    await use(password('secret', 'bob'), small);
    expect(small.size).toBe(1);
    await small.close();
    expect(fake.sessions.size).toBe(0);
  });

  test('callers whom RT has not let in push out nobody whom it has', async () => {
    const small = new SessionPool(transport, { maxCallers: 10 });
    await use(password('secret'), small);
    for (const at of hundred) small.for(password(`wrong ${at}`));
    expect(small.size).toBe(11);
    await use(password('secret'), small);
    expect(fake.logins).toBe(1);
    expect(fake.sessions.size).toBe(1);
    await small.close();
    expect(fake.sessions.size).toBe(0);
    expect(small.size).toBe(0);
  });

  test('of one account only the newest credentials keep their sessions, and it pushes out nobody else', async () => {
    const { maxCredentialsOfAccount: most } = fixedLimits;
    // Every mixture of small and capital letters is the same name to RT.
    const spellings = Array.from({ length: most + 5 }, (_, at) =>
      [...'alice'].map((letter, bit) => ((at >> bit) & 1 ? letter.toUpperCase() : letter)).join(''),
    );
    for (const user of ['bob', ...spellings]) {
      fake.passwords.set(user, 'secret');
      await pool.for(password('secret', user)).account(atOnce);
    }
    await vi.waitFor(() => expect(fake.sessions.size).toBe(most + 1));
    const before = fake.logins;
    for (const user of ['bob', ...spellings.slice(-most)]) await use(password('secret', user));
    expect(fake.logins).toBe(before);
    await use(password('secret', spellings[0]));
    expect(fake.logins).toBe(before + 1);
  });

  test('an operation that outlives its place in the pool still works, and leaves nothing behind', async () => {
    const session = pool.for(password('secret'));
    const running = await session.send({ operation: 'show', path: 'show', write: false });
    await pool.close();
    expect(fake.requests.filter(({ path }) => path === 'logout')).toHaveLength(0);
    await running.body.toArray();
    running.done();
    await vi.waitFor(() => expect(fake.sessions.size).toBe(0));

    const later = await session.send({ operation: 'show', path: 'show', write: false });
    const body = await later.body.toArray();
    expect(Buffer.concat(body).toString()).toContain('200 Ok');
    later.done();
    await vi.waitFor(() => expect(fake.sessions.size).toBe(0));
    expect(fake.logins).toBe(2);
  });

  test('a logout that fails does no harm', async () => {
    await use(password('secret'));
    await fake.close();
    await expect(pool.close()).resolves.toBeUndefined();
  });
});

test('a pool that closes logs out all of its many sessions, few at a time', async () => {
  const slow = await startFakeRt({ delayMs: 40 });
  const road = new Transport({ url: slow.url, concurrency: 2, timeoutMs: 5000 });
  const sessions = new SessionPool(road);
  const users = Array.from({ length: 70 }, (_, at) => `user${at}`);
  for (const user of users) slow.passwords.set(user, 'secret');
  const password = new Secret('secret');
  await Promise.all(
    users.map((user) =>
      sessions.for({ scheme: 'password', user, password }).signIn((run) => run()),
    ),
  );
  expect(slow.sessions.size).toBe(users.length);
  // All at once they would have a second together.
  const start = Date.now();
  await sessions.close();
  expect(slow.sessions.size).toBe(0);
  expect(Date.now() - start).toBeGreaterThan(fixedLimits.maxLogoutMs);
  await road.close();
  await slow.close();
});
