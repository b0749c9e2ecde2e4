import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { type Answer, appFor, ask, callsOf, codesOf } from '../support/graphql/ask.js';

const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Ticket { id number subject }
  ... on User { id name realName }
  ... on Queue { id name description }
  ... on Group { id name }
  ... on Attachment { id filename }
  ... on HistoryItem { id type }
} }`;

describe.each(sharedBackends())('the subgraph on $name', ({ url, populated }) => {
  const app = appFor(url, { FEDERATION: 'on' });
  // Requests are counted by REST 1.0, which takes any mix of objects in one.
  const alone = appFor(url, { FEDERATION: 'on', RT_REST: '1' });
  const { tickets, attachments } = populated;
  let hiddenTicket: number;
  let ids: { readonly user: string; readonly queue: string; readonly group: string };
  beforeAll(async () => {
    const created = await ask(app, {
      query: `mutation { createTicket(input: { queue: "Private", subject: "hidden" }) {
        ticket { number }
      } }`,
    });
    hiddenTicket = created.data.createTicket.ticket.number;
    const { data } = await ask(app, {
      query: `{ user(name: "alice") { id } queue(name: "General") { id }
        groups(filter: { name: { eq: "Ops Team" } }) { nodes { id } } }`,
    });
    ids = { user: data.user.id, queue: data.queue.id, group: data.groups.nodes[0].id };
  });
  afterAll(async () => {
    await app.close();
    await alone.close();
  });

  const resolve = (representations: readonly object[], as = 'root', query = entities, by = app) =>
    ask(by, { query, variables: { representations }, as });
  const shown = ({ data, errors }: Answer) => {
    expect(errors).toBeUndefined();
    return data._entities;
  };

  test('every entity is found by each of its keys', async () => {
    const { data } = await ask(app, {
      query: `{ ticket(id: ${tickets.plain}) { subject history(first: 1) { nodes { id } } } }`,
    });
    const [created] = data.ticket.history.nodes;
    const answer = await resolve([
      { __typename: 'Ticket', id: `ticket/${tickets.plain}` },
      { __typename: 'Ticket', number: tickets.plain },
      { __typename: 'User', id: ids.user },
      { __typename: 'User', name: 'alice' },
      { __typename: 'Queue', id: ids.queue },
      { __typename: 'Queue', name: 'General' },
      { __typename: 'Group', id: ids.group },
      { __typename: 'Attachment', id: `attachment/${attachments.utf8}` },
      { __typename: 'TicketCreatedItem', id: created.id },
      { __typename: 'HistoryItem', id: created.id },
    ]);
    const [byId, byNumber, user, userByName, queue, queueByName, group, file, item, anyItem] =
      shown(answer);
    expect(byId).toEqual({
      __typename: 'Ticket',
      id: `ticket/${tickets.plain}`,
      number: tickets.plain,
      subject: data.ticket.subject,
    });
    expect(byNumber).toEqual(byId);
    expect(user).toMatchObject({ __typename: 'User', id: ids.user, name: 'alice' });
    expect(userByName).toEqual(user);
    expect(queue).toMatchObject({ __typename: 'Queue', id: ids.queue, name: 'General' });
    expect(queueByName).toEqual(queue);
    expect(group).toEqual({ __typename: 'Group', id: ids.group, name: 'Ops Team' });
    expect(file).toMatchObject({ id: `attachment/${attachments.utf8}` });
    expect(item).toEqual({ __typename: 'TicketCreatedItem', id: created.id, type: 'Create' });
    expect(anyItem).toEqual(item);
  });

  test('fifty mixed entities are one request', async () => {
    const kinds = [
      { __typename: 'Ticket', number: tickets.plain },
      { __typename: 'Ticket', id: `ticket/${tickets.open}` },
      { __typename: 'User', name: 'alice' },
      { __typename: 'User', id: ids.user },
      { __typename: 'Queue', name: 'General' },
      { __typename: 'Queue', id: ids.queue },
      { __typename: 'Group', id: ids.group },
      { __typename: 'Attachment', id: `attachment/${attachments.utf8}` },
    ];
    const fifty = Array.from({ length: 50 }, (_, at) => kinds[at % kinds.length] ?? {});
    const answer = await resolve(fifty, 'root', entities, alone);
    expect(shown(answer).map((one: { __typename: string }) => one.__typename)).toEqual(
      fifty.map((one) => Reflect.get(one, '__typename')),
    );
    expect(callsOf(answer)).toEqual([
      'show 8 ContentType Description Filename Name RealName Subject id',
    ]);
  });

  test('history items among them are one request more, however many they are', async () => {
    const { data } = await ask(app, {
      query: `{ ticket(id: ${tickets.longHistory}) { history(first: 30) { nodes { __typename id } } } }`,
    });
    const items: readonly { readonly id: string }[] = data.ticket.history.nodes;
    expect(items).toHaveLength(30);
    const queues = Array.from({ length: 20 }, () => ({ __typename: 'Queue', name: 'General' }));
    const answer = await resolve([...items, ...queues], 'root', entities, alone);
    expect(shown(answer).map(({ id }: { id: string }) => id)).toEqual([
      ...items.map(({ id }) => id),
      ...queues.map(() => ids.queue),
    ]);
    // RT tells an item's ticket first; that ticket then vouches for the item.
    expect(callsOf(answer)).toEqual([
      'show 31 Description Field Name Ticket Type id',
      'show 31 Field Status Ticket Type',
    ]);
  });

  test('an entity that is missing, or hidden from the caller, is null beside its neighbours', async () => {
    const hidden = { __typename: 'Ticket', number: hiddenTicket };
    const good = { __typename: 'Queue', name: 'General' };
    const representations = [
      { __typename: 'Ticket', number: 2_000_000_000 },
      good,
      hidden,
      { __typename: 'User', name: 'nobody of this name' },
      { __typename: 'CommentItem', id: 'transaction/2000000000' },
      { __typename: 'HistoryItem', id: 'transaction/2000000000' },
    ];
    const found = shown(await resolve(representations, 'low'));
    expect(found.map((one: object | null) => one !== null)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(shown(await resolve([hidden]))[0]).toMatchObject({ number: hiddenTicket });
  });

  test('a representation that cannot be read fails alone, with its code', async () => {
    const answer = await resolve([
      { __typename: 'Ticket', id: 'ticket/1/merge/2' },
      { __typename: 'Query' },
      { __typename: 'Node', id: `ticket/${tickets.plain}` },
      { __typename: '__proto__' },
      { __typename: 'Nothing', id: 'ticket/1' },
      { id: 'ticket/1' },
      { __typename: 'User' },
      { __typename: 'Queue', name: 'General' },
    ]);
    expect(answer.data._entities.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => null));
    expect(answer.data._entities[7]).toMatchObject({ name: 'General' });
    expect(codesOf(answer)).toEqual(Array.from({ length: 7 }, () => 'BAD_USER_INPUT'));
    expect(answer.errors?.map(({ path }) => path?.[1]).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('more than a hundred representations are refused before RT is asked', async () => {
    const many = Array.from({ length: 101 }, () => ({ __typename: 'Queue', name: 'General' }));
    const answer = await resolve(many);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.extensions['limit']).toMatchObject({ allowed: 100, asked: 101 });
    expect(callsOf(answer)).toEqual([]);
  });

  test('its SDL has the keys, and lacks what two subgraphs cannot both have', async () => {
    const { data } = await ask(app, { query: '{ _service { sdl } }' });
    expect(data._service.sdl).toMatch(
      /type Ticket implements Node\s+@key\(fields: "id"\)\s+@key\(fields: "number"\)/,
    );
    expect(data._service.sdl).toMatch(/type PageInfo\s+@shareable/);
    expect(data._service.sdl).not.toMatch(/^ {2}nodes?\(/m);
    expect(data._service.sdl).not.toContain('@oneOf');
    const closed = appFor(url, { FEDERATION: 'on', INTROSPECTION: 'off' });
    expect(codesOf(await ask(closed, { query: '{ _service { sdl } }' }))).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    await closed.close();
  });

  test('its SDL for Hive tells which inputs need exactly one member', async () => {
    const hive = appFor(url, { FEDERATION: 'hive' });
    const { data } = await ask(hive, { query: '{ _service { sdl } }' });
    expect(data._service.sdl).toMatch(/^input PersonFilter @oneOf \{$/m);
    const answer = await ask(hive, { query: '{ groups(filter: {}) { totalCount } }' });
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    await hive.close();
  });

  test('inputs of which exactly one member is needed still insist', async () => {
    for (const filter of ['{ name: { eq: "a" }, description: { eq: "b" } }', '{}']) {
      const answer = await ask(app, { query: `{ groups(filter: ${filter}) { totalCount } }` });
      expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    }
  });

  test('the schema of its own has no entities', async () => {
    const plain = appFor(url);
    expect(codesOf(await ask(plain, { query: '{ _service { sdl } }' }))).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    await plain.close();
  });
});
