import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Secret } from '../../../../src/rt/connection/secret.js';
import { BrowserSessions } from '../../../../src/server/caller/browser-sessions.js';

const alice = { scheme: 'password', user: 'alice', password: new Secret('secret') } as const;
const minute = 60_000;

/** The headers of a browser that was told to set a cookie. */
const browser = (setCookie: string) => new Headers({ cookie: setCookie.split(';')[0] ?? '' });

let passed = 0;

/** Lets time go by, and the few milliseconds for which the cache keeps a time it has read. */
async function wait(minutes: number): Promise<void> {
  passed += minutes * minute;
  await sleep(5);
}

beforeEach(() => {
  for (const clock of [Date, performance]) {
    const now = clock.now.bind(clock);
    vi.spyOn(clock, 'now').mockImplementation(() => now() + passed);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  passed = 0;
});

test('a cookie is its browser’s, and another one for every login', () => {
  const sessions = new BrowserSessions();
  const [first, second] = [sessions.open(alice, 'user/14'), sessions.open(alice, 'user/14')];
  expect(first).not.toBe(second);
  expect(first).not.toContain('alice');
  expect(sessions.find(browser(first))).toBe(alice);
  expect(sessions.find(new Headers())).toBeUndefined();
  expect(sessions.find(browser('__Host-rtgql=made-up'))).toBeNull();
  expect(sessions.find(browser('__Host-rtgql='))).toBeNull();
});

test('a session that was closed is over, the others are not', () => {
  const sessions = new BrowserSessions();
  const [first, second] = [sessions.open(alice, 'user/14'), sessions.open(alice, 'user/14')];
  expect(sessions.close(browser(first))).toMatch(/^__Host-rtgql=; .*Max-Age=0$/);
  expect(sessions.find(browser(first))).toBeNull();
  expect(sessions.find(browser(second))).toBe(alice);
  expect(sessions.close(new Headers())).toContain('Max-Age=0');
});

test('a caller has twenty browsers, and the twenty-first logs out the first of theirs', () => {
  const sessions = new BrowserSessions();
  const bob = { scheme: 'password', user: 'bob', password: new Secret('secret') } as const;
  const other = sessions.open(bob, 'user/15');
  const cookies = Array.from({ length: 20 }, () => sessions.open(alice, 'user/14'));
  for (const cookie of cookies) expect(sessions.find(browser(cookie))).toBe(alice);
  sessions.open(alice, 'user/14');
  expect(sessions.find(browser(cookies[0] ?? ''))).toBeNull();
  expect(sessions.find(browser(cookies[1] ?? ''))).toBe(alice);
  expect(sessions.find(browser(other))).toBe(bob);
});

test('browsers that were logged out do not count among the twenty', () => {
  const sessions = new BrowserSessions();
  const desk = sessions.open(alice, 'user/14');
  for (let at = 0; at < 50; at++) sessions.close(browser(sessions.open(alice, 'user/14')));
  expect(sessions.find(browser(desk))).toBe(alice);
});

test('a session ends half an hour after it was used', async () => {
  const sessions = new BrowserSessions();
  const cookie = browser(sessions.open(alice, 'user/14'));
  await wait(29);
  expect(sessions.find(cookie)).toBe(alice);
  await wait(29);
  expect(sessions.find(cookie)).toBe(alice);
  await wait(31);
  expect(sessions.find(cookie)).toBeNull();
});

test('a session ends after eight hours however much it is used', async () => {
  const sessions = new BrowserSessions();
  const cookie = browser(sessions.open(alice, 'user/14'));
  for (let at = 0; at < 8 * 60 - 20; at += 20) {
    await wait(20);
    expect(sessions.find(cookie)).toBe(alice);
  }
  await wait(20);
  expect(sessions.find(cookie)).toBeNull();
});
