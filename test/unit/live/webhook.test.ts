import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { readTargets } from '../../../src/live/webhooks/read-targets.js';
import { Webhook } from '../../../src/live/webhooks/webhook.js';
import { memoryStores, type WebhookStores } from '../../../src/live/webhooks/webhook-store.js';
import { RtUnavailableError } from '../../../src/rt/errors.js';
import { webhookFiles } from '../../../src/server/state/webhook-files.js';
import { docBlock } from '../../support/docs/doc-blocks.js';
import { FakeFeed } from '../../support/live/fake-feed.js';
import { type TestTarget, webhookTarget } from '../../support/live/webhook-target.js';
import { scratchDirectory } from '../../support/process/scratch-directory.js';

interface Started {
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

const running: Started[] = [];
const targets: TestTarget[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  await Promise.all(targets.splice(0).map((one) => one.close()));
});

async function target(answer?: Parameters<typeof webhookTarget>[0]): Promise<TestTarget> {
  const started = await webhookTarget(answer);
  targets.push(started);
  return started;
}

function start(
  { url, secret }: Pick<TestTarget, 'url' | 'secret'>,
  live: FakeFeed,
  stores: WebhookStores = memoryStores(),
  search: object = {},
): Started {
  const [to] = readTargets([{ url, secret, user: 'hook', password: 'hunter2', ...search }], []);
  if (!to) throw new Error('no target');
  const lines: string[] = [];
  const note = (level: string) => (told: object, text: string) => {
    if (text !== 'a webhook follows changes')
      lines.push(`${level} ${JSON.stringify(told)} ${text}`);
  };
  const stopping = new AbortController();
  const dispatcher = new Agent();
  const run = new Webhook(to, {
    dispatcher,
    log: { warn: note('warn'), info: note('info'), error: note('error') } as never,
    stores,
    open: () => live.context,
  }).run(stopping.signal);
  const started: Started = {
    lines,
    async stop() {
      stopping.abort();
      await run;
      await dispatcher.destroy();
    },
  };
  running.push(started);
  return started;
}

async function until(isSo: () => boolean, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; !isSo(); await sleep(10)) {
    if (Date.now() > end) throw new Error('it did not come to that');
  }
}

