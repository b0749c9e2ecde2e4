// `npm run live -- --rt 5 --changes 1000`: see docs/live.md.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startFaultProxy } from '../test/support/faults/fault-proxy.js';
import { type Seeded, seeded } from '../test/support/faults/seeded.js';
import { credentialsOf } from '../test/support/graphql/ask.js';
import { type TestTarget, webhookTarget } from '../test/support/live/webhook-target.js';
import { startCli } from '../test/support/process/cli-server.js';
import { startRedis } from '../test/support/replicas/private-redis.js';
import { testWorld } from '../test/support/world/world.js';
import { printRows } from './print-rows.js';
import { startRt } from './start-rt.js';

/** What is tried. */
export interface LiveTrial {
  readonly url: string;
  readonly changes: number;
  readonly writers: number;
  readonly pollIntervalMs: number;
  /** The secret of nudges; absent: none are sent. */
  readonly nudgeSecret?: string;
  readonly seed: number;
  /** Between two changes of one writer. */
  readonly pauseMs?: number;
  /** What goes away for 10 s once half of the changes are made. Others go on changing tickets meanwhile. */
  readonly outage?: 'rt' | 'redis';
  readonly env?: Readonly<Record<string, string>>;
}

/** What one way has told. */
export interface WayResult {
  readonly way: string;
  readonly told: number;
  readonly lost: number;
  readonly repeated: number;
  /** Tickets of which a change was told before the ticket, or an item before an earlier one. */
  readonly outOfOrder: number;
  /** How often its client was killed, or its target refused an event. */
  readonly kills: number;
}

/** What a trial has shown. */
export interface LiveResult {
  /** Changes as RT has recorded them. */
  readonly recorded: number;
  readonly ways: readonly WayResult[];
  /** Milliseconds from the answer to a change until the one who stayed was told, sorted. */
  readonly delays: readonly number[];
  /** Requests to RT a minute while nothing happened, as RT was asked by the server. */
  readonly seconds: number;
}

interface Told {
  readonly ticket: number | null;
  readonly kind: string;
  readonly at: number;
}

const mutation = {
  create: `mutation ($subject: String!) { made: createTicket(input: { queue: "General", subject: $subject }) {
    outcome ticket { number } } }`,
  priority: `mutation ($id: ID!, $priority: Int!) { made: updateTicket(input: { id: $id, changes: { priority: $priority } }) { outcome } }`,
  comment: `mutation ($id: ID!, $text: String!) { made: commentOnTicket(input: { id: $id, body: { text: $text } }) { outcome } }`,
};
const changed = `subscription ($query: TicketSQL, $after: String) {
  ticketsChanged(query: $query, after: $after) { kind cursor ticket { number } } }`;
const activity = `subscription ($id: ID!, $after: ID) {
  ticketActivity(ticketId: $id, after: $after) { historyItem { id } } }`;
const feed = `query ($query: TicketSQL, $after: String) {
  feed: ticketChanges(query: $query, after: $after, first: 20) {
    events { kind cursor ticket { number } } endCursor hasMore } }`;

