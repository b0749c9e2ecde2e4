import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Slots } from '../../../src/rt/connection/slots.js';
import { OverloadedError } from '../../../src/rt/errors.js';

function slots(limit: number, maxWaiting = 100, maxWaitMs = 1000) {
  return new Slots({ limit, maxWaiting, maxWaitMs });
}

describe('places towards RT', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('are given at once while there are any', async () => {
    const places = slots(2);
    await Promise.all([places.take('a'), places.take('a')]);
    let third = false;
    const waiting = places.take('a').then(() => {
      third = true;
    });
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    expect(third).toBe(false);
  });

  test('go to whoever waits longest', async () => {
    const places = slots(1);
    const first = await places.take('a');
    const order: string[] = [];
    const waiters = ['b', 'c', 'd'].map((owner) =>
      places.take(owner).then((release) => {
        order.push(owner);
        release();
      }),
    );
    first();
    await Promise.all(waiters);
    expect(order).toEqual(['b', 'c', 'd']);
  });

  test('go first to the caller who holds the fewest', async () => {
    const places = slots(2);
    const [one] = await Promise.all([places.take('greedy'), places.take('greedy')]);
    const order: string[] = [];
    const waiters = ['greedy', 'greedy', 'modest'].map((owner) =>
      places.take(owner).then((release) => {
        order.push(owner);
        release();
      }),
    );
    one?.();
    await Promise.all(waiters);
    expect(order[0]).toBe('modest');
  });

  test('are not all taken by one caller where one may not hold all', async () => {
    const places = new Slots({ limit: 2, perOwner: 1, maxWaiting: 100, maxWaitMs: 1000 });
    const first = await places.take('greedy');
    const order: string[] = [];
    const waiters = ['greedy', 'greedy', 'modest'].map((owner) =>
      places.take(owner).then((release) => {
        order.push(owner);
        return release;
      }),
    );
    const modest = await waiters[2];
    expect(order).toEqual(['modest']);
    // What the modest caller gives back is none of the greedy one's.
    modest?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(order).toEqual(['modest']);
    first();
    (await waiters[0])?.();
    await waiters[1];
    expect(order).toEqual(['modest', 'greedy', 'greedy']);
  });

  test('are handed over, so that nobody who asks in between gets the same one', async () => {
    const places = slots(1);
    const first = await places.take('a');
    let inFlight = 0;
    let most = 0;
    const work = async (owner: string) => {
      const release = await places.take(owner);
      inFlight++;
      most = Math.max(most, inFlight);
      await Promise.resolve();
      inFlight--;
      release();
    };
    const waiting = work('b');
    await Promise.resolve();
    first();
    const late = work('c');
    await Promise.all([waiting, late]);
    expect(most).toBe(1);
  });

  test('given back twice count once', async () => {
    const places = slots(1);
    const first = await places.take('a');
    first();
    first();
    await places.take('a');
    let got = false;
    const waiting = places.take('b').then(() => {
      got = true;
    });
    waiting.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(10);
    expect(got).toBe(false);
  });

  test('are refused at once when too many wait', async () => {
    const places = slots(1, 2);
    await places.take('a');
    const waiting = [places.take('b'), places.take('c')];
    for (const one of waiting) one.catch(() => undefined);
    await expect(places.take('d')).rejects.toMatchObject({
      code: 'OVERLOADED',
      facts: { retryAfterSeconds: 1 },
    });
  });

  test('are waited for by many of one caller, who makes way for those who have fewer', async () => {
    const places = slots(1, 4);
    const first = await places.take('crowd');
    const crowd = [1, 2, 3, 4].map(() => places.take('crowd'));
    const refusedOne = expect(crowd[3]).rejects.toMatchObject({ code: 'OVERLOADED' });
    const other = places.take('other');
    await refusedOne;
    const refusedTwo = expect(crowd[2]).rejects.toMatchObject({ code: 'OVERLOADED' });
    const third = places.take('third');
    await refusedTwo;
    // Each of three has a fair share, so nobody else gets one of theirs.
    await expect(places.take('crowd')).rejects.toMatchObject({ code: 'OVERLOADED' });
    first();
    // Newcomers first.
    (await other)();
    (await third)();
    (await crowd[0])?.();
    (await crowd[1])?.();
  });

  test('go in turn where callers take one after the other of a single place', async () => {
    const places = slots(1);
    const first = await places.take('alice');
    const order: string[] = [];
    const take = (owner: string) =>
      places.take(owner).then((release) => {
        order.push(owner);
        release();
      });
    const crowd = Array.from({ length: 6 }, (_, at) => take(at < 3 ? 'alice' : 'carol'));
    const bob = take('bob');
    first();
    await Promise.all([...crowd, bob]);
    expect(order).toEqual(['carol', 'bob', 'alice', 'carol', 'alice', 'carol', 'alice']);
  });

  test('of one kind are no more than its share, and a kind without any is served next', async () => {
    const places = new Slots({
      limit: 4,
      maxWaiting: 100,
      maxWaitMs: 1000,
      most: { write: 3, login: 2, download: 2 },
    });
    const kinds = ['login', 'login', 'login', 'write', 'write', 'write'] as const;
    const order: string[] = [];
    const leave: (() => void)[] = [];
    const all = kinds.map((kind, at) =>
      places.take(`caller ${at}`, { kind }).then((release) => {
        order.push(kind);
        leave.push(release);
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['login', 'login', 'write', 'write']);
    const read = places.take('late').then((release) => {
      order.push('read');
      leave.push(release);
    });
    leave[2]?.();
    await read;
    leave[0]?.();
    leave[1]?.();
    await Promise.all(all);
    expect(order.slice(4)).toEqual(['read', 'login', 'write']);
  });

  test('are waited for again while an operation goes on being served', async () => {
    const places = slots(1, 100, 50);
    const taker = {};
    let leave = await places.take('a', { taker });
    const waiting = [1, 2, 3].map(() => places.take('a', { taker }));
    for (const next of waiting) {
      await vi.advanceTimersByTimeAsync(40);
      leave();
      leave = await next;
    }
    const late = expect(places.take('a', { taker })).rejects.toBeInstanceOf(OverloadedError);
    await vi.advanceTimersByTimeAsync(60);
    await late;
  });

  test('are waited for no longer when whoever asked is gone', async () => {
    const places = slots(1, 1);
    const first = await places.take('a');
    const client = new AbortController();
    const gone = expect(places.take('b', { signal: client.signal })).rejects.toThrow('gone');
    client.abort(new Error('gone'));
    await gone;
    const next = places.take('c');
    first();
    await expect(next).resolves.toBeTypeOf('function');
  });

  test('are taken from those who only wait for their reader, once others want them', async () => {
    const places = slots(1);
    let idleMs = 0;
    let leave: () => void = () => undefined;
    const hold = { idleMs: () => idleMs, giveUp: vi.fn(() => leave()) };
    leave = await places.take('slow', { kind: 'download', hold });
    const next = places.take('other');
    await vi.advanceTimersByTimeAsync(400);
    expect(hold.giveUp).not.toHaveBeenCalled();
    idleMs = 500;
    await vi.advanceTimersByTimeAsync(200);
    expect(hold.giveUp).toHaveBeenCalledOnce();
    await expect(next).resolves.toBeTypeOf('function');
  });

  test('are refused after the longest wait, and the place in the queue is free again', async () => {
    const places = slots(1, 2, 50);
    const first = await places.take('a');
    const late = expect(places.take('b')).rejects.toBeInstanceOf(OverloadedError);
    await vi.advanceTimersByTimeAsync(60);
    await late;
    const next = places.take('c');
    first();
    await expect(next).resolves.toBeTypeOf('function');
  });
});

describe('any run of requests', () => {
  test('never holds more places than there are, and everyone gets one in the end', async () => {
    const request = fc.record({
      owner: fc.constantFrom('a', 'b', 'c'),
      start: fc.nat({ max: 6 }),
      work: fc.nat({ max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(request, { maxLength: 25 }),
        async (limit, requests) => {
          const places = slots(limit, 1000, 60_000);
          let inFlight = 0;
          let most = 0;
          const ticks = async (count: number) => {
            for (let i = 0; i < count; i++) await Promise.resolve();
          };
          await Promise.all(
            requests.map(async ({ owner, start, work }) => {
              await ticks(start);
              const release = await places.take(owner);
              inFlight++;
              most = Math.max(most, inFlight);
              await ticks(work);
              inFlight--;
              release();
            }),
          );
          expect(most).toBeLessThanOrEqual(limit);
          expect(inFlight).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
