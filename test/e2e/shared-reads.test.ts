import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { type App, createApp } from '../../src/server/app.js';
import { type Answer, ask, basicAuth } from '../support/graphql/ask.js';

const clients = 32;
let rt: Sandbox;
let app: App;
/** The same server, but every read is sent on its own. */
let unshared: App;

beforeAll(async () => {
  rt = await startSandbox({ latencyMs: 25 });
  const config = readConfig({
    RT_URL: rt.url,
    LOG_LEVEL: 'silent',
    MAX_COST: '100000',
    MAX_COST_PER_MINUTE: '1000000000',
  });
  app = createApp(config);
  const alone = { ...config, sharesReads: false };
  unshared = createApp(alone);
});
afterAll(async () => {
  await Promise.all([app.close(), unshared.close()]);
  await rt.close();
});

const root = basicAuth('root', 'password');

/** A dashboard of each client's own. */
const dashboard = (client: number) => `{
  tickets(query: "id > ${3 * client} AND id < ${3 * client + 50}", first: 20) {
    totalCount
    nodes {
      number subject status
      queue { name description }
      owner { name realName }
      requestors { emailAddress }
      customFields { name rawValue }
      history(last: 3) { nodes { type createdAt description } }
    }
  }
}`;

function answerOf(on: App, query: string, authorization = root): Promise<Answer> {
  return ask(on, { query, as: null, headers: { authorization } });
}

/** What RT is asked for while something runs. */
async function callsDuring(run: () => Promise<unknown>): Promise<readonly string[]> {
  rt.calls.length = 0;
  await run();
  return rt.calls.map(({ path }) => path).filter((path) => path !== 'logout');
}

/** All clients ask one query after the other, and begin the next when they have an answer. */
async function load(on: App, rounds: number, query: (client: number) => string) {
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const own: Answer[] = [];
      for (let round = 0; round < rounds; round++) own.push(await answerOf(on, query(client)));
      return own;
    }),
  );
  return { answers, seconds: (performance.now() - start) / 1000 };
}

beforeEach(async () => {
  // Both sessions of the account are open, and the zone of its dates is known.
  for (const on of [app, unshared]) {
    await Promise.all(Array.from({ length: 4 }, () => answerOf(on, dashboard(1))));
  }
});

describe(`${clients} clients of one account`, () => {
  test.each([
    ['one dashboard', () => dashboard(1)],
    ['eight dashboards', (client: number) => dashboard(client % 8)],
    ['a dashboard each', dashboard],
  ])('that look at %s cost RT no more than three requests each', async (_, query) => {
    // All at once would wait longer than an operation may wait for its turn.
    const alone: Answer[] = [];
    for (let client = 0; client < clients; client++) {
      alone.push(await answerOf(unshared, query(client)));
    }
    expect(alone[0]?.rt.requests).toBeGreaterThan(3);
    const rounds = 2;
    const calls = await callsDuring(async () => {
      const { answers } = await load(app, rounds, query);
      answers.forEach((own, client) => {
        for (const { data, errors } of own) {
          expect(errors).toBeUndefined();
          expect(data).toEqual(alone[client]?.data);
        }
      });
    });
    expect(calls.length / (clients * rounds)).toBeLessThanOrEqual(3);
  });

  test('are served half as often again as without sharing', async () => {
    const query = (client: number) => dashboard(client % 8);
    const apart = await load(unshared, 2, query);
    const together = await load(app, 2, query);
    expect(apart.seconds / together.seconds).toBeGreaterThanOrEqual(1.5);
  });

  test('are told of the requests that their operation took part in', async () => {
    const { answers } = await load(app, 1, () => dashboard(1));
    for (const { rt: told } of answers.flat()) {
      expect(told.requests).toBe(told.calls.length);
      expect(told.requests).toBeGreaterThan(3);
    }
    const sharers = answers
      .flat()
      .flatMap(({ rt: told }) => told.calls.map((call) => call.sharers));
    expect(Math.max(...sharers.map((count) => count ?? 1))).toBeGreaterThan(8);
  });
});

describe('an operation alone', () => {
  test('asks RT for the same as without sharing', async () => {
    const [apart, together] = [
      await answerOf(unshared, dashboard(3)),
      await answerOf(app, dashboard(3)),
    ];
    const told = (answer: Answer) => answer.rt.calls.map(({ ms: _, ...call }) => call);
    expect(told(together)).toEqual(told(apart));
  });
});

describe('callers', () => {
  test('share nothing with each other, nor two logins of one account', async () => {
    const few = createApp(readConfig({ RT_URL: rt.url, LOG_LEVEL: 'silent', RT_CONCURRENCY: '1' }));
    const logins = [root, `Bearer ${rt.token('root')}`, basicAuth('ada', 'password')];
    const each = 5;
    const query = '{ viewer { user { name } } tickets(first: 5) { nodes { number subject } } }';
    for (const login of logins) await answerOf(few, query, login);
    const answers = await Promise.all(
      logins.flatMap((login) => Array.from({ length: each }, () => answerOf(few, query, login))),
    );
    await few.close();
    const names = answers.map(({ data }) => data.viewer.user.name);
    expect(names).toEqual(['root', 'root', 'ada'].flatMap((name) => Array(each).fill(name)));
    const sharers = answers.flatMap(({ rt: told }) => told.calls.map((call) => call.sharers ?? 1));
    expect(Math.max(...sharers)).toBeLessThanOrEqual(each);
    expect(Math.max(...sharers)).toBeGreaterThan(1);
  });
});

describe('a write among reads that wait', () => {
  test('is seen by every read that comes after it', async () => {
    const query = '{ ticket(id: 1) { subject } }';
    let writing = true;
    const readers = Array.from({ length: 12 }, async () => {
      while (writing) await answerOf(app, query);
    });
    try {
      for (let at = 0; at < 8; at++) {
        const subject = `written ${at}`;
        const written = await answerOf(
          app,
          `mutation { updateTicket(input: { id: "ticket/1", changes: { subject: "${subject}" } }) {
            ticket { subject } userErrors { message } } }`,
        );
        expect(written.errors).toBeUndefined();
        expect(written.data.updateTicket).toEqual({ ticket: { subject }, userErrors: [] });
        const read = await Promise.all([1, 2, 3].map(() => answerOf(app, query)));
        expect(read.map(({ data }) => data.ticket.subject)).toEqual(Array(3).fill(subject));
      }
    } finally {
      writing = false;
      await Promise.all(readers);
    }
  });
});
