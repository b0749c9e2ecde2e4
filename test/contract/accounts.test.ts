import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { connectRt, type RtConnection } from '../../src/rt/connection/connect.js';
import type { Credentials } from '../../src/rt/connection/credentials.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, basicAuth, codesOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

const name = 'alice';
const password = testWorld.users.find((user) => user.name === name)?.password ?? '';

describe.each(sharedBackends())('one account of $name', ({ url, env = {} }) => {
  const app = appFor(url);
  let rt: RtConnection;
  let number: number;
  let spellings: readonly string[];
  beforeAll(async () => {
    rt = connectRt(readConfig({ RT_URL: url, ...env }));
    const { text } = await (await rawRt(url, 'root', 'password')).get(`user/${name}`);
    number = Number(/^id: user\/(\d+)$/m.exec(text)?.[1]);
    spellings = [name, 'ALICE', `${number}`, `000${number}`];
  });
  afterAll(() => Promise.all([app.close(), rt.close()]));

  const byPassword = (user: string): Credentials => ({
    scheme: 'password',
    user,
    password: new Secret(password),
  });
  const openFor = (credentials: Credentials) => {
    const session = rt.sessions.for(credentials);
    return { session, ...rt.open(session, {}) };
  };

  test('is its number in RT, by whatever spelling and kind of credentials', async () => {
    for (const spelling of spellings) {
      const { session, account } = openFor(byPassword(spelling));
      expect([spelling, session.owner()]).toEqual([spelling, session.key]);
      expect([spelling, await account()]).toEqual([spelling, `user/${number}`]);
      expect(session.owner()).toBe(`user/${number}`);
    }
    const cookie = rt.sessions.for(byPassword(name)).cookie();
    if (!cookie) throw new Error('no session is open');
    expect(await openFor({ scheme: 'cookie', cookie }).account()).toBe(`user/${number}`);
  });

  test('spends one budget of cost', async () => {
    const poor = appFor(url, { MAX_COST_PER_MINUTE: '5' });
    const query = '{ viewer { user { name } } }';
    const spent: unknown[] = [];
    for (const spelling of spellings) {
      const authorization = basicAuth(spelling, password);
      const answer = await ask(poor, { query, as: null, headers: { authorization } });
      spent.push(answer.cost?.leftThisMinute ?? codesOf(answer)[0]);
    }
    expect(spent).toEqual([3, 1, 'RATE_LIMITED', 'RATE_LIMITED']);
    await poor.close();
  });

  test('has one set of idempotency keys', async () => {
    const input = { queue: 'General', subject: `keyed ${randomUUID()}`, idempotencyKey: 'k' };
    const query = `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { number } } }`;
    const made = await Promise.all(
      spellings.map(async (spelling) => {
        const authorization = basicAuth(spelling, password);
        const variables = { input };
        const { data } = await ask(app, { query, variables, as: null, headers: { authorization } });
        return data.createTicket.ticket.number;
      }),
    );
    expect(new Set(made).size).toBe(1);
  });
});