/** Lets writers change tickets while some stay and some are killed and go on, and counts what each was told. */
export async function tryLive(trial: LiveTrial): Promise<LiveResult> {
  const random = seeded(trial.seed);
  const away = await prepareOutage(trial);
  const subject = `live ${trial.seed} ${Date.now()}`;
  const query = `Subject = '${subject}'`;
  const hook = await flakyHook(random, query);
  const settings = {
    LOG_LEVEL: 'fatal',
    POLL_INTERVAL_MS: String(trial.pollIntervalMs),
    MAX_COST_PER_MINUTE: '100000000',
    ...(trial.nudgeSecret && { NUDGE_SECRET: trial.nudgeSecret }),
    ...trial.env,
  };
  const server = await startCli({
    ...settings,
    ...away.env,
    RT_URL: away.url,
    LOG_LEVEL: 'info',
    WEBHOOKS: hook.file,
  });
  // Whoever changes tickets while RT is out of the server's sight has a way of their own.
  const desk = trial.outage && (await startCli({ ...settings, RT_URL: trial.url }));
  const client = clientOf(server.url);
  const socket = { events: client.socketEvents };
  const writing = desk ? clientOf(desk.url) : client;
  const ends: (() => Promise<void>)[] = [];
  let isOver = false;
  try {
    // What comes before it follows, the webhook is not told.
    while (!server.stdout().includes('a webhook follows changes')) await sleep(50);
    const first = await client.ask(mutation.create, { subject });
    const watched: number = first.made.ticket.number;
    const { feed: now } = await client.ask(feed, { query });
    const stayed: Told[] = [];
    const resumed: Told[] = [];
    const socketed: Told[] = [];
    const polled: Told[] = [];
    const items: string[] = [];
    const kills = { resumed: 0, socketed: 0, polled: 0, items: 0 };
    const takeInto = (list: Told[]) => (data: { ticketsChanged: never }) => {
      const { kind, ticket, cursor } = data.ticketsChanged;
      list.push({ kind, ticket: ticket?.['number'] ?? null, at: Date.now() });
      return cursor;
    };
    ends.push(
      follow(client, changed, { query, after: now.endCursor }, takeInto(stayed), () => false),
      follow(client, changed, { query, after: now.endCursor }, takeInto(resumed), () => {
        const dies = random.next() < 0.1;
        if (dies) kills.resumed++;
        return dies;
      }),
      follow(socket, changed, { query, after: now.endCursor }, takeInto(socketed), () => {
        const dies = random.next() < 0.1;
        if (dies) kills.socketed++;
        return dies;
      }),
      follow(
        client,
        activity,
        { id: watched, after: await lastItem(client, watched) },
        (data: { ticketActivity: { historyItem: { id: string } } }) => {
          items.push(data.ticketActivity.historyItem.id);
          return data.ticketActivity.historyItem.id;
        },
        () => {
          const dies = random.next() < 0.1;
          if (dies) kills.items++;
          return dies;
        },
      ),
      poll(client, { query, after: now.endCursor }, polled, trial.pollIntervalMs, () => {
        const dies = random.next() < 0.2;
        if (dies) kills.polled++;
        return dies;
      }),
    );
    await sleep(1000);
    const began = Date.now();
    const answered = await write(writing, { ...trial, subject, watched, random }, away.happen);
    // What is committed is told within two looks; the slowest of a busy machine are waited for.
    for (let idle = 0, last = -1; idle < 5; idle++) {
      await sleep(2 * trial.pollIntervalMs + 1000);
      const lists = [stayed, resumed, socketed, polled, items, hook.target.taken()];
      const all = lists.reduce((sum, list) => sum + list.length, 0);
      if (all !== last) idle = 0;
      last = all;
    }
    const seconds = (Date.now() - began) / 1000;
    isOver = true;
    for (const end of ends.splice(0)) await end();
    const { recorded, history } = await recordedIn(writing, query, watched, 1);
    return {
      recorded: [...recorded.values()].reduce((sum, count) => sum + count, 0),
      ways: [
        wayOf('ticketsChanged, stays', stayed, recorded, 0),
        wayOf('ticketsChanged, killed and resumed', resumed, recorded, kills.resumed),
        wayOf('ticketsChanged by WebSocket, same', socketed, recorded, kills.socketed),
        wayOf('ticketChanges, killed and resumed', polled, recorded, kills.polled),
        itemsOf('ticketActivity, killed and resumed', items, history, kills.items),
        wayOf(
          'webhook, fails half of the time',
          hookedBy(hook.target, watched),
          recorded,
          hook.target.all.length - hook.target.taken().length,
        ),
      ],
      delays: delaysOf(stayed, answered),
      seconds,
    };
  } finally {
    if (!isOver) for (const end of ends) await end().catch(() => undefined);
    await server.stop();
    await desk?.stop();
    await hook.target.close();
    await away.close();
  }
}

