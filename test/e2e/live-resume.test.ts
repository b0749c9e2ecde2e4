import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { createApp } from '../../src/server/app.js';
import { type Listening, listen } from '../../src/server/listen.js';
import { createLogger } from '../../src/server/log.js';
import { settingsFor, sharedBackends } from '../support/backends/shared-backends.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { readEvents } from '../support/live/event-reader.js';

const withoutCursor = (event: unknown) =>
  JSON.parse(JSON.stringify(event).replace(/"cursor":"[^"]*",/, ''));

describe.each(sharedBackends())('a subscriber who was cut off, on $name', ({ url }) => {
  let server: Listening;
  beforeAll(async () => {
    const config = readConfig({
      RT_URL: url,
      PORT: '0',
      LOG_LEVEL: 'silent',
      POLL_INTERVAL_MS: '300',
      ...settingsFor(url),
    });
    const log = createLogger('silent');
    server = await listen(createApp(config, log), config, log);
  });
  afterAll(() => server.stop());
  const headers = { authorization: credentialsOf('root') };

  async function write(
    mutation: string,
  ): Promise<{ data: { it: { ticket: { number: number } } } }> {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation { it: ${mutation} { ticket { number } userErrors { message } } }`,
      }),
    });
    // The shape is the mutation's.
    return (await answer.json()) as { data: { it: { ticket: { number: number } } } };
  }

  test('is told what happened meanwhile, each change once, by Last-Event-ID and by `after`', async () => {
    const subject = `cut off ${Date.now()}`;
    const query = `subscription Cut($after: String) {
      ticketsChanged(query: "Subject = '${subject}'", after: $after) { kind cursor ticket { number } }
    }`;
    const listening = (more: object = {}) =>
      readEvents(`${server.url}/graphql`, { headers: { ...headers, ...more }, body: { query } });
    const first = await listening();
    const made = await write(`createTicket(input: { queue: "General", subject: "${subject}" })`);
    const { number } = made.data.it.ticket;
    const comment = (text: string) =>
      write(`commentOnTicket(input: { id: ${number}, body: { text: "${text}" } })`);
    await expect.poll(() => first.events.length, { timeout: 15_000 }).toBeGreaterThan(0);
    const { id = '', data } = first.events[0] ?? {};
    expect(data.data.ticketsChanged).toEqual({ kind: 'CREATED', cursor: id, ticket: { number } });
    first.leave();
    await comment('one');
    await comment('two');

    const again = await listening({ 'last-event-id': id });
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: headers,
    });
    const told: unknown[] = [];
    const leave = client.subscribe(
      { query, variables: { after: id } },
      { next: (event) => told.push(event), error: (error) => told.push(error), complete() {} },
    );
    // Of tickets that changed and do not match, a resumed stream says that they left.
    const own = (events: readonly unknown[]) =>
      events.filter((event) => !JSON.stringify(event).includes('"LEFT"'));
    const counts = () => [own(again.events).length, own(told).length];
    await expect.poll(counts, { timeout: 15_000 }).toEqual([2, 2]);
    await comment('three');
    await expect.poll(counts, { timeout: 15_000 }).toEqual([3, 3]);
    const event = { data: { ticketsChanged: { kind: 'UPDATED', ticket: { number } } } };
    expect(own(told)).toMatchObject([event, event, event]);
    // Both are told the same. Their cursors may differ in when they were made.
    const others = again.events.map((one) => one.data);
    expect(others.map(withoutCursor)).toEqual(told.map(withoutCursor));
    leave();
    again.leave();
    await client.dispose();
  });
});
