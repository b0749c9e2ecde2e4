// `npm run live:load -- --rt sandbox|5|4`: what subscribers cost, in requests to RT and in memory. See docs/live.md.
// With TEST_REPLICAS=2 half of them listen to each of two replicas.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { createApp } from '../src/server/app.js';
import { credentialsOf } from '../test/support/graphql/ask.js';
import { mutate, newTicket } from '../test/support/graphql/mutate.js';
import { recordingProxy } from '../test/support/http/recording-proxy.js';
import { type EventReader, readEvents } from '../test/support/live/event-reader.js';
import { startCli } from '../test/support/process/cli-server.js';
import { testWorld } from '../test/support/world/world.js';
import { printRows } from './print-rows.js';
import { startRt } from './start-rt.js';

const pollMs = 2000;
const seconds = 20;

const { values } = parseArgs({ options: { rt: { type: 'string', default: 'sandbox' } } });
const rt = await startRt(values.rt, testWorld);
const seen = await recordingProxy(rt.url);
const api = createApp(readConfig({ RT_URL: rt.url, LOG_LEVEL: 'silent' }));
const id = await newTicket(api, { subject: 'watched' });
const rows = [];
for (const [subscribers, searches] of [
  [1, 1],
  [100, 1],
  [1000, 1],
  [100, 100],
] as const) {
  const server = await startCli({
    RT_URL: seen.url,
    LOG_LEVEL: 'fatal',
    POLL_INTERVAL_MS: String(pollMs),
    MAX_SUBSCRIPTIONS_PER_CALLER: '1000',
    MAX_COST_PER_MINUTE: '1000000000',
    NODE_OPTIONS: '--expose-gc',
  });
  await subscribe(server.url, 0, 1).then((one) => one.leave());
  const before = await server.memory();
  const streams: EventReader[] = [];
  for (let at = 0; at < subscribers; at += 20) {
    const some = Array.from({ length: Math.min(20, subscribers - at) }, (_, one) =>
      subscribe(server.url, (at + one) % searches, searches),
    );
    streams.push(...(await Promise.all(some)));
  }
  await sleep(2 * pollMs);
  const held = (await server.memory()) - before;
  const start = seen.requests.length;
  await sleep(seconds * 1000);
  const idle = seen.requests.length - start;
  const changedAt = Date.now();
  await mutate(api, 'updateTicket', { id, changes: { priority: subscribers + searches } });
  const events = () => streams.filter((one) => one.events.length > 0).length;
  while (events() < subscribers && Date.now() - changedAt < 60_000) await sleep(10);
  rows.push({
    subscribers,
    searches,
    'requests a minute': Math.round((idle * 60) / seconds),
    'requests of one change': seen.requests.length - start - idle,
    told: events(),
    'ms until all were told': Date.now() - changedAt,
    'KiB each': Math.round(held / 1024 / subscribers),
  });
  for (const one of streams) one.leave();
  await server.stop();
}
printRows(rows);
await api.close();
await seen.close();
await rt.stop();

function subscribe(url: string, search: number, searches: number): Promise<EventReader> {
  const query = `subscription { ticketsChanged(query: "id > ${searches > 1 ? -1 - search : 0}") {
    kind cursor ticket { number subject status } } }`;
  return readEvents(`${url}/graphql`, {
    headers: { authorization: credentialsOf('root') },
    body: { query },
  });
}
