import { readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { credentialsOf } from '../support/graphql/ask.js';
import { readEvents } from '../support/live/event-reader.js';
import { type LiveServer, startLive } from '../support/live/live-server.js';
import {
  startWebServer,
  type WebServer,
  type WebServerName,
  webServersAvailable,
} from '../support/process/web-server.js';
import { testWorld } from '../support/world/world.js';

const page = readFileSync('docs/install.md', 'utf8');
/** The first block of a language: what an operator copies. */
const settingsOf = (name: WebServerName) =>
  new RegExp(`\`\`\`${name}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

describe.runIf(webServersAvailable()).each(['nginx', 'apache'] as const)(
  'behind %s with the settings of docs/install.md',
  (name) => {
    const authorization = credentialsOf('root');
    const headers = { authorization, 'apollo-require-preflight': 'true' };
    let rt: Sandbox;
    let server: LiveServer;
    let proxy: WebServer;
    let base: string;

    beforeAll(async () => {
      rt = await startSandbox({ world: testWorld });
      proxy = await startWebServer(name, async (url) => {
        base = `${url}/graphql-api`;
        const env = { PUBLIC_URL: base, BASE_PATH: '/graphql-api', TRUSTED_PROXIES: '127.0.0.1' };
        server = await startLive(rt.url, env);
        const { host } = new URL(server.url);
        return settingsOf(name).replaceAll('127.0.0.1:4000', host);
      });
    });
    afterAll(async () => {
      await proxy?.stop();
      await server?.stop();
      await rt?.close();
    });

    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
    async function post(body: object | FormData): Promise<any> {
      const isForm = body instanceof FormData;
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { ...headers, ...(!isForm && { 'content-type': 'application/json' }) },
        body: isForm ? body : JSON.stringify(body),
      });
      return response.json();
    }

    const created = async (): Promise<string> => {
      const query =
        'mutation { createTicket(input: { queue: "General", subject: "x" }) { ticket { id } } }';
      return (await post({ query })).data.createTicket.ticket.id;
    };

    test('the largest file is uploaded and downloaded', async () => {
      const bytes = Buffer.alloc(10 * 1024 * 1024, 'a line of a file\n');
      const query = `mutation ($id: ID!, $file: Upload!) {
        commentOnTicket(input: { id: $id, body: { text: "see file" }, attachments: [{ filename: "large.txt", content: { upload: $file } }] }) {
          outcome userErrors { message }
          historyItem { attachments(filter: { named: true }) { size downloadUrl } } } }`;
      const form = new FormData();
      const variables = { id: await created(), file: null };
      form.set('operations', JSON.stringify({ query, variables }));
      form.set('map', JSON.stringify({ 0: ['variables.file'] }));
      form.set('0', new File([bytes], 'large.txt', { type: 'text/plain' }));
      const { data, errors } = await post(form);
      expect(errors).toBeUndefined();
      const [attachment] = data.commentOnTicket.historyItem.attachments;
      expect(attachment.size).toBe(bytes.length);
      expect(attachment.downloadUrl.startsWith(`${base}/`)).toBe(true);
      const stored = await fetch(attachment.downloadUrl, { headers });
      expect(bytes.equals(Buffer.from(await stored.arrayBuffer()))).toBe(true);
    });

    const subscription = 'subscription { ticketsChanged { kind number } }';

    test('an event arrives while the stream is open', async () => {
      const reader = await readEvents(`${base}/graphql`, {
        headers: { authorization },
        body: { query: subscription },
      });
      await expect.poll(() => server.live.watchers.size).toBe(1);
      server.live.change(1);
      await expect.poll(() => reader.events.length, { timeout: 2000 }).toBe(1);
      expect(reader.events[0]?.data.data.ticketsChanged.number).toBe(1);
      expect(reader.hasEnded()).toBe(false);
      reader.leave();
      // A web server notices that its client has left when it has something for it.
      const isOver = () => {
        server.live.change(1);
        return server.live.watchers.size === 0;
      };
      await expect.poll(isOver).toBe(true);
    });

    test('a WebSocket delivers an event', async () => {
      const client = createClient({
        url: `${base.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
      });
      const events = client.iterate({ query: subscription });
      const first = events.next();
      await expect.poll(() => server.live.watchers.size).toBe(1);
      server.live.change(1);
      expect(await first).toMatchObject({ value: { data: { ticketsChanged: { number: 1 } } } });
      await client.dispose();
    });

    test('links name the proxy, and nothing beside the prefix is served', async () => {
      const redirected = await fetch(`${base}/`, { redirect: 'manual' });
      const location = new URL(redirected.headers.get('location') ?? '', base).href;
      expect([redirected.status, location]).toEqual([302, `${base}/graphql`]);
      expect((await fetch(`${proxy.url}/graphql`)).status).toBe(404);
    });
  },
);
