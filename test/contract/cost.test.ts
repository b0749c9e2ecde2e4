import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, codesOf, dataOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { formText } from '../support/rest1/ticket-forms.js';

describe.each(sharedBackends())('what queries cost on $name', ({ url, populated }) => {
  // Requests are counted by REST 1.0; call-counts-*.test.ts has those of both ways.
  const app = appFor(url, { RT_REST: '1' });
  const { tickets } = populated;
  afterAll(() => app.close());

  async function cost(query: string) {
    const answer = await ask(app, { query });
    expect(answer.errors).toBeUndefined();
    expect(answer.rt.requests).toBe(answer.rt.calls.length);
    return { ...answer, requests: answer.rt.requests };
  }

  test('fifty tickets with the names of their queues and owners are two requests', async () => {
    const answer = await cost(
      '{ tickets(first: 50) { nodes { number subject status queue { name } owner { name } } } }',
    );
    expect(answer.data.tickets.nodes).toHaveLength(50);
    expect(callsOf(answer)).toEqual(['search/ticket 1 id', 'show 50 Owner Queue Status Subject']);
  });

  test('owners, queues and requestors in full add one request', async () => {
    const { requests, data } =
      await cost(`{ tickets(query: "Queue = 'General'", first: 50) { nodes {
      number owner { emailAddress realName } queue { description } requestors { user { realName } }
    } } }`);
    expect(requests).toBe(3);
    const people = data.tickets.nodes.flatMap(
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      ({ requestors }: any) => requestors,
    );
    expect(people).toContainEqual({ user: { realName: 'Liddell, Alice' } });
  });

  test('a queue whose name cannot stand in a path costs a search more', async () => {
    const answer = await cost(
      `{ tickets(query: "Queue = 'R&D/Ops' OR Queue = 'General'", first: 50) { nodes { queue { description } } } }`,
    );
    expect(callsOf(answer)).toEqual([
      'search/queue 1 id',
      'search/ticket 1 id',
      'show 1 Description Name',
      'show 1 Description Name',
      expect.stringMatching(/^show \d+ Queue$/),
    ]);
  });

  test('a ticket, its links, their tickets and those owners are three requests', async () => {
    const { requests } = await cost(`{ ticket(id: ${tickets.linkHub}) {
      subject links { ticket { subject owner { emailAddress } creator { emailAddress } } }
    } }`);
    expect(requests).toBe(3);
  });

  test('the ends of twenty histories with their authors are at most four requests', async () => {
    const { requests, data } = await cost(`{ tickets(first: 20) { nodes {
      history(last: 3) { nodes { type creator { realName } } }
    } } }`);
    expect(requests).toBe(4);
    expect(data.tickets.nodes).toHaveLength(20);
  });

  test('the metadata of all attachments of a ticket are two requests', async () => {
    const { requests, data } =
      await cost(`{ ticket(id: ${tickets.attachments}) { attachments(first: 100) {
      nodes { filename contentType size createdAt headers { name } }
    } } }`);
    expect(data.ticket.attachments.nodes).toHaveLength(34);
    expect(requests).toBe(2);
  });

  test('the metadata of a hundred attachments are two requests', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `page ${at + 1}.txt`);
    const rt = await rawRt(url, 'root', 'password');
    const { text } = await rt.postFiles(
      `ticket/${tickets.times}/comment`,
      formText({ Action: 'comment', Text: 'a book', Attachment: names }),
      names.map((name) => ({ name, type: 'text/plain', body: name })),
    );
    expect(text).toContain('# Comments added');
    const { requests, data } = await cost(`{ ticket(id: ${tickets.times}) {
      attachments(last: 100) { nodes { filename contentType size createdAt } }
    } }`);
    expect(data.ticket.attachments.nodes).toHaveLength(100);
    expect(data.ticket.attachments.nodes).toContainEqual(
      expect.objectContaining({ filename: 'page 100.txt', contentType: 'text/plain', size: 12 }),
    );
    expect(requests).toBe(2);
  });

  test('a count, a total and a page of numbers are one request', async () => {
    expect(callsOf(await cost('{ ticketCount(filter: { status: { active: true } }) }'))).toEqual([
      'search/ticket 1 id',
    ]);
    expect((await cost('{ tickets(first: 1) { totalCount nodes { number id } } }')).requests).toBe(
      1,
    );
  });

  test('the same search twice is asked once', async () => {
    const { requests } = await cost(
      '{ a: tickets(first: 1) { totalCount } b: tickets(last: 2) { nodes { number } } }',
    );
    expect(requests).toBe(1);
  });

  test('nothing but __typename asks nothing', async () => {
    expect((await cost('{ __typename }')).requests).toBe(0);
  });

  test('a caller logs in once, whatever comes after', async () => {
    const fresh = appFor(url);
    const first = await ask(fresh, { query: `{ ticket(id: ${tickets.plain}) { number } }` });
    const second = await ask(fresh, { query: `{ ticket(id: ${tickets.plain}) { number } }` });
    expect([first.rt.logins, second.rt.logins]).toEqual([1, 0]);
    expect(first.headers.get('server-timing')).toMatch(/^rt;dur=[\d.]+$/);
    await fresh.close();
  });

  test('what an operation counts is told with what its caller has left', async () => {
    const small = appFor(url, { MAX_COST: '200', MAX_COST_PER_MINUTE: '300' });
    const query = '{ tickets(first: 50) { nodes { queue { name } } } }';
    const first = await ask(small, { query });
    expect(first.cost).toEqual({ asked: 101, limit: 200, leftThisMinute: 199 });
    expect((await ask(small, { query })).cost).toMatchObject({ asked: 101, leftThisMinute: 98 });
    // Each caller has a minute of their own.
    expect((await ask(small, { query, as: 'alice' })).cost).toMatchObject({ leftThisMinute: 199 });
    const untold = await ask(small, { query: '{ ticketCount }', headers: { 'x-rt-trace': '0' } });
    expect(untold.cost).toBeUndefined();
    await small.close();
  });

  test('every limit that can be set is told by rtServer.limits', async () => {
    const config = readConfig({ RT_URL: url });
    const numbers = Object.entries(config).filter(
      // How often RT is asked is no limit; rtServer.pollIntervalSeconds tells it.
      ([name, value]) => typeof value === 'number' && !['port', 'pollIntervalMs'].includes(name),
    );
    const fields = numbers.map(([name]) => (name === 'maxCost' ? 'maxQueryCost' : name));
    const answer = await ask(app, { query: `{ rtServer { limits { ${fields.join(' ')} } } }` });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.rtServer.limits).toEqual(
      Object.fromEntries(numbers.map(([, value], at) => [fields[at], value])),
    );
  });

  test('how often RT is polled is told in seconds', async () => {
    const slow = appFor(url, { POLL_INTERVAL_MS: '7000' });
    const { rtServer } = await dataOf(slow, { query: '{ rtServer { pollIntervalSeconds } }' });
    expect(rtServer).toEqual({ pollIntervalSeconds: 7 });
    await slow.close();
  });

  test('an operation stops where MAX_RT_CALLS ends', async () => {
    const small = appFor(url, { MAX_RT_CALLS: '1', RT_REST: '1' });
    const answer = await ask(small, { query: '{ tickets { nodes { subject } } }' });
    expect(codesOf(answer)).toContain('QUERY_TOO_COSTLY');
    expect(answer.rt.requests).toBe(1);
    await small.close();
  });
});
