import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/cli/doctor/report.js';
import { diagnose } from '../../src/cli/doctor.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { testWorld } from '../support/world/world.js';

const passwordOf = (user: string) =>
  user === 'root'
    ? 'password'
    : (testWorld.users.find(({ name }) => name === user)?.password ?? '');

/** What is not well, as `name:cause`. */
const troubles = ({ checks }: Report) =>
  checks.flatMap(({ name, status, cause }) => (status === 'ok' ? [] : [`${name}:${cause}`]));

describe.each(sharedBackends())('doctor on $name', ({ name: backend, url, version, env = {} }) => {
  // The sandbox is an RT 5 without REST 2.0, which doctor would find fault with.
  const settings = { RT_URL: url, ...(backend === 'sandbox' && { RT_REST: '1' }), ...env };
  const examine = (user: string, password = passwordOf(user)) =>
    diagnose({ ...settings, RT_USER: user, RT_PASSWORD: password });
  const hasRest2 = backend === 'RT 5';

  test('finds nothing wrong with an administrator', async () => {
    const report = await examine('root');
    expect(troubles(report)).toEqual([]);
    expect(report).toMatchObject({
      exitCode: 0,
      user: 'root',
      version: expect.stringMatching(version === 5 ? /^5\./ : /^4\.4/),
      timeZone: {
        name: expect.stringMatching(/./),
        source: expect.stringMatching(/detected|chosen in RT/),
      },
    });
    expect(report.rest?.['2'].includes('pages of tickets')).toBe(hasRest2);
    expect(report.rest?.['1']).toContain('downloads');
    // Callers' tokens come in a header that web servers drop.
    const named = report.checks.map(({ name }) => name);
    expect(named.includes('authorization')).toBe(hasRest2);
  });

  test('tells what a user may write, where RT tells it', async () => {
    const writing = async (user: string) => {
      const { checks } = await examine(user);
      const names = ['create', 'reply', 'comment', 'change', 'writes'];
      return checks.flatMap(({ name, status }) =>
        names.includes(name) ? `${name}:${status}` : [],
      );
    };
    const all = ['create:ok', 'reply:ok', 'comment:ok', 'change:ok'];
    expect(await writing('root')).toEqual(hasRest2 ? all : ['writes:ok']);
    // Whoever may write, but not change.
    const some = ['create:ok', 'reply:ok', 'comment:ok', 'change:gap'];
    expect(await writing('low')).toEqual(hasRest2 ? some : ['writes:ok']);
    const { checks } = await examine('low');
    const change = checks.find(({ name }) => name === 'change');
    if (hasRest2) expect(change?.advice).toContain('ModifyTicket');
  });

  test('names what a user without rights lacks', async () => {
    const report = await examine('norights');
    expect(report.exitCode).toBe(2);
    expect(troubles(report)).toEqual(['queues:no-right', 'tickets:no-right', 'users:no-right']);
    const advice = report.checks.map(({ advice }) => advice ?? '').join('\n');
    for (const right of ['SeeQueue', 'ShowTicket', 'AdminUsers']) expect(advice).toContain(right);
  });

  test('tells a user who is not privileged from a wrong password', async () => {
    const unprivileged = await examine('selfserve');
    expect(troubles(unprivileged)).toContain('login:unprivileged');
    expect(unprivileged.exitCode).toBe(hasRest2 ? 2 : 1);
    const wrong = await examine('alice', 'not-her-password');
    expect(troubles(wrong)).toEqual(['login:bad-password']);
    expect(wrong.exitCode).toBe(1);
    expect(JSON.stringify(wrong)).not.toContain('not-her-password');
  });

  test('tells a token that RT does not take, and an RT that has none', async () => {
    const token = `1-14-${'ab'.repeat(16)}`;
    const report = await diagnose({ ...settings, RT_TOKEN: token });
    expect(troubles(report)).toEqual([version === 5 ? 'login:bad-token' : 'login:no-tokens']);
    expect(JSON.stringify(report)).not.toContain(token);
  });

  test('leads to where RT is from an address below it', async () => {
    const report = await diagnose({ ...settings, RT_URL: `${url}/no/such/place` });
    expect(report.exitCode).toBe(1);
    expect(report.checks[0]?.advice).toContain(`RT_URL=${url}`);
  });
});
