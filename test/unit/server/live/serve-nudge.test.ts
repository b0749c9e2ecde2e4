import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../../src/config.js';
import { createApp } from '../../../../src/server/app.js';
import { createRateLimits } from '../../../../src/server/limits/rate-limits.js';
import { serveNudge } from '../../../../src/server/live/serve-nudge.js';

const secret = 'a secret that only this RT has to know';
// Nothing listens there: a nudge needs no RT.
const config = readConfig({
  RT_URL: 'http://127.0.0.1:9/',
  LOG_LEVEL: 'silent',
  NUDGE_SECRET: secret,
});

function post(body: string, authorization: string | null, method = 'POST'): Request {
  return new Request('http://localhost/nudge', {
    method,
    headers: authorization === null ? {} : { authorization },
    ...(method === 'POST' && { body }),
  });
}

describe('a nudge', () => {
  const nudged: number[] = [];
  const limits = createRateLimits({ costPerMinute: 1 });
  const nudge = (
    body: string,
    authorization: string | null = `Bearer ${secret}`,
    method = 'POST',
  ) =>
    serveNudge(
      post(body, authorization, method),
      {},
      { config, limits },
      {
        nudge: (ticket) => nudged.push(ticket),
      },
    );

  test.each(['{"ticket":17}', '{"ticket":"17","more":"is ignored"}', ' { "ticket": 17 } '])(
    'with the secret and %s is passed on',
    async (body) => {
      nudged.length = 0;
      const answer = await nudge(body);
      expect([answer?.status, await answer?.text(), nudged]).toEqual([202, '', [17]]);
    },
  );

  test.each([
    '',
    'not JSON',
    '17',
    'null',
    '"17"',
    '[]',
    '[{"ticket":17}]',
    '{}',
    '{"query":"{ rtServer { version } }"}',
    '{"ticket":0}',
    '{"ticket":-1}',
    '{"ticket":1.5}',
    '{"ticket":1e30}',
    '{"ticket":""}',
    '{"ticket":"ticket/17"}',
    '{"ticket":[17]}',
    '{"ticket":null}',
  ])('with %s is refused, and says what to send', async (body) => {
    nudged.length = 0;
    await expect(nudge(body)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'Send {"ticket": 17}, the number of a ticket.',
    });
    expect(nudged).toEqual([]);
  });

  test('that is too long is refused', async () => {
    nudged.length = 0;
    const body = `{"ticket":17,"x":"${'x'.repeat(1024)}"}`;
    await expect(nudge(body)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(nudged).toEqual([]);
  });

  test.each([
    null,
    '',
    'Bearer',
    `Basic ${secret}`,
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(0, -1)}`,
    secret,
  ])('with the authorization %s is a 401, whatever it says', async (authorization) => {
    nudged.length = 0;
    const answer = await nudge('not JSON', authorization);
    expect([answer?.status, nudged]).toEqual([401, []]);
    expect(await answer?.text()).not.toContain(secret);
  });

  test.each(['GET', 'PUT', 'OPTIONS'])('by %s is a 405', async (method) => {
    const answer = await nudge('', `Bearer ${secret}`, method);
    expect([answer?.status, answer?.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

test('guesses at the secret of nudges are failed logins of their address; who has it is let in', async () => {
  const app = createApp(config);
  const statuses: number[] = [];
  for (let guess = 0; guess < 200; guess++) {
    const { status } = await app.fetch(post('{}', `Bearer ${guess}`));
    statuses.push(status);
    if (status === 429) break;
  }
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThan(0);
  expect(statuses.at(-1)).toBe(429);
  expect((await app.fetch(post('{"ticket":1}', `Bearer ${secret}`))).status).toBe(202);
  expect((await app.fetch(post('{}', null))).status).toBe(401);
  await app.close();
});

test('without NUDGE_SECRET there is nothing at its path', async () => {
  const app = createApp(readConfig({ RT_URL: config.rtUrl, LOG_LEVEL: 'silent' }));
  const there = await app.fetch(post('{"ticket":1}', `Bearer ${secret}`));
  const nowhere = await app.fetch(new Request('http://localhost/nowhere', { method: 'POST' }));
  expect([there.status, await there.json()]).toEqual([404, await nowhere.json()]);
  await app.close();
});