/** A text without what differs from event to event: what is random, counted, or of this moment. */
const shapeOf = (text: unknown): string =>
  String(text)
    .replace(/^msg_[\w-]{22}$/, 'msg_…')
    .replace(/^\d{10}$/, 'seconds')
    .replace(/^v1,[\w+/]{43}=$/, 'v1,…')
    .replace(/"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/, '"timestamp":"…"')
    .replace(/"cursor":"[^"]+"/, '"cursor":"…"');

const followed = (live: FakeFeed) => until(() => live.watchers > 0);

describe('a webhook', () => {
  test('is told of each change once, signed, with where to ask', async () => {
    const live = new FakeFeed();
    live.tell(1);
    const to = await target();
    start(to, live);
    await followed(live);
    for (const kind of ['CREATED', 'UPDATED', 'LEFT'] as const) live.tell(17, kind);
    await until(() => to.all.length === 3);
    expect(to.all.map(({ type, ticket, cursor }) => [type, ticket, cursor])).toEqual([
      ['ticket.created', 17, '2'],
      ['ticket.updated', 17, '3'],
      ['ticket.left', 17, '4'],
    ]);
    expect(new Set(to.all.map(({ id }) => id)).size).toBe(3);
    // An address to ask at, and nothing of the ticket.
    expect(JSON.parse(to.all[0]?.body ?? '')).toEqual({
      type: 'ticket.created',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { id: 'ticket/17', number: 17, cursor: '2' },
    });
    expect(to.all[0]?.headers).toMatchObject({ 'user-agent': 'rt-graphql' });
  });

  test('gives a change the same id however often it is learned of, and each other change another', async () => {
    const live = new FakeFeed();
    const to = await target();
    start(to, live);
    start(to, live);
    await until(() => live.watchers === 2);
    live.tell(17, 'CREATED');
    live.tell(17);
    live.tell(18);
    await until(() => to.all.length === 6);
    const idsOf = (cursor: string) => to.all.filter((one) => one.cursor === cursor);
    for (const cursor of ['1', '2', '3']) {
      const [one, other] = idsOf(cursor);
      expect(one?.id).toBe(other?.id);
    }
    expect(new Set(to.all.map(({ id }) => id)).size).toBe(3);
    live.tell(19, 'UPDATED', true);
    live.tell(19, 'UPDATED', true);
    await until(() => to.all.length === 10);
    expect(new Set(to.all.map(({ id }) => id)).size).toBe(7);
    // Each target has ids of its own.
    const elsewhere = await target();
    start(elsewhere, live, memoryStores(), { query: "Queue = 'General'" });
    await until(() => live.watchers === 3);
    live.tell(20);
    await until(() => elsewhere.all.length === 1 && to.all.length === 12);
    expect(new Set([...to.all, ...elsewhere.all].map(({ id }) => id)).size).toBe(9);
  });

  test('sends what docs/webhooks.md shows: these headers, and this body', async () => {
    const live = new FakeFeed();
    const to = await target();
    start(to, live);
    await followed(live);
    live.tell(17);
    await until(() => to.all.length === 1);
    const [sent] = to.all;
    const { text } = docBlock('docs/webhooks.md', 'POST /hooks/rt');
    const [head = '', shown = ''] = text.trim().split('\n\n');
    const lines = head.split('\n').slice(1);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const [name = '', value = ''] = line.split(': ');
      expect([name, shapeOf(sent?.headers[name])]).toEqual([name, shapeOf(value)]);
    }
    expect(shapeOf(sent?.body)).toBe(shapeOf(shown));
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      type: 'ticket.updated',
      data: { id: 'ticket/17', number: 17 },
    });
  });

  test('gets all of 200 events though it fails half of the time, in order per ticket, and none waits for one that hangs', async () => {
    const live = new FakeFeed();
    let seed = 1;
    const isDown = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 2 === 0;
    };
    const to = await target(({ ticket }, response) => {
      // It never answers.
      if (ticket === 13) return false;
      if (isDown()) {
        response.writeHead(503, { 'retry-after': '0' }).end();
        return false;
      }
      response.writeHead(200).end('thank you');
      return true;
    });
    const { lines } = start(to, live);
    await followed(live);
    const tickets = Array.from({ length: 200 }, (_, at) => 100 + (at % 100));
    live.tell(13);
    for (const ticket of tickets) live.tell(ticket);
    await until(() => to.taken().length === tickets.length, 18_000);
    const taken = to.taken();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(200);
    for (const ticket of new Set(tickets)) {
      const cursors = taken.filter((one) => one.ticket === ticket).map((one) => Number(one.cursor));
      expect(cursors).toHaveLength(2);
      expect(cursors).toEqual([...cursors].sort((a, b) => a - b));
    }
    // Each repeat has the id of the first attempt.
    expect(new Set(to.all.map(({ id }) => id)).size).toBe(201);
    expect(to.all.length).toBeGreaterThan(300);
    expect(lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
    expect(lines.join()).not.toMatch(/hunter2|\/hook|whsec/);
  });

  test('is left alone until the next start once it answers 410', async () => {
    const live = new FakeFeed();
    const to = await target((_, response) => {
      response.writeHead(410).end();
      return false;
    });
    const { lines } = start(to, live);
    await followed(live);
    live.tell(1);
    await until(() => lines.length === 1);
    live.tell(2);
    await sleep(200);
    expect(to.all).toHaveLength(1);
    expect(lines).toEqual(['warn {"webhook":"WEBHOOKS[1]"} a webhook answered 410: it is off now']);
  });

  test('decides by a redirect nothing but that it failed, and by a long answer nothing at all', async () => {
    const live = new FakeFeed();
    const elsewhere = await target();
    const to = await target(({ ticket }, response) => {
      if (ticket === 1) {
        response.writeHead(307, { location: elsewhere.url }).end();
        return false;
      }
      response.writeHead(200).write('x'.repeat(1_000_000));
      const endless = setInterval(() => response.write('x'.repeat(1_000_000)), 5);
      response.on('close', () => clearInterval(endless)).on('error', () => undefined);
      return true;
    });
    const { lines } = start(to, live);
    await followed(live);
    live.tell(1);
    live.tell(2);
    live.tell(2);
    await until(() => to.taken().length === 2 && lines.length > 0);
    expect(elsewhere.all).toEqual([]);
    expect(lines[0]).toContain('HTTP 307');
  });

  test('that is behind is read no further than the events that may wait, and loses none', async () => {
    const live = new FakeFeed();
    let isDown = true;
    const to = await target((_, response) => {
      response.writeHead(isDown ? 500 : 204, { 'retry-after': '1' }).end();
      return !isDown;
    });
    start(to, live);
    await followed(live);
    for (let ticket = 1; ticket <= 1500; ticket++) live.tell(ticket);
    // It reads no more, and nobody holds what is left for it.
    live.tell(1501);
    await until(() => live.watchers === 0);
    live.tell(1502);
    isDown = false;
    await until(() => to.taken().length === 1502, 18_000);
    expect(new Set(to.taken().map(({ ticket }) => ticket)).size).toBe(1502);
  });

  test('goes on with RT when it is back, and says so', async () => {
    const live = new FakeFeed();
    const to = await target();
    live.failure = new RtUnavailableError('RT is unreachable.', { sent: false });
    const { lines } = start(to, live);
    await until(() => lines.length === 1);
    live.failure = undefined;
    await followed(live);
    live.tell(1);
    await until(() => to.all.length === 1);
    expect(lines.map((line) => line.slice(0, 4))).toEqual(['warn', 'info']);
  });
});

