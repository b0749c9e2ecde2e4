import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type App, createApp } from '../../src/server/app.js';
import { ask, callsOf } from '../support/graphql/ask.js';
import { moreTickets } from '../support/real-rt/more-tickets.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { testWorld } from '../support/world/world.js';

const newest = 24_000;
const versions = ([5, 4] as const).filter(realRtAvailable);

describe.each(versions)('an RT %s of very many tickets', (version) => {
  let rt: RealRt;
  let app: App;
  beforeAll(async () => {
    rt = await startRealRt(version, testWorld);
    app = createApp(readConfig({ RT_URL: rt.url, RT_REST: '1', LOG_LEVEL: 'silent' }));
    const { data } = await ask(app, {
      query: `mutation { createTicket(input: { queue: "General", subject: "one of many" }) {
        ticket { number } userErrors { message }
      } }`,
    });
    expect(data.createTicket).toMatchObject({ ticket: { number: 1 }, userErrors: [] });
    await app.close();
    await moreTickets(rt, newest);
    app = createApp(readConfig({ RT_URL: rt.url, RT_REST: '1', LOG_LEVEL: 'silent' }));
  });
  afterAll(async () => {
    await app.close();
    await rt.stop();
  });

  const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { number }';
  const numbersOf = (connection: { nodes: readonly { number: number }[] }) =>
    connection.nodes.map(({ number }) => number);
  const from = (first: number, step: 1 | -1) =>
    Array.from({ length: 50 }, (_, at) => first + at * step);

  test('the first page of the very first query is one small search and one show', async () => {
    const answer = await ask(app, {
      query: '{ tickets(first: 50) { nodes { number subject } } }',
    });
    expect(numbersOf(answer.data.tickets)).toEqual(from(1, 1));
    expect(callsOf(answer)).toEqual(['search/ticket 1 id', 'show 50 Subject']);
    expect(answer.rt.bytes).toBeLessThan(100_000);
  });

  test('the newest come first without reading all, once it is known how far numbers go', async () => {
    const query = `{ tickets(first: 50, orderBy: { field: ID, direction: DESC }) { ${page} } }`;
    const first = await ask(app, { query });
    expect(numbersOf(first.data.tickets)).toEqual(from(newest, -1));
    expect(callsOf(first).filter((call) => call.startsWith('show 32'))).toHaveLength(1);
    const again = await ask(app, { query });
    expect(callsOf(again)).toEqual(['search/ticket 1 id']);
    expect(again.rt.bytes).toBeLessThan(100_000);
  });

  test('pages follow each other both ways and know their neighbours', async () => {
    const ask50 = async (args: string) => {
      const answer = await ask(app, { query: `{ tickets(${args}) { ${page} } }` });
      expect(answer.errors).toBeUndefined();
      expect(callsOf(answer)).toEqual(['search/ticket 1 id']);
      return answer.data.tickets;
    };
    const first = await ask50('first: 50');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ask50(`first: 50, after: "${first.pageInfo.endCursor}"`);
    expect(numbersOf(second)).toEqual(from(51, 1));
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const back = await ask50(`last: 50, before: "${second.pageInfo.startCursor}"`);
    expect(numbersOf(back)).toEqual(from(1, 1));
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const end = await ask50('last: 50');
    expect(numbersOf(end)).toEqual(from(newest - 49, 1));
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('a search that matches little is found whole', async () => {
    const answer = await ask(app, {
      query: `{ tickets(query: "id = 7 OR id = ${newest}") { ${page} } }`,
    });
    expect(numbersOf(answer.data.tickets)).toEqual([7, newest]);
    expect(answer.data.tickets.pageInfo).toMatchObject({ hasNextPage: false });
    expect(answer.rt.requests).toBe(3);
  });

  test('totals and counts are exact, in searches of no more than 20,000 matches', async () => {
    const answer = await ask(app, {
      query: `{ tickets(first: 2, orderBy: { field: ID, direction: DESC }) { totalCount ${page} }
        ticketCount }`,
    });
    expect(answer.data.tickets.totalCount).toBe(newest);
    expect(answer.data.ticketCount).toBe(newest);
    expect(numbersOf(answer.data.tickets)).toEqual([newest, newest - 1]);
    expect(callsOf(answer)).toEqual(Array.from({ length: 2 }, () => 'search/ticket 1 id'));
  });

  test('a ticket made since is on the newest page', async () => {
    const { data } = await ask(app, {
      query: `mutation { createTicket(input: { queue: "General", subject: "newer" }) {
        ticket { number }
      } }`,
    });
    const { number } = data.createTicket.ticket;
    const answer = await ask(app, {
      query: '{ tickets(first: 1, orderBy: { field: ID, direction: DESC }) { nodes { number } } }',
    });
    expect(numbersOf(answer.data.tickets)).toEqual([number]);
  });

  test('another order is a search over everything, and one over those that tie at the end', async () => {
    const answer = await ask(app, {
      query:
        '{ tickets(first: 1, orderBy: { field: CREATED_AT }) { totalCount nodes { number } } }',
    });
    expect(answer.data.tickets.totalCount).toBe(newest + 1);
    expect(numbersOf(answer.data.tickets)).toEqual([1]);
    expect(callsOf(answer)).toEqual(['search/ticket 1 id', 'search/ticket 1 id', 'show 2 Created']);
  });
});
