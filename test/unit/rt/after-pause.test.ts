import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { createRtClient } from '../../../src/rt/connection/client.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { SessionPool } from '../../../src/rt/connection/sessions.js';
import { Slots } from '../../../src/rt/connection/slots.js';
import { RtTrace } from '../../../src/rt/connection/trace.js';
import { Transport } from '../../../src/rt/connection/transport.js';
import type { RtError } from '../../../src/rt/errors.js';
import { editTicket } from '../../../src/rt/rest1/write/ticket-requests.js';
import { LostAnswer } from '../../../src/rt/rest1/write/write.js';
import { type FakeRt, nothingFound, startFakeRt } from '../../support/rest1/fake-rt.js';

let fake: FakeRt;
let transport: Transport;
let pool: SessionPool;
let slots: Slots;
/** When each search arrived. */
let arrived: number[];
/** How often the web server before RT turns a search away. */
let refusals: number;

beforeEach(async () => {
  fake = await startFakeRt();
  arrived = [];
  refusals = 0;
  transport = new Transport({ url: fake.url, concurrency: 1, timeoutMs: 2000 });
  pool = new SessionPool(transport);
  slots = new Slots({ limit: 1, maxWaiting: 9, maxWaitMs: 9000 });
});
afterEach(async () => {
  await pool.close();
  await transport.close();
  await fake.close();
});

/** Turns searches away as a web server does that limits them. */
function turnsAway(
  status: number,
  header: () => string | undefined,
  times: number,
  path = 'search/ticket',
): void {
  refusals = times;
  fake.answers.set(path, (_, response) => {
    arrived.push(performance.now());
    if (refusals-- <= 0) return nothingFound;
    const pause = header();
    response.writeHead(status, { ...(pause !== undefined && { 'retry-after': pause }) });
    response.end('<html>Too many requests</html>');
    return undefined;
  });
}

function client(ms: number, signal?: AbortSignal) {
  return createRtClient({
    session: pool.for({ scheme: 'password', user: 'alice', password: new Secret('secret') }),
    slots,
    trace: new RtTrace(),
    webUrl: fake.url,
    maxCalls: 20,
    maxReplyBytes: 100_000,
    endsAt: performance.now() + ms,
    retries: transport.retries,
    signal,
  });
}
const search = (ms = 5000, signal?: AbortSignal) =>
  client(ms, signal).call({ operation: 'search/ticket', params: [['query', 'id > 0']] });
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: RtError) => error,
  );
const inSeconds = (seconds: number) => () =>
  new Date(Date.now() + 1000 * seconds + 999).toUTCString();

describe.each([429, 503])('a web server before RT that answers HTTP %i', (status) => {
  test.each([
    ['seconds', () => '1', 1000],
    ['a date', inSeconds(1), 900],
    ['nothing to wait for', () => '0', fixedLimits.minRtPauseMs],
  ])('with Retry-After in %s gets a read again no sooner', async (_, header, pauseMs) => {
    turnsAway(status, header, 1);
    expect(await search()).toMatchObject({ status: 200 });
    const [first = 0, second = 0] = arrived;
    expect(arrived).toHaveLength(2);
    expect(second - first).toBeGreaterThanOrEqual(pauseMs - 5);
  });

  test('with Retry-After beyond the time of the operation is not waited for: the error says how long', async () => {
    for (const [header, seconds] of [
      ['60', 60],
      ['999999999999', fixedLimits.maxRtPauseMs / 1000],
    ] as const) {
      turnsAway(status, () => header, 1);
      const start = performance.now();
      const error = await failureOf(search());
      expect(performance.now() - start).toBeLessThan(1000);
      expect(error?.code).toBe(status === 429 ? 'OVERLOADED' : 'RT_UNAVAILABLE');
      expect(error?.facts.retryAfterSeconds).toBe(seconds);
    }
    expect(arrived).toHaveLength(2);
  });

  test('again and again gets a read three times at most', async () => {
    turnsAway(status, () => '0', 10);
    expect((await failureOf(search()))?.facts.retryAfterSeconds).toBe(1);
    expect(arrived).toHaveLength(1 + fixedLimits.maxPauses);
  });

  test('gets no more than its share of repeats', async () => {
    const reads = 40;
    turnsAway(status, () => '0', Number.POSITIVE_INFINITY);
    for (let at = 0; at < reads; at++) {
      // The other kind of failure would open the breaker.
      if (at % 3 === 2) refusals = 0;
      await failureOf(search());
      refusals = Number.POSITIVE_INFINITY;
    }
    expect(arrived.length - reads).toBeGreaterThan(0);
    expect(arrived.length - reads).toBeLessThanOrEqual(
      fixedLimits.maxSavedRetries + (arrived.length * fixedLimits.retryPercent) / 100 + 1,
    );
  }, 40_000);

  test.each(['soon', '-5', undefined])('with Retry-After %j gets it once', async (header) => {
    turnsAway(status, () => header, 1);
    expect(await failureOf(search())).toMatchObject({
      code: status === 429 ? 'OVERLOADED' : 'RT_UNAVAILABLE',
    });
    expect(arrived).toHaveLength(1);
  });

  test('gets a write once, which only 429 says was not done', async () => {
    fake.answers.set('ticket/1/edit', (_, response) => {
      arrived.push(performance.now());
      response.writeHead(status, { 'retry-after': '0' }).end();
      return undefined;
    });
    const edit = editTicket(client(5000), 1, [{ key: 'Subject', value: 'x' }]);
    if (status === 429) await expect(edit).rejects.toMatchObject({ code: 'OVERLOADED' });
    else expect(await edit).toBeInstanceOf(LostAnswer);
    expect(arrived).toHaveLength(1);
  });

  test('for REST 2.0 gets a read again as well, and none by REST 1.0 instead', async () => {
    const counts = [1, Number.POSITIVE_INFINITY];
    for (const times of counts) {
      turnsAway(status, () => '0', times, '/REST/2.0/tickets');
      const call = { operation: 'tickets', method: 'POST', path: 'tickets' } as const;
      const read = client(5000).call2(call);
      if (times === 1) expect(await read).toMatchObject({ status: 200 });
      else await expect(read).rejects.toMatchObject({ facts: { retryAfterSeconds: 1 } });
    }
    expect(arrived).toHaveLength(2 + 1 + fixedLimits.maxPauses);
  });

  test('holds up nobody else meanwhile, and hears nothing of who has left', async () => {
    turnsAway(status, () => '2', 1);
    const leaving = new AbortController();
    const waiting = failureOf(search(5000, leaving.signal));
    await expect.poll(() => arrived.length).toBe(1);
    const start = performance.now();
    expect(await search()).toMatchObject({ status: 200 });
    expect(performance.now() - start).toBeLessThan(1000);
    leaving.abort();
    expect((await waiting)?.code).toBe('RT_TIMEOUT');
    expect(arrived).toHaveLength(2);
  });
});
