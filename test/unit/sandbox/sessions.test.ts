import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxToken } from '../../../src/sandbox/http/sessions.js';
import { type Served, serveSmallWorld } from './small-world.js';

describe('logging in', () => {
  let rt: Served;
  const call = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${rt.url}/REST/1.0/${path}`, { headers, redirect: 'manual' });

  beforeAll(async () => {
    rt = await serveSmallWorld();
    await rt.create('Queue: General\nSubject: x\n');
  });

  afterAll(() => rt.close());

  test('nobody and somebody with a wrong password get different bodies', async () => {
    expect(await (await call('ticket/1')).text()).toBe('RT/5.0.3 401 Credentials required\n');
    expect(await (await call('ticket/1?user=root&pass=no')).text()).toBe(
      'RT/5.0.3 401 Credentials required\n\nYour username or password is incorrect\n',
    );
    expect(await rt.get('ticket/1', {}, 'gone')).toContain('401 Credentials required');
  });

  test('a cookie beats the credentials that come with it', async () => {
    const login = await call('?user=low&pass=lowpass');
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(cookie).toMatch(/^RT_SID_example\.com\.\d+=[0-9a-f]{32}$/);
    const form = await (await call('ticket/new?user=root&pass=password', { cookie })).text();
    expect(form).toContain('\nRequestor: low\n');
    expect(await (await call('logout', { cookie })).text()).toBe('RT/5.0.3 200 Ok\n');
    expect(await (await call('ticket/1', { cookie })).text()).toContain('401');
  });

  test('a token works and Basic does not', async () => {
    const token = { authorization: `token ${sandboxToken(14, 'root')}` };
    expect(await (await call('ticket/new', token)).text()).toContain('\nRequestor: root\n');
    const basic = { authorization: `Basic ${btoa('root:password')}` };
    expect(await (await call('ticket/new', basic)).text()).toContain('401');
  });

  test('an unprivileged user is sent to self service', async () => {
    const answer = await call('ticket/1?user=guest&pass=guestpass');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/\/SelfService\/$/);
  });

  test('paths outside REST are not found', async () => {
    expect((await fetch(`${rt.url}/REST/9.9/x`)).status).toBe(404);
  });
});