/** A target that refuses half of what it is sent, and the file that names it to a server. */
async function flakyHook(random: Seeded, query: string) {
  const target = await webhookTarget((_, response) => {
    const isTaken = random.next() < 0.5;
    response.writeHead(isTaken ? 204 : 503, { 'retry-after': '1' }).end();
    return isTaken;
  });
  const { url, secret } = target;
  const file = join(await mkdtemp(join(tmpdir(), 'live-')), 'webhooks.json');
  const account = { user: 'root', password: 'password' };
  await writeFile(file, JSON.stringify([{ url, secret, query, ...account }]));
  return { target, file };
}

/** What a target has taken, each event once, without the creation that all others begin after. */
function hookedBy(target: TestTarget, watched: number): readonly Told[] {
  const taken = new Map(target.taken().map((one) => [one.id, one]));
  return [...taken.values()]
    .map(({ type, ticket, at }) => ({
      kind: type.replace('ticket.', '').toUpperCase(),
      ticket,
      at,
    }))
    .filter(({ kind, ticket }) => kind !== 'CREATED' || ticket !== watched);
}

const outageMs = 10_000;

/** Puts something between the server and what is to go away. `happen` takes it away, and resolves when it is back. */
async function prepareOutage({ url, outage }: LiveTrial) {
  if (outage === 'rt') {
    const proxy = await startFaultProxy(url);
    return {
      url: proxy.url,
      env: {},
      close: () => proxy.close(),
      async happen() {
        proxy.choose = () => ({ kind: 'reset', when: 'unsent' });
        await sleep(outageMs);
        proxy.choose = undefined;
      },
    };
  }
  if (outage === 'redis') {
    let redis = await startRedis();
    return {
      url,
      env: { REDIS_URL: redis.url, SIGNING_KEY: 'a key of the trial of 32 letters' },
      close: () => redis.stop(),
      async happen() {
        await redis.stop();
        await sleep(outageMs);
        redis = await startRedis(redis.port);
      },
    };
  }
  const nothing = async () => undefined;
  return { url, env: {}, close: nothing, happen: nothing };
}

interface Answered {
  readonly ticket: number;
  readonly at: number;
}

