import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveHub } from '../../../src/live/hub.js';
import { alone, type SharedLooks, type ToldLook } from '../../../src/live/shared-looks.js';
import type { Loaders } from '../../../src/loaders/loaders.js';
import { OverloadedError } from '../../../src/rt/errors.js';
import type { Context } from '../../../src/schema/context.js';
import type { LiveSearch } from '../../../src/schema/live-tickets.js';
import { RtModel } from './rt-model.js';

const pollIntervalMs = 1000;
const search: LiveSearch<Context> = { key: 'all', query: async () => 'q' };

/** RT that takes its time for each answer, and may fail instead. */
function slowly(load: Loaders, answers: () => { readonly ms: number; readonly fails: boolean }) {
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return async (...args: unknown[]) => {
        const { ms, fails } = answers();
        // RT reads what it answers at some moment in between.
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (fails) throw new OverloadedError('RT is busy.', { retryAfterSeconds: 1 });
        const answer: unknown = await value(...args);
        await new Promise((resolve) => setTimeout(resolve, ms));
        return answer;
      };
    }
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, { get: (target, key) => wrap(Reflect.get(target, key)) });
  };
  return wrap(load) as Loaders;
}

/** Processes that tell each other what they find, and may not hear it. */
function fleet(hears: () => { readonly ms: number; readonly isLost: boolean }) {
  const ears = new Map<object, (look: ToldLook) => void>();
  let lockedUntil = 0;
  return (): SharedLooks => {
    const me = {};
    return {
      async mayLook(_, ms) {
        if (Date.now() < lockedUntil) return false;
        lockedUntil = Date.now() + ms;
        return true;
      },
      tell(_, look) {
        for (const [who] of ears) {
          const { ms, isLost } = hears();
          if (who !== me && !isLost) setTimeout(() => ears.get(who)?.(look), ms);
        }
      },
      hear(_, take) {
        ears.set(me, take);
        return () => ears.delete(me);
      },
    };
  };
}

/** A subscriber, and when they began to listen. */
interface Subscriber {
  readonly asked: number;
  begun?: number;
  readonly told: number[];
}

describe('the live tickets of one caller in two processes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const step = fc.record({
    pauseMs: fc.integer({ min: 0, max: 900 }),
    write: fc.option(
      fc.record({
        ticket: fc.integer({ min: 1, max: 4 }),
        lateMs: fc.constantFrom(0, 0, 0, 300, 2500),
      }),
    ),
    joins: fc.option(fc.constantFrom(0, 1), { freq: 4 }),
    fails: fc.boolean(),
  });

  test('tells everybody each change once, also where RT fails, looks are not heard, and somebody joins in a look', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        async (steps, dice) => {
          vi.setSystemTime(Date.UTC(2026, 10, 26, 12));
          const next = () => Number(dice.next().value);
          let failing = false;
          const rt = new RtModel();
          Object.defineProperty(rt, 'now', { get: () => Date.now() });
          for (const ticket of [1, 2, 3, 4]) rt.write(ticket, { type: 'Create' });
          vi.setSystemTime(Date.now() + 60_000);
          const load = slowly(rt.load, () => ({ ms: next(), fails: failing && next() < 25 }));
          const context = { load, over() {} } as unknown as Context;
          Object.assign(context, { fresh: async () => context, account: async () => 'alice' });
          const looks = fleet(() => ({ ms: next(), isLost: next() < 10 }));
          const hubs = [0, 1].map(
            () => new LiveHub({ pollIntervalMs, isBusy: () => false, looks: looks() }),
          );
          const all: Subscriber[] = [];
          const join = async (hub: LiveHub | undefined) => {
            const one: Subscriber = { asked: Date.now(), told: [] };
            const queue = await hub?.watch(search, undefined, context).catch(() => undefined);
            if (!queue) return;
            one.begun = Date.now();
            all.push(one);
            for await (const { ticket } of queue) one.told.push(ticket);
          };
          const ends = [join(hubs[0])];
          for (const { pauseMs, write, joins, fails } of steps) {
            failing = fails;
            if (joins !== null) ends.push(join(hubs[joins]));
            if (write) rt.write(write.ticket, { lateMs: write.lateMs });
            await vi.advanceTimersByTimeAsync(pauseMs);
          }
          failing = false;
          await vi.advanceTimersByTimeAsync(60_000);
          for (const { asked, begun = 0, told } of all) {
            for (const ticket of [1, 2, 3, 4]) {
              const own = rt.made.filter((one) => one.ticket === ticket && one.type === 'Set');
              const count = told.filter((one) => one === ticket).length;
              const least = own.filter(({ visible }) => visible > begun).length;
              const most = own.filter(({ visible }) => visible >= asked).length;
              expect([ticket, count >= least, count <= most, count, least, most]).toEqual([
                ticket,
                true,
                true,
                count,
                least,
                most,
              ]);
            }
          }
          vi.clearAllTimers();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('are looked for as often, however many resume meanwhile', async () => {
    vi.setSystemTime(Date.UTC(2026, 10, 26, 12));
    const rt = new RtModel();
    Object.defineProperty(rt, 'now', { get: () => Date.now() });
    const context = { load: rt.load, over() {} } as unknown as Context;
    Object.assign(context, { fresh: async () => context, account: async () => 'alice' });
    const hub = new LiveHub({ pollIntervalMs, isBusy: () => false, looks: alone });
    const { endCursor } = await hub.changes(search, { after: undefined, first: 1 }, context);
    const told: number[] = [];
    const queue = await hub.watch(search, undefined, context);
    void (async () => {
      for await (const { ticket } of queue) told.push(ticket);
    })();
    for (let ticket = 1; ticket <= 20; ticket++) {
      rt.write(ticket);
      // As far as a client that was killed and comes back.
      const resumed = await hub.watch(search, endCursor, context);
      await vi.advanceTimersByTimeAsync(300);
      await resumed[Symbol.asyncIterator]().return?.();
      expect(told.length).toBeGreaterThan(ticket - 6);
    }
  });
});
