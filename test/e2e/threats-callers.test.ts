import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { appFor, ask, basicAuth, codesOf } from '../support/graphql/ask.js';
import { type FakeRt, ok, startFakeRt } from '../support/rest1/fake-rt.js';

let fake: FakeRt;
let app: App;

beforeAll(async () => {
  fake = await startFakeRt();
  app = appFor(fake.url, { RT_TIMEZONE: 'UTC' });
});
afterAll(async () => {
  await app.close();
  await fake.close();
});

const query = '{ viewer { user { name } } }';
const pair = (text: string | Uint8Array) => `Basic ${Buffer.from(text).toString('base64')}`;

test.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['a scheme alone', 'Basic'],
  ['no base64', 'Basic !!!'],
  ['no colon', pair('alice')],
  ['no user', pair(':secret')],
  ['no password', pair('alice:')],
  ['an empty token', 'Bearer '],
  ['a token of two words', 'token a b'],
  ['two headers', `${pair('alice:secret')}, ${pair('root:password')}`],
  ['another scheme', 'Digest username="alice"'],
  ['no UTF-8', pair(Uint8Array.from([0x61, 0xff, 0x3a, 0x62]))],
  ['a control character', pair('alice:sec\u0000ret')],
  ['a user of 201 letters', pair(`${'a'.repeat(201)}:secret`)],
  ['a password of 1025 letters', pair(`alice:${'x'.repeat(1025)}`)],
  ['a password of a megabyte', pair(`alice:${'x'.repeat(1_000_000)}`)],
  ['nine kilobytes', `Bearer ${'x'.repeat(9000)}`],
])(
  '%s in place of credentials is UNAUTHENTICATED, and RT hears nothing',
  async (_, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await ask(app, { query, as: null, headers });
    expect([answer.status, ...codesOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toContain('realm="RT"');
    expect(fake.requests).toEqual([]);
  },
);

test('a page is never told to ask for a password, whatever refuses it', async () => {
  const wrong = { authorization: basicAuth('alice', 'no') };
  for (const [headers, challenge] of [
    [wrong, /^Basic /],
    [{ ...wrong, 'sec-fetch-mode': 'navigate' }, /^Basic /],
    [{ ...wrong, 'sec-fetch-mode': 'cors' }, /^token realm="RT"$/],
    [{ 'sec-fetch-mode': 'same-origin' }, /^token realm="RT"$/],
    // Browsers send no Sec-Fetch-Mode to a server without TLS.
    [{ ...wrong, origin: 'http://desk.example.org' }, /^token realm="RT"$/],
    [
      { ...wrong, 'apollo-require-preflight': 'true', 'user-agent': 'Mozilla/5.0 (X11; Linux)' },
      /^token realm="RT"$/,
    ],
    [{ ...wrong, 'apollo-require-preflight': 'true' }, /^Basic /],
  ] as const) {
    const answer = await ask(app, { query, as: null, headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(challenge);
  }
});

test('RT’s own cookie never comes out', async () => {
  const headers = { authorization: basicAuth('alice', 'secret') };
  for (const text of [query, '{ ticket(id: 1) { subject } }', '{ nobodyKnows }']) {
    const answer = await ask(app, { query: text, as: null, headers });
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  expect(fake.sessions.size).toBeGreaterThan(0);
});

test('a write whose session has ended is sent once more after a login, and done once', async () => {
  const headers = { authorization: basicAuth('alice', 'secret') };
  await ask(app, { query, as: null, headers });
  const logins = fake.logins;
  let written = 0;
  fake.answers.set('ticket/1/take', () => {
    written++;
    return `${ok}# Owner changed from Nobody to alice\n`;
  });
  fake.answers.set('show', `${ok}id: ticket/1\nOwner: Nobody\n\n`);
  fake.forgetSessions();
  await ask(app, {
    query: 'mutation { takeTicket(input: { id: 1 }) { outcome } }',
    as: null,
    headers,
  });
  fake.answers.delete('show');
  expect(fake.logins).toBe(logins + 1);
  expect(written).toBe(1);
  expect(fake.requests.filter(({ path }) => path === 'ticket/1/take')).toHaveLength(1);
});
