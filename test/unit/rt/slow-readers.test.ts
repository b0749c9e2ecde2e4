import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { connectRt, type RtConnection } from '../../../src/rt/connection/connect.js';
import { ReadAhead } from '../../../src/rt/connection/read-ahead.js';
import { Secret } from '../../../src/rt/connection/secret.js';
import { type FakeRt, nothingFound, ok, startFakeRt } from '../../support/rest1/fake-rt.js';

const megabyte = 1024 * 1024;
let fake: FakeRt;
let rt: RtConnection;

beforeEach(async () => {
  fake = await startFakeRt();
  for (const user of ['bob', 'carol']) fake.passwords.set(user, 'secret');
  fake.answers.set('attachment/1/content', `${ok}${'x'.repeat(40 * megabyte)}`);
  fake.answers.set('attachment/2/content', `${ok}${'x'.repeat(4 * megabyte)}`);
  fake.answers.set('search/ticket', nothingFound);
});
afterEach(async () => {
  await rt.close();
  await fake.close();
});

function connect(rtConcurrency: number): void {
  const settings = { rtUrl: fake.url, rtTimeoutMs: 10_000, timeZone: 'UTC' };
  rt = connectRt({ ...settings, rtConcurrency, rtRest: '1' });
}

function as(user: string) {
  const password = new Secret('secret');
  return rt.open(rt.sessions.for({ scheme: 'password', user, password }), {}).upstream;
}

describe.each([4, 1])('of %s places towards RT', (places) => {
  beforeEach(() => connect(places));

  test('one is left to GraphQL and to other downloads by readers who read nothing', async () => {
    const first = await as('alice').streamAttachment(1);
    const cut = finished(first).catch((error: unknown) => error);
    const second = await as('bob').streamAttachment(1);
    second.on('error', () => undefined);
    const reading = await as('carol').streamAttachment(1);
    const bytes = (await reading.toArray()).reduce((sum, chunk) => sum + chunk.length, 0);
    expect(bytes).toBe(40 * megabyte);
    expect(await as('carol').searchTickets('id > 0')).toEqual([]);
    expect(await cut).toMatchObject({ code: 'OVERLOADED' });
    second.destroy();
  });

  test('none is held by a reader of a few megabytes, who gets them late', async () => {
    const streams = [];
    for (const user of ['alice', 'bob', 'carol']) streams.push(await as(user).streamAttachment(2));
    await sleep(100);
    expect(await as('alice').searchTickets('id > 0')).toEqual([]);
    for (const stream of streams) {
      const bytes = (await stream.toArray()).reduce((sum, chunk) => sum + chunk.length, 0);
      expect(bytes).toBe(4 * megabyte);
    }
  });
});

describe('the reader of a download', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    connect(1);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const { minReaderRate, minRateMs } = fixedLimits;

  async function outcomeOf(bytesEachSecond: number): Promise<unknown> {
    const source = new PassThrough();
    const ahead = new ReadAhead(source);
    let outcome: unknown = 'goes on';
    ahead.on('error', (error) => {
      outcome = error;
    });
    source.write(Buffer.alloc(megabyte));
    ahead.read(1);
    await vi.advanceTimersByTimeAsync(1);
    for (let ms = 0; ms < 3 * minRateMs; ms += 1000) {
      if (bytesEachSecond > 0) ahead.read(bytesEachSecond);
      await vi.advanceTimersByTimeAsync(1000);
    }
    ahead.destroy();
    return outcome;
  }

  test('loses it where less than the least rate is taken, and not above', async () => {
    expect(await outcomeOf(minReaderRate + 100)).toBe('goes on');
    expect(await outcomeOf(minReaderRate - 100)).toMatchObject({ code: 'OVERLOADED' });
    expect(await outcomeOf(0)).toMatchObject({ code: 'OVERLOADED' });
  });
});
