import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedLimits } from '../../src/limits.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { basicAuth } from '../support/graphql/ask.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';

const text = 'A line that somebody has written, with Ünïcode 😀 and "quotes".\n'.repeat(40_000);
let rt: Sandbox;
let server: LiveServer;
let ticket: string;

beforeAll(async () => {
  rt = await startSandbox();
  server = await startLive(rt.url);
  const variables = { text };
  const query = `mutation ($text: String!) { createTicket(input: { queue: "General", subject: "long", body: { text: $text } }) {
    ticket { id } } }`;
  ticket = (await (await ask({ query, variables })).json()).data.createTicket.ticket.id;
});
afterAll(async () => {
  await server?.stop();
  await rt?.close();
});

const ask = (body: object, accept = 'application/json') =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      accept,
      'content-type': 'application/json',
      'x-rt-trace': '1',
      authorization: basicAuth('root', 'password'),
    },
    body: JSON.stringify(body),
  });

// The second field fails, so that there are errors beside the data.
const query = `query ($id: ID!) { ticket(id: $id) { history(first: 1) { nodes { ... on MessageHistoryItem { text } } } }
  missing: tickets(query: "Nonsense", first: 1) { totalCount } }`;

test.each(['application/json', 'application/graphql-response+json', 'multipart/mixed, */*'])(
  'a long answer to Accept: %s comes in pieces, with its errors and extensions',
  async (accept) => {
    const response = await ask({ query, variables: { id: ticket } }, accept);
    expect(response.status).toBe(200);
    const pieces: Uint8Array[] = [];
    for await (const piece of response.body ?? []) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(text.length / fixedLimits.maxPieceLetters / 2);
    const answer = JSON.parse(Buffer.concat(pieces).toString());
    expect(Object.keys(answer).toSorted()).toEqual(['data', 'errors', 'extensions']);
    const { data, errors, extensions } = answer;
    expect(data.ticket.history.nodes[0].text.trimEnd() === text.trimEnd()).toBe(true);
    expect(data.missing).toBeNull();
    expect(errors).toHaveLength(1);
    expect(extensions.rt.requests).toBeGreaterThan(0);
  },
);

test('a long answer as events is whole', async () => {
  const response = await ask({ query, variables: { id: ticket } }, 'text/event-stream');
  const events = await response.text();
  const { data } = JSON.parse(/^data: (\{.*)$/m.exec(events)?.[1] ?? '');
  expect(data.ticket.history.nodes[0].text.length).toBeGreaterThan(text.length - 2);
});
