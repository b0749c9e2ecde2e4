import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { inQueryOrder } from '../support/graphql/in-query-order.js';

const sdl = readFileSync('schema.graphql', 'utf8');

describe.each(sharedBackends())('the keys of an answer on $name', ({ url, populated }) => {
  const app = appFor(url);
  const { longHistory } = populated.tickets;
  afterAll(() => app.close());

  // Each mixes fields that are known at once with some that wait for one, two or three requests to RT.
  test.each([
    [
      'of root fields',
      `{ queue(name: "General") { description id }
      slow: ticket(id: ${longHistory}) { history(last: 1) { nodes { creator { realName name } __typename } } }
      __typename rtServer { version webUrl } viewer { user { name } } }`,
    ],
    [
      'of nested fields',
      `{ tickets(first: 3) { nodes {
      owner { realName id name } history(first: 1) { totalCount nodes { type __typename } } subject
      queue { description name } number links { uri } id } totalCount } }`,
    ],
    [
      'of fragments that overlap',
      `{ ticket(id: ${longHistory}) { ...A subject ...B history(first: 1) { totalCount } } }
      fragment A on Ticket { queue { name } ...B status }
      fragment B on Ticket { history(first: 1) { nodes { __typename id } } queue { description } number }`,
    ],
    [
      'of objects of several types',
      `{ nodes(ids: ["queue/1", "ticket/${longHistory}"]) { __typename
      ... on Ticket { owner { realName } subject history(first: 1) { totalCount } number }
      id ... on Queue { description name } } }`,
    ],
    [
      'that are skipped or included',
      `{ ticket(id: ${longHistory}) { a: history(first: 1) { totalCount }
      b: subject @skip(if: true) c: subject @include(if: true) d: owner { realName } e: number } }`,
    ],
  ])('%s come in the order of the query', async (_what, query) => {
    const { data, errors } = await ask(app, { query });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(JSON.stringify(inQueryOrder(sdl, query, data)));
  });

  test('of a mutation come in the order of the query', async () => {
    const create = (subject: string) => `createTicket(input: {
      queue: "General", subject: ${JSON.stringify(subject)} }) {
      ticket { history(first: 1) { totalCount } subject queue { description } number }
      userErrors { code } outcome }`;
    const query = `mutation { z: ${create('keys one')} __typename a: ${create('keys two')} }`;
    const { data, errors } = await ask(app, { query });
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(JSON.stringify(inQueryOrder(sdl, query, data)));
  });
});