/** Writers who create, edit and comment, one after the other each. Resolves with when each change was answered. */
async function write(
  client: Client,
  {
    changes,
    writers,
    subject,
    watched,
    random,
    nudgeSecret,
    pauseMs = 0,
  }: LiveTrial & { readonly subject: string; readonly watched: number; readonly random: Seeded },
  atHalf: () => Promise<void>,
): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  const tickets = [watched];
  let made = 0;
  let half: Promise<void> | undefined;
  const writer = async (): Promise<void> => {
    for (let turn = made++; turn < changes; turn = made++) {
      if (2 * turn >= changes) half ??= atHalf();
      const ticket = random.pick(tickets);
      const kind = random.below(10);
      const number = await (kind === 0
        ? client.ask(mutation.create, { subject })
        : kind < 7
          ? client.ask(mutation.priority, { id: ticket, priority: turn + 1 })
          : client.ask(mutation.comment, { id: ticket, text: `comment ${turn}` })
      ).then(({ made: { outcome, ticket: created } }) => {
        if (outcome !== 'APPLIED') throw new Error(`a write of the trial is ${outcome}`);
        return created?.number ?? ticket;
      });
      if (kind === 0) tickets.push(number);
      answered.push({ ticket: number, at: Date.now() });
      if (nudgeSecret) await client.nudge(nudgeSecret, number);
      await sleep(pauseMs * random.next() * 2);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  await half;
  return answered;
}

/** From the answer to a ticket's n-th change to its n-th event. */
function delaysOf(told: readonly Told[], answered: readonly Answered[]): readonly number[] {
  const times = new Map<number, number[]>();
  for (const { ticket, at } of told) {
    if (ticket !== null) times.set(ticket, [...(times.get(ticket) ?? []), at]);
  }
  return answered
    .flatMap(({ ticket, at }) => {
      const next = times.get(ticket)?.shift();
      return next === undefined ? [] : [Math.max(0, next - at)];
    })
    .sort((a, b) => a - b);
}

function wayOf(
  way: string,
  told: readonly Told[],
  recorded: ReadonlyMap<number, number>,
  kills: number,
): WayResult {
  const counts = new Map<number, number>();
  let outOfOrder = 0;
  for (const { ticket, kind } of told) {
    if (ticket === null) continue;
    if (kind === 'CREATED' && counts.has(ticket)) outOfOrder++;
    counts.set(ticket, (counts.get(ticket) ?? 0) + 1);
  }
  let lost = 0;
  let repeated = 0;
  for (const ticket of new Set([...counts.keys(), ...recorded.keys()])) {
    const difference = (counts.get(ticket) ?? 0) - (recorded.get(ticket) ?? 0);
    if (difference > 0) repeated += difference;
    else lost -= difference;
  }
  return { way, told: told.length, lost, repeated, outOfOrder, kills };
}

function itemsOf(
  way: string,
  told: readonly string[],
  history: readonly string[],
  kills: number,
): WayResult {
  const numbers = told.map((id) => Number(id.split('/')[1]));
  const unique = new Set(told);
  return {
    way,
    told: told.length,
    lost: history.filter((id) => !unique.has(id)).length,
    repeated: told.length - unique.size,
    outOfOrder: numbers.filter((id, at) => at > 0 && id < (numbers[at - 1] ?? 0)).length,
    kills,
  };
}

/** What RT has recorded: changes of each ticket, and all items of the watched one after its first. */
async function recordedIn(client: Client, query: string, watched: number, before: number) {
  const recorded = new Map<number, number>();
  let history: readonly string[] = [];
  for (let after: string | null = null; ; ) {
    const { tickets } = await client.ask(
      `query ($query: TicketSQL, $after: String) { tickets(query: $query, first: 5, after: $after) {
        nodes { number history(first: 100) { totalCount nodes { id __typename } pageInfo { hasNextPage endCursor } } }
        pageInfo { hasNextPage endCursor } } }`,
      { query, after },
    );
    for (const { number, history: page } of tickets.nodes) {
      const all = [...page.nodes];
      for (let { hasNextPage, endCursor } = page.pageInfo; hasNextPage; ) {
        const { ticket } = await client.ask(
          `query ($id: ID!, $after: String) { ticket(id: $id) { history(first: 100, after: $after) {
            nodes { id __typename } pageInfo { hasNextPage endCursor } } } }`,
          { id: number, after: endCursor },
        );
        all.push(...ticket.history.nodes);
        ({ hasNextPage, endCursor } = ticket.history.pageInfo);
      }
      const news = number === watched ? all.slice(before) : all;
      if (number === watched) history = news.map(({ id }) => id);
      recorded.set(
        number,
        news.filter(({ __typename }) => __typename !== 'EmailRecordItem').length,
      );
    }
    if (!tickets.pageInfo.hasNextPage) return { recorded, history };
    after = tickets.pageInfo.endCursor;
  }
}

async function lastItem(client: Client, ticket: number): Promise<string> {
  const { ticket: found } = await client.ask(
    'query ($id: ID!) { ticket(id: $id) { history(last: 1) { nodes { id } } } }',
    { id: ticket },
  );
  return found.history.nodes[0].id;
}

/** Comes back for changes, and forgets now and then what it was last told. */
function poll(
  client: Client,
  start: { readonly query: string; readonly after: string },
  told: Told[],
  pauseMs: number,
  dies: () => boolean,
): () => Promise<void> {
  let isOver = false;
  const work = async () => {
    let { after } = start;
    while (!isOver) {
      const { feed: page } = await client.ask(feed, { ...start, after });
      let isKilled = false;
      for (const { kind, ticket, cursor } of page.events) {
        told.push({ kind, ticket: ticket?.number ?? null, at: Date.now() });
        after = cursor;
        isKilled = dies();
        if (isKilled) break;
      }
      if (!isKilled) after = page.endCursor;
      if (!isKilled && !page.hasMore) await sleep(pauseMs);
    }
  };
  const done = work();
  return async () => {
    isOver = true;
    await done;
  };
}

/** Stays subscribed, and when it is killed goes on after the last event. `take` returns where. */
function follow<Data>(
  client: Pick<Client, 'events'>,
  query: string,
  start: Readonly<Record<string, unknown>>,
  take: (data: Data) => string,
  dies: () => boolean,
): () => Promise<void> {
  let isOver = false;
  let end = new AbortController();
  const work = async () => {
    let { after } = start;
    while (!isOver) {
      end = new AbortController();
      try {
        for await (const data of client.events<Data>(query, { ...start, after }, end.signal)) {
          after = take(data);
          if (dies()) break;
        }
      } catch (error) {
        if (!end.signal.aborted) throw error;
      } finally {
        end.abort();
      }
      // What is refused while RT is away is asked for again, as a client does.
      await sleep(200);
    }
  };
  const done = work();
  // It is awaited at the end.
  done.catch(() => undefined);
  return async () => {
    isOver = true;
    end.abort();
    await done;
  };
}

type Client = ReturnType<typeof clientOf>;

function clientOf(url: string) {
  const post = (body: object, accept: string, signal?: AbortSignal) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        authorization: credentialsOf('root'),
      },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  return {
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
    async ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<any> {
      for (let tries = 1; ; tries++) {
        const { data, errors } = await (
          await post({ query, variables }, 'application/json')
        ).json();
        if (!errors) return data;
        // A write that found no place was not sent.
        const isUnsent = errors[0].extensions.code === 'OVERLOADED';
        const mayRepeat = isUnsent || !query.startsWith('mutation');
        if (!mayRepeat || tries > 60) throw new Error(JSON.stringify(errors));
        await sleep(500);
      }
    },
    async nudge(secret: string, ticket: number): Promise<void> {
      const answer = await fetch(`${url}/nudge`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ ticket }),
      });
      if (answer.status !== 202) throw new Error(`a nudge is answered ${answer.status}`);
    },
    /** By a WebSocket for each subscription, which is cut off when its subscriber is killed. */
    async *socketEvents<Data>(
      query: string,
      variables: Readonly<Record<string, unknown>>,
      signal: AbortSignal,
    ): AsyncGenerator<Data> {
      const socket = createClient({
        url: `${url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        connectionParams: { authorization: credentialsOf('root') },
        retryAttempts: 0,
      });
      signal.addEventListener('abort', () => socket.terminate());
      try {
        for await (const { data, errors } of socket.iterate<Data>({ query, variables })) {
          if (errors || !data) return;
          yield data;
        }
      } catch {
        // Refused or cut off: whoever resumes is told again.
      }
    },
    async *events<Data>(
      query: string,
      variables: Readonly<Record<string, unknown>>,
      signal: AbortSignal,
    ): AsyncGenerator<Data> {
      const answer = await post({ query, variables }, 'text/event-stream', signal);
      let text = '';
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: ?(.+)$/m.exec(block)?.[1];
          if (data === undefined || !/^event: ?next$/m.test(block)) continue;
          const result = JSON.parse(data);
          // RT failed to show the event's ticket: whoever resumes is told again.
          if (result.errors) return;
          yield result.data;
        }
      }
    },
  };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { values } = parseArgs({
    options: {
      rt: { type: 'string', default: 'sandbox' },
      changes: { type: 'string', default: '1000' },
      writers: { type: 'string', default: '5' },
      interval: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      pause: { type: 'string', default: '0' },
      outage: { type: 'string', default: '' },
      nudge: { type: 'boolean', default: false },
    },
  });
  const rt = await startRt(values.rt, testWorld);
  try {
    const { recorded, ways, delays, seconds } = await tryLive({
      url: rt.url,
      changes: Number(values.changes),
      writers: Number(values.writers),
      pollIntervalMs: Number(values.interval),
      seed: Number(values.seed),
      pauseMs: Number(values.pause),
      ...((values.outage === 'rt' || values.outage === 'redis') && { outage: values.outage }),
      ...(values.nudge && { nudgeSecret: 'a secret of the trial, 32 letters' }),
    });
    printRows(ways.map((way) => ({ ...way })));
    const at = (part: number) => delays[Math.floor(part * (delays.length - 1))] ?? 0;
    printRows([{ recorded, seconds: Math.round(seconds), p50: at(0.5), p95: at(0.95) }]);
  } finally {
    await rt.stop();
  }
}
