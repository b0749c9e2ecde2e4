import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { connectRt, type RtConnection } from '../../../src/rt/connection/connect.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { type FakeRt, nothingFound, ok, startFakeRt } from '../../support/rest1/fake-rt.js';

let fake: FakeRt;
let rt: RtConnection;

beforeEach(async () => {
  fake = await startFakeRt();
  fake.passwords.set('bob', 'secret');
  fake.answers.set('search/ticket', nothingFound);
  const settings = { rtUrl: fake.url, rtTimeoutMs: 300, timeZone: 'UTC' };
  rt = connectRt({ ...settings, rtConcurrency: 2, rtRest: '1' });
});
afterEach(async () => {
  await rt.close();
  await fake.close();
});

function as(user: string) {
  const password = new Secret('secret');
  return rt.open(rt.sessions.for({ scheme: 'password', user, password }), {});
}
const search = (user = 'alice') => as(user).upstream.searchTickets('id > 0');
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: { code?: string }) => String(error.code),
  );

type Ways = Readonly<Record<string, (response: ServerResponse) => void>>;
const ways: Ways = {
  'resets connections': (response) => response.destroy(),
  'says nothing': () => undefined,
  'answers by a proxy': (response) => response.writeHead(502).end('<html>Bad Gateway</html>'),
  'cuts its answers': (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write(ok);
    setTimeout(() => response.destroy(), 5);
  },
};

describe('an RT that says nothing, to callers who do not wait as long as RT may take', () => {
  let patient: RtConnection;
  let probes = 0;
  let asked = 0;
  beforeEach(async () => {
    probes = 0;
    patient = connectRt({
      ...{ rtUrl: fake.url, rtTimeoutMs: 5000, timeZone: 'UTC', rtConcurrency: 8, rtRest: '1' },
      observer: {
        sent({ operation }) {
          if (operation === 'probe') probes++;
          return () => undefined;
        },
      },
    });
    await searchFor(1000);
    fake.fails = () => undefined;
  });
  afterEach(() => patient.close());

  const searchFor = (ms: number) => {
    const password = new Secret('secret');
    const session = patient.sessions.for({ scheme: 'password', user: 'alice', password });
    const { upstream } = patient.open(session, { signal: AbortSignal.timeout(ms) });
    // Each asks something else, so that none is answered together with another.
    return upstream.searchTickets(`id > ${asked++}`).catch((error: unknown) => error);
  };

  test('is down once so many have left in vain, and is found again', async () => {
    const isDown = { code: 'RT_UNAVAILABLE', sent: false };
    const leaving = fixedLimits.breakerSilenceMs + 100;
    for (let count = 0; count < fixedLimits.breakerFailures; count++) await searchFor(leaving);
    await expect.poll(() => searchFor(300), { timeout: 5000 }).toMatchObject(isDown);
    const start = performance.now();
    expect(await searchFor(5000)).toMatchObject(isDown);
    expect(performance.now() - start).toBeLessThan(500);
    fake.fails = undefined;
    await expect.poll(() => searchFor(1000), { timeout: 5000 }).toEqual([]);
  });

  test('is not asked for a sign of life because of those who leave at once', async () => {
    for (let count = 0; count < 3 * fixedLimits.breakerFailures; count++) await searchFor(100);
    await sleep(100);
    expect(probes).toBe(0);
    fake.fails = undefined;
    expect(await searchFor(1000)).toEqual([]);
  });
});

describe.each(Object.entries(ways))('an RT that %s', (_, fail) => {
  test('is left alone, refused at once, and found again when it is back', async () => {
    await search();
    fake.fails = fail;
    for (let count = 0; count < fixedLimits.breakerFailures; count++) await codeOf(search());
    await expect
      .poll(() => search('bob').catch((error: unknown) => error), { timeout: 5000 })
      .toMatchObject({ code: 'RT_UNAVAILABLE', sent: false });
    const before = fake.requests.length;
    const start = performance.now();
    const refused = await Promise.all(Array.from({ length: 100 }, () => search().catch((e) => e)));
    expect(performance.now() - start).toBeLessThan(500);
    for (const { code, sent, facts } of refused) {
      expect({ code, sent }).toEqual({ code: 'RT_UNAVAILABLE', sent: false });
      expect(facts.retryAfterSeconds).toBe(1);
    }
    expect(fake.requests).toHaveLength(before);
    fake.fails = undefined;
    await sleep(fixedLimits.breakerCheckMs);
    expect(await codeOf(search())).toBe('answered');
    expect(await codeOf(search('bob'))).toBe('answered');
  });

  test('for one caller alone is there for all others', async () => {
    await Promise.all([search(), search('bob')]);
    fake.answers.set('search/ticket', ({ params }, response) => {
      if (params.get('query') !== 'id > 1') return nothingFound;
      fail(response);
      return undefined;
    });
    for (let count = 0; count < 3 * fixedLimits.breakerFailures; count++) {
      await codeOf(as('alice').upstream.searchTickets('id > 1'));
    }
    expect(await codeOf(search('bob'))).toBe('answered');
  });
});

