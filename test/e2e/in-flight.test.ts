import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type FakeRt, ok, type SeenRequest, startFakeRt } from '../support/rest1/fake-rt.js';

const callers = ['alice', 'bob', 'carol'] as const;
let rt: FakeRt;
let app: ReturnType<typeof createApp>;
const now = new Map<string, number>();
const most = { inAll: 0, ofOne: 0 };

const change = (cookie: string, by: number) => now.set(cookie, (now.get(cookie) ?? 0) + by);

async function slowly({ cookie = '', params }: SeenRequest): Promise<string> {
  change(cookie, 1);
  const counts = [...now.values()];
  most.inAll = Math.max(
    most.inAll,
    counts.reduce((sum, count) => sum + count, 0),
  );
  most.ofOne = Math.max(most.ofOne, ...counts);
  await sleep(15);
  change(cookie, -1);
  const forms = params.getAll('id').map((id) => `id: ${id}\nSubject: one\n`);
  return `${ok}${forms.join('\n--\n\n')}\n`;
}

beforeAll(async () => {
  rt = await startFakeRt();
  for (const caller of callers) rt.passwords.set(caller, 'secret');
  rt.answers.set('show', slowly);
  app = createApp(readConfig({ RT_URL: rt.url, LOG_LEVEL: 'silent' }));
});
afterAll(async () => {
  await app.close();
  await rt.close();
});

async function subjectOf(caller: string, ticket: number): Promise<unknown> {
  const response = await app.fetch(
    new Request('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${caller}:secret`)}`,
      },
      body: JSON.stringify({ query: `{ ticket(id: ${ticket}) { subject } }` }),
    }),
  );
  return response.json();
}

const all = (each: number) =>
  Promise.all(
    callers.flatMap((caller) => Array.from({ length: each }, (_, at) => subjectOf(caller, at + 1))),
  );

test('RT gets RT_CONCURRENCY requests at once, and one of each session, however many come', async () => {
  // A second session is opened beside the work of the first, when two requests meet there.
  await all(4);
  await all(4);
  expect(most.inAll).toBeLessThanOrEqual(4);
  most.ofOne = 0;
  for (const answer of await all(40)) {
    expect(answer).toEqual({ data: { ticket: { subject: 'one' } } });
  }
  expect(most).toEqual({ inAll: 4, ofOne: 1 });
});
