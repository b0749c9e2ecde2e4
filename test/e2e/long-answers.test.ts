import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
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

test('a long answer as events is whole, and comes in pieces', async () => {
  const response = await ask({ query, variables: { id: ticket } }, 'text/event-stream');
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body ?? []) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(text.length / fixedLimits.maxPieceLetters / 2);
  const events = Buffer.concat(pieces).toString();
  const { data, errors } = JSON.parse(/^data: (\{.*)$/m.exec(events)?.[1] ?? '');
  expect(data.ticket.history.nodes[0].text.length).toBeGreaterThan(text.length - 2);
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors)).not.toContain('"http"');
});

test('a long answer by WebSocket is whole, and others come after it', async () => {
  const url = `${server.url.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const told = new Map<string, { data: unknown }>();
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.on('open', () =>
    send({
      type: 'connection_init',
      payload: { authorization: basicAuth('root', 'password') },
    }),
  );
  const isDone = new Promise<void>((resolve, reject) => {
    socket.on('close', reject);
    socket.on('message', (message) => {
      const { type, id, payload } = JSON.parse(String(message));
      if (type === 'connection_ack') {
        // Nothing that a client chooses is taken for the mark of a long payload.
        for (const id of ['1', '2', '"payload":{"longPayload":"x"}']) {
          send({ id, type: 'subscribe', payload: { query, variables: { id: ticket } } });
          send({ id: `${id} short`, type: 'subscribe', payload: { query: '{ __typename }' } });
        }
      }
      if (type === 'next') told.set(id, payload);
      if (told.size === 6) resolve();
    });
  });
  await isDone;
  for (const [id, { data }] of told) {
    if (id.endsWith('short')) expect(data).toEqual({ __typename: 'Query' });
    else {
      // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
      const [node] = (data as any).ticket.history.nodes;
      expect(node.text.trimEnd() === text.trimEnd()).toBe(true);
    }
  }
  socket.close();
});