describe('an RT that went away', () => {
  test('is known to be down after five refused connections, and who waits hears it at once', async () => {
    await Promise.all([search(), search('bob')]);
    fake.answers.set('search/ticket', () => undefined);
    // Two hold the places, and the others wait.
    const waiting = Array.from({ length: 20 }, (_, at) =>
      codeOf(as('alice').upstream.searchTickets(`id > ${at}`)),
    );
    await sleep(50);
    await fake.close();
    const codes = await Promise.all(waiting);
    expect(new Set(codes)).toEqual(new Set(['RT_UNAVAILABLE']));
    const start = performance.now();
    expect(await codeOf(search())).toBe('RT_UNAVAILABLE');
    expect(performance.now() - start).toBeLessThan(200);
  });
});

describe('an RT that was down', () => {
  /** Makes it be down for as long as it takes until it is tried again. */
  async function goDown(fail: (response: ServerResponse) => void) {
    await Promise.all([search(), search('bob')]);
    fake.fails = fail;
    for (let count = 0; count < fixedLimits.breakerFailures; count++) await codeOf(search());
    await expect
      .poll(() => search().catch(({ sent }: { sent?: boolean }) => sent), { timeout: 5000 })
      .toBe(false);
    await sleep(fixedLimits.breakerCheckMs);
    return fake.requests.length;
  }
  const many = () =>
    Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        codeOf(as(at % 2 ? 'alice' : 'bob').upstream.searchTickets(`id > ${at}`)),
      ),
    );

  test('and is back answers all who come at once, after one request of the server itself', async () => {
    const before = await goDown((response) => response.destroy());
    fake.fails = undefined;
    expect(new Set(await many())).toEqual(new Set(['answered']));
    expect(
      fake.requests
        .slice(before)
        .map(({ path }) => path)
        .slice(0, 2),
    ).toEqual(['', 'search/ticket']);
    expect(fake.requests).toHaveLength(before + 13);
  });

  test('and still says nothing is asked once, however many come, and for no more than a moment', async () => {
    const before = await goDown(() => undefined);
    const start = performance.now();
    expect(new Set(await many())).toEqual(new Set(['RT_UNAVAILABLE']));
    // Who comes while it is asked waits no longer than who was there when that began.
    expect(performance.now() - start).toBeLessThan(2 * fixedLimits.maxVerdictMs);
    expect(fake.requests).toHaveLength(before + 1);
  });

  test.each(Object.entries(ways))(
    'as it %s is asked once a second while many want it, and served again within two',
    async (_, fail) => {
      await search();
      fake.fails = fail;
      let isBack = false;
      let recovered: number | undefined;
      let back = Number.POSITIVE_INFINITY;
      const callers = Array.from({ length: 10 }, async () => {
        while (!isBack) {
          if ((await codeOf(search())) === 'answered' && performance.now() > back) {
            recovered ??= performance.now() - back;
            isBack = true;
          } else await sleep(100);
        }
      });
      await expect
        .poll(() => search().catch(({ sent }: { sent?: boolean }) => sent), { timeout: 5000 })
        .toBe(false);
      // What was sent before has ended, too.
      await sleep(1000);
      const before = fake.requests.length;
      const outageMs = 3000;
      await sleep(outageMs);
      const asked = fake.requests.slice(before);
      back = performance.now();
      fake.fails = undefined;
      await Promise.all(callers);
      expect(recovered).toBeLessThan(2000);
      expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['']));
      expect(asked.length).toBeLessThanOrEqual(outageMs / fixedLimits.breakerCheckMs + 1);
      expect(asked.length).toBeGreaterThanOrEqual(1);
    },
  );
});

describe('reads whose connections break half the time', () => {
  test('are repeated no more than one in five', async () => {
    await search();
    let count = 0;
    fake.fails = (response) => {
      count++;
      if (count % 2 === 0) response.destroy();
      else response.end(nothingFound);
    };
    const before = fake.requests.length;
    for (let at = 0; at < 300; at++) await codeOf(search());
    const { maxSavedRetries } = fixedLimits;
    expect(fake.requests.length - before).toBeLessThanOrEqual(1.2 * 300 + maxSavedRetries);
  });
});
