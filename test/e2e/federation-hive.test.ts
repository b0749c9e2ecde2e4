import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSubgraph, printSubgraph } from '../../src/schema/federation/subgraph.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import {
  askGateway,
  type Gateway,
  installGateways,
  startGateway,
} from '../support/federation/gateway-example.js';
import {
  startWatchedSubgraph,
  type WatchedSubgraph,
} from '../support/federation/gateway-subgraph.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { type EventReader, readEvents } from '../support/live/event-reader.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

beforeAll(installGateways, 300_000);

/** What RT answers is tested elsewhere; here the gateway decides. */
const backends = sharedBackends().filter(({ name }) => name === 'sandbox');

describe.each(backends)('Hive Gateway on the subgraph that is printed for Hive', ({ url }) => {
  let subgraph: WatchedSubgraph;
  let gateway: Gateway;
  beforeAll(async () => {
    subgraph = await startWatchedSubgraph(url, 'hive');
    gateway = await startGateway(
      { gateway: 'hive', composition: 'guild' },
      { rtGraphql: subgraph.url, sdl: await printSubgraph(buildSubgraph('hive')), maxCost: 400 },
    );
  });
  afterAll(async () => {
    await gateway?.close();
    await subgraph?.close();
  });

  const groups = (filter: object) =>
    askGateway(gateway, 'query ($filter: GroupFilter) { groups(filter: $filter) { totalCount } }', {
      variables: { filter },
      authorization: credentialsOf('root'),
    });

  test('tells clients which inputs take exactly one member', async () => {
    const { data } = await askGateway(
      gateway,
      '{ person: __type(name: "PersonFilter") { isOneOf } text: __type(name: "TextFilter") { isOneOf } }',
    );
    expect(data).toEqual({ person: { isOneOf: true }, text: { isOneOf: false } });
  });

  test('counts lists by their size as the subgraph prints it, and refuses what costs too much', async () => {
    const pages = (first: number) =>
      askGateway(
        gateway,
        `{ tickets(first: ${first}) { nodes { number history(first: 10) { nodes { id } } } } }`,
        { authorization: credentialsOf('root') },
      );
    expect((await pages(5)).errors).toBeUndefined();
    const before = subgraph.received();
    const { errors = [] } = await pages(100);
    expect(errors.map(({ message }) => message).join()).toMatch(/cost \d+ exceeded .*400/);
    expect(subgraph.received()).toBe(before);
  });

  test('passes on an input with one member, and refuses one with two or none itself', async () => {
    const name = { eq: 'Ops Team' };
    const { data, errors } = await groups({ name });
    expect(errors).toBeUndefined();
    expect(data.groups.totalCount).toBe(1);
    const before = subgraph.received();
    for (const filter of [{ name, description: name }, {}]) {
      const refused = await groups(filter);
      expect(refused.errors?.[0]?.message).toMatch(/exactly one/i);
    }
    expect(subgraph.received()).toBe(before);
  });
});

describe.each(backends)('Hive Gateway passes subscriptions on', ({ url, populated }) => {
  let server: LiveServer;
  let gateway: Gateway;
  beforeAll(async () => {
    server = await startLive(url, { FEDERATION: 'hive' });
    gateway = await startGateway(
      { gateway: 'hive', composition: 'guild' },
      {
        rtGraphql: `${server.url}/graphql`,
        sdl: await printSubgraph(buildSubgraph('hive')),
      },
    );
  });
  afterAll(async () => {
    await gateway?.close();
    await server?.stop();
  });

  test('as event streams, with the rights of whoever asks, and leaves them', async () => {
    const { longHistory: number, private: hidden } = populated.tickets;
    const followers = () => server.live.watchers.size;
    const body = { query: 'subscription { ticketsChanged { kind ticket { number subject } } }' };
    const subscribe = (user: string) =>
      readEvents(gateway.url, { headers: { authorization: credentialsOf(user) }, body });
    const readers = [await subscribe('root'), await subscribe('low')];
    await expect.poll(followers, { timeout: 10_000 }).toBe(2);
    server.live.change(number);
    server.live.change(hidden);
    server.live.change(number, 'LEFT');
    const told = ({ events }: EventReader) =>
      events.flatMap(({ event, data }) => (event === 'next' ? [data.data.ticketsChanged] : []));
    const counts = () => readers.map((reader) => told(reader).length);
    await expect.poll(counts, { timeout: 10_000 }).toEqual([3, 3]);
    // What one may see, the other may not.
    const seen = [{ number: hidden }, null];
    expect(readers.map(told)).toMatchObject(
      seen.map((ticket) => [
        { kind: 'UPDATED', ticket: { number } },
        { kind: 'UPDATED', ticket },
        { kind: 'LEFT', ticket: null },
      ]),
    );
    for (const { leave } of readers) leave();
    await expect.poll(followers, { timeout: 5000 }).toBe(0);
  });
});