describe('the state of a webhook', () => {
  test('in a directory goes on where a process ended, with the same ids for what is repeated', async () => {
    const live = new FakeFeed();
    const directory = scratchDirectory('webhooks');
    let isDown = false;
    const to = await target((_, response) => {
      response.writeHead(isDown ? 503 : 204, { 'retry-after': '1' }).end();
      return !isDown;
    });
    const first = start(to, live, webhookFiles(directory));
    await followed(live);
    live.tell(1);
    await until(() => to.taken().length === 1);
    isDown = true;
    live.tell(2);
    await until(() => to.all.length === 2);
    await first.stop();
    const [file = ''] = await readdir(directory);
    expect(JSON.parse(await readFile(join(directory, file), 'utf8'))).toMatchObject({
      cursor: '2',
      waiting: [{ ticket: 2, id: to.all[1]?.id }],
    });
    live.tell(3);
    isDown = false;
    start(to, live, webhookFiles(directory));
    await until(() => to.taken().length === 3);
    const taken = to.taken().map(({ ticket, id }) => [ticket, id]);
    expect(taken).toHaveLength(3);
    expect(taken).toContainEqual([2, to.all[1]?.id]);
  });

  test('whose cursor RT cannot go on from is told as missed changes, and it goes on from now', async () => {
    const live = new FakeFeed();
    const directory = scratchDirectory('webhooks');
    const to = await target();
    const first = start(to, live, webhookFiles(directory));
    await followed(live);
    live.tell(1);
    await until(() => to.all.length === 1);
    await first.stop();
    const [file = ''] = await readdir(directory);
    const path = join(directory, file);
    await writeFile(path, (await readFile(path, 'utf8')).replace('"cursor":"1"', '"cursor":"old"'));
    live.tell(2);
    const { lines } = start(to, live, webhookFiles(directory));
    await until(() => lines.length > 0);
    live.tell(3);
    await until(() => to.all.length === 2);
    expect(to.all.map(({ ticket }) => ticket)).toEqual([1, 3]);
    expect(lines[0]).toMatch(/^error .* a webhook has missed changes/);
  });
});
