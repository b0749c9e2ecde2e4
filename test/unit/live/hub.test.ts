import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { LiveHub } from '../../../src/live/hub.js';
import { alone, type SharedLooks, type ToldLook } from '../../../src/live/shared-looks.js';
import type { Loaders } from '../../../src/loaders/loaders.js';
import { OverloadedError } from '../../../src/rt/errors.js';
import type { Context } from '../../../src/schema/context.js';
import type { LiveSearch, TicketChange } from '../../../src/schema/live-tickets.js';
import { RtModel } from './rt-model.js';

const pollIntervalMs = 1000;
const search: LiveSearch<Context> = { key: 'all', query: async () => 'q' };

/** A model of RT whose clock is that of the test, with a ticket of a minute ago. */
function modelNow(): RtModel {
  vi.setSystemTime(Date.UTC(2026, 10, 26, 12));
  const rt = new RtModel();
  Object.defineProperty(rt, 'now', { get: () => Date.now() });
  rt.write(1, { type: 'Create' });
  vi.setSystemTime(Date.now() + 60_000);
  return rt;
}

/** The operations of one caller's client, which end when it leaves. */
function contextOf(load: Loaders, signal = new AbortController().signal): Context {
  const context = { load, signal, over() {} } as unknown as Context;
  return Object.assign(context, { fresh: async () => context, account: async () => 'alice' });
}

/** A client of one caller. RT takes `ms` until it reads what it answers, and as long after it. */
function clientOf(
  rt: Pick<RtModel, 'load'>,
  { ms, asked }: { readonly ms: number; readonly asked?: () => void },
) {
  const end = new AbortController();
  const answers = () => {
    asked?.();
    return { ms, fails: false };
  };
  const context = contextOf(slowly(rt.load, answers, end.signal), end.signal);
  return { context, leave: () => end.abort() };
}

/** Follows a search, and leaves as a client does: what it asks for ends, and its stream. */
async function follow(hub: LiveHub, { context, leave }: ReturnType<typeof clientOf>) {
  const queue = (await hub.watch(search, undefined, context))[Symbol.asyncIterator]();
  const told: number[] = [];
  const read = async () => {
    for (let next = await queue.next(); !next.done; next = await queue.next()) {
      told.push(next.value.ticket);
    }
  };
  void read();
  return {
    told,
    async leave() {
      leave();
      await queue.return?.();
    },
  };
}

/** RT that takes its time for each answer, and may fail instead. Whoever has left is answered nothing. */
function slowly(
  load: Loaders,
  answers: () => { readonly ms: number; readonly fails: boolean },
  client?: AbortSignal,
) {
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return async (...args: unknown[]) => {
        client?.throwIfAborted();
        const { ms, fails } = answers();
        // RT reads what it answers at some moment in between.
        await new Promise((resolve) => setTimeout(resolve, ms));
        client?.throwIfAborted();
        if (fails) throw new OverloadedError('RT is busy.', { retryAfterSeconds: 1 });
        const answer: unknown = await value(...args);
        await new Promise((resolve) => setTimeout(resolve, ms));
        client?.throwIfAborted();
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
  const answers = new Map<string, Promise<readonly number[]>>();
  const lockedUntil = { regular: 0, hurried: 0 };
  return (): SharedLooks => {
    const me = {};
    return {
      async mayLook(_, turn, ms) {
        if (Date.now() < lockedUntil[turn]) return false;
        lockedUntil[turn] = Date.now() + ms;
        return true;
      },
      async once(_, question, ask) {
        const others = await answers.get(question)?.catch(() => undefined);
        if (others) return others;
        const own = ask();
        answers.set(question, own);
        return own;
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
          const context = contextOf(load);
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

  test('tells what comes and goes in silence as RT has it in the end, and nothing of what did not', async () => {
    const silentStep = fc.record({
      pauseMs: fc.integer({ min: 0, max: 3000 }),
      // Those after the fourth are new then.
      write: fc.option(fc.integer({ min: 1, max: 12 })),
      // The others only ever match.
      turns: fc.option(fc.constantFrom(1, 2)),
      joins: fc.option(fc.constantFrom(0, 1), { freq: 4 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(silentStep, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        async (steps, dice) => {
          const next = () => Number(dice.next().value);
          const rt = modelNow();
          for (const ticket of [2, 3, 4]) rt.write(ticket, { type: 'Create' });
          await vi.advanceTimersByTimeAsync(60_000);
          const hidden = new Set<number>();
          rt.matches = (ticket) => !hidden.has(ticket);
          let failing = false;
          const answers = () => ({ ms: next(), fails: failing && next() < 10 });
          const context = contextOf(slowly(rt.load, answers));
          const looks = fleet(() => ({ ms: 5 * next(), isLost: next() < 10 }));
          const all: {
            readonly asked: number;
            readonly begun: number;
            readonly hiddenAtFirst: ReadonlySet<number>;
            readonly events: { readonly kind: string; readonly ticket: number }[];
          }[] = [];
          const hubs = [0, 1].map(
            () => new LiveHub({ pollIntervalMs, isBusy: () => false, looks: looks() }),
          );
          const join = async (hub: LiveHub | undefined) => {
            const [asked, hiddenAtFirst] = [Date.now(), new Set(hidden)];
            const queue = await hub?.watch(search, undefined, context).catch(() => undefined);
            if (!queue) return;
            const one = { asked, hiddenAtFirst, begun: Date.now(), events: [] as TicketChange[] };
            all.push(one);
            for await (const event of queue) one.events.push(event);
          };
          void join(hubs[0]);
          const turned: { readonly ticket: number; readonly at: number }[] = [];
          for (const { pauseMs, write, turns, joins, fails } of steps) {
            failing = fails;
            if (joins !== null) void join(hubs[joins]);
            if (write) rt.write(write, rt.hasMade(write) ? {} : { type: 'Create' });
            if (turns) {
              if (!hidden.delete(turns)) hidden.add(turns);
              turned.push({ ticket: turns, at: Date.now() });
            }
            await vi.advanceTimersByTimeAsync(pauseMs);
          }
          failing = false;
          await vi.advanceTimersByTimeAsync(60_000);
          for (const { asked, begun, hiddenAtFirst, events } of all) {
            const made = new Set(rt.made.map(({ ticket }) => ticket));
            for (const ticket of made) {
              const kinds = events.flatMap((one) => (one.ticket === ticket ? [one.kind] : []));
              // Who joins somebody hears what that one has not heard yet, which takes long where RT fails.
              const since = asked - 60 * pollIntervalMs;
              const turns = turned.filter((one) => one.ticket === ticket && one.at >= since);
              if (turns.length === 0) {
                const own = rt.made.filter((one) => one.ticket === ticket);
                const isLeaving = hiddenAtFirst.has(ticket);
                const wrong = kinds.filter((kind) => (kind === 'LEFT') !== isLeaving);
                expect([ticket, kinds, wrong]).toEqual([ticket, kinds, []]);
                expect(new Set(kinds.filter((kind) => kind === 'CREATED')).size).toBeLessThan(2);
                expect([ticket, kinds, kinds.length <= own.length, asked - rt.now]).toEqual([
                  ticket,
                  kinds,
                  true,
                  asked - rt.now,
                ]);
              }
              // What turned while they began, their list may have either way.
              if (turns.some(({ at }) => at <= begun)) continue;
              const isNew = ticket > 4 && kinds.length === 0;
              if (isNew) continue;
              const isThere = kinds.length ? kinds.at(-1) !== 'LEFT' : !hiddenAtFirst.has(ticket);
              expect([ticket, kinds, isThere]).toEqual([ticket, kinds, !hidden.has(ticket)]);
            }
          }
          vi.clearAllTimers();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('tells the items of a ticket in order, each once, to whoever joins wherever, also where looks are not heard', async () => {
    const joining = fc.record({
      pauseMs: fc.integer({ min: 0, max: 1500 }),
      write: fc.boolean(),
      joins: fc.option(fc.constantFrom(0, 1), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(joining, { minLength: 5, maxLength: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        async (steps, dice) => {
          const next = () => Number(dice.next().value);
          const rt = modelNow();
          const context = contextOf(slowly(rt.load, () => ({ ms: next(), fails: false })));
          const looks = fleet(() => ({ ms: 3 * next(), isLost: next() < 15 }));
          const hubs = [0, 1].map(
            () => new LiveHub({ pollIntervalMs, isBusy: () => false, looks: looks() }),
          );
          const all: { readonly begun: number; readonly items: number[] }[] = [];
          const join = async (hub: LiveHub | undefined) => {
            const queue = await hub?.activity(1, undefined, context);
            const one = { begun: Date.now(), items: [] as number[] };
            all.push(one);
            for await (const item of queue ?? []) one.items.push(item);
          };
          void join(hubs[0]);
          for (const { pauseMs, write, joins } of steps) {
            if (joins !== null) void join(hubs[joins]);
            if (write) rt.write(1);
            await vi.advanceTimersByTimeAsync(pauseMs);
          }
          await vi.advanceTimersByTimeAsync(30_000);
          for (const { begun, items } of all) {
            expect(items).toEqual([...new Set(items)].sort((a, b) => a - b));
            const late = rt.made.filter(({ visible }) => visible > begun).map(({ id }) => id);
            expect(items).toEqual(expect.arrayContaining(late));
          }
          vi.clearAllTimers();
        },
      ),
      { numRuns: 150 },
    );
  });

  test('hears of a nudge at once, whoever had the last turn', async () => {
    const rt = modelNow();
    const looks = fleet(() => ({ ms: 5, isLost: false }));
    const hubs = [0, 1].map(
      () => new LiveHub({ pollIntervalMs: 10_000, isBusy: () => false, looks: looks() }),
    );
    const all = await Promise.all(
      hubs.map((hub) => inTime(follow(hub, clientOf(rt, { ms: 10 })), 500)),
    );
    for (let change = 1; change <= 20; change++) {
      await vi.advanceTimersByTimeAsync(700 * change);
      rt.write(1);
      for (const hub of hubs) hub.nudge(1);
      await vi.advanceTimersByTimeAsync(500);
      expect(all.map(({ told }) => told.length)).toEqual([change, change]);
    }
  });

  test('hears of a second nudge for a ticket that comes while the first is looked after', async () => {
    const rt = modelNow();
    const looks = fleet(() => ({ ms: 5, isLost: false }));
    const hub = new LiveHub({ pollIntervalMs: 10_000, isBusy: () => false, looks: looks() });
    const { told } = await inTime(follow(hub, clientOf(rt, { ms: 30 })), 1500);
    await vi.advanceTimersByTimeAsync(3000);
    for (const [at, moment] of Array.from({ length: 30 }, (_, nth) => 20 * nth).entries()) {
      rt.write(1);
      hub.nudge(1);
      await vi.advanceTimersByTimeAsync(moment);
      rt.write(1);
      hub.nudge(1);
      await vi.advanceTimersByTimeAsync(1700);
      expect([moment, told.length]).toEqual([moment, 2 * (at + 1)]);
    }
  });

  test('lists what only one of them follows, however often the other one looks', async () => {
    const rt = modelNow();
    const shared = fleet(() => ({ ms: 5, isLost: false }));
    // This one never has its turn.
    const looks = { ...shared(), mayLook: async () => false };
    const hubOf = (own: SharedLooks) =>
      new LiveHub({ pollIntervalMs, isBusy: () => false, looks: own });
    const [quiet, busy] = [hubOf(looks), hubOf(shared())];
    const other = { key: 'other', query: async () => 'other' };
    const client = clientOf(rt, { ms: 10 });
    const queue = await inTime(quiet.watch(other, undefined, client.context));
    await inTime(follow(busy, clientOf(rt, { ms: 10 })));
    const kinds: string[] = [];
    void (async () => {
      for await (const { kind } of queue) kinds.push(kind);
    })();
    await vi.advanceTimersByTimeAsync(5 * pollIntervalMs);
    rt.matches = () => false;
    await vi.advanceTimersByTimeAsync(2.5 * fixedLimits.followLooks * pollIntervalMs);
    expect(kinds).toEqual(['LEFT']);
  });

  test('asks RT once for what matches, and lists once, for both', async () => {
    const asked = async (count: number) => {
      const rt = modelNow();
      let matches = 0;
      let lists = 0;
      const load = {
        ...rt.load,
        ticketsUpdated: (...[span, options]: Parameters<typeof rt.load.ticketsUpdated>) => {
          if (options?.query !== undefined) matches++;
          return rt.load.ticketsUpdated(span, options);
        },
        search: {
          ...rt.load.search,
          tickets: (...question: Parameters<typeof rt.load.search.tickets>) => {
            lists++;
            return rt.load.search.tickets(...question);
          },
        },
      };
      const looks = fleet(() => ({ ms: 5, isLost: false }));
      const told = await Promise.all(
        Array.from({ length: count }, async () => {
          const hub = new LiveHub({ pollIntervalMs, isBusy: () => false, looks: looks() });
          return inTime(follow(hub, clientOf({ load }, { ms: 10 })));
        }),
      );
      await vi.advanceTimersByTimeAsync(20 * pollIntervalMs);
      [matches, lists] = [0, 0];
      for (let change = 0; change < 30; change++) {
        rt.write(1);
        await vi.advanceTimersByTimeAsync(2.5 * pollIntervalMs);
      }
      for (const one of told) expect(one.told).toHaveLength(30);
      for (const one of told) await one.leave();
      return { matches, lists };
    };
    const one = await asked(1);
    expect(one).toEqual({ matches: 30, lists: expect.any(Number) });
    const two = await asked(2);
    expect(two.matches).toBe(30);
    expect(two.lists).toBeLessThan(1.3 * one.lists);
  });

  test('are looked for as often, however many resume meanwhile', async () => {
    const rt = modelNow();
    const context = contextOf(rt.load);
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

describe('the looks for one caller', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const hubOf = (isBusy = () => false) => new LiveHub({ pollIntervalMs, isBusy, looks: alone });
  /** From one look to the next it is as long as that, but for what is left to chance and what a look itself takes. */
  const isAbout = (ms: number, pauses: readonly number[]) =>
    pauses.every((pause) => pause >= 0.89 * ms && pause <= 1.1 * ms + lookMs);
  const lookMs = 40;

  /** Moments of somebody's leaving, before, in and after a look. */
  const moments = Array.from({ length: 60 }, (_, at) => at * 20);

  test('go on at once when the subscriber whose session one uses leaves', async () => {
    for (const moment of moments) {
      const rt = modelNow();
      const hub = hubOf();
      // Looks use the session of whoever has been there longest.
      const lender = await inTime(follow(hub, clientOf(rt, { ms: 10 })));
      const { told, leave } = await inTime(follow(hub, clientOf(rt, { ms: 10 })));
      await vi.advanceTimersByTimeAsync(moment);
      await lender.leave();
      rt.write(1);
      // After a look that failed the next one would come after 1.8 intervals at the soonest.
      await vi.advanceTimersByTimeAsync(1.6 * pollIntervalMs);
      expect([moment, told]).toEqual([moment, [1]]);
      await leave();
    }
  });

  test('begin for somebody also when another one leaves meanwhile, who began with them or before', async () => {
    for (const moment of moments) {
      for (const isFirstThere of [true, false]) {
        const rt = modelNow();
        const hub = hubOf();
        const client = clientOf(rt, { ms: 10 });
        const first = follow(hub, client).catch(() => undefined);
        if (isFirstThere) await inTime(first);
        const second = follow(hub, clientOf(rt, { ms: 10 }));
        await vi.advanceTimersByTimeAsync(moment);
        client.leave();
        await (await inTime(first))?.leave();
        const { told, leave } = await inTime(second);
        rt.write(1);
        await vi.advanceTimersByTimeAsync(1.1 * pollIntervalMs + 500);
        expect([moment, isFirstThere, told]).toEqual([moment, isFirstThere, [1]]);
        await leave();
      }
    }
  });

  test('end when the last subscriber leaves, also in the middle of one', async () => {
    for (const moment of moments) {
      const rt = modelNow();
      let asked = 0;
      const client = clientOf(rt, { ms: 10, asked: () => asked++ });
      const { leave } = await inTime(follow(hubOf(), client));
      await vi.advanceTimersByTimeAsync(moment);
      await leave();
      const before = [asked, rt.asked];
      await vi.advanceTimersByTimeAsync(20 * pollIntervalMs);
      expect([asked, rt.asked]).toEqual(before);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  test('become fewer while nothing happens, until something does', async () => {
    const rt = modelNow();
    const { looks, load } = watched(rt);
    const { told, leave } = await inTime(follow(hubOf(), clientOf({ load }, { ms: 0 })));
    // The state that it starts from is no look.
    looks.splice(0, 1);
    await vi.advanceTimersByTimeAsync(80 * pollIntervalMs);
    expect(isAbout(pollIntervalMs, pausesOf(looks).slice(0, 60))).toBe(true);
    const idle = pausesOf(looks).slice(60);
    expect(idle.length).toBeGreaterThan(10);
    expect(isAbout(1.5 * pollIntervalMs, idle)).toBe(true);
    rt.write(1);
    await vi.advanceTimersByTimeAsync(2 * pollIntervalMs);
    expect(told).toEqual([1]);
    looks.splice(0, looks.length - 1);
    await vi.advanceTimersByTimeAsync(5 * pollIntervalMs);
    expect(isAbout(pollIntervalMs, pausesOf(looks))).toBe(true);
    await leave();
  });

  test('leave a slow RT twice the time that one took', async () => {
    const rt = modelNow();
    const calls: number[] = [];
    const ms = 300;
    const client = clientOf(rt, { ms, asked: () => calls.push(Date.now()) });
    const { leave } = await inTime(follow(hubOf(), client), 10_000);
    await vi.advanceTimersByTimeAsync(60 * pollIntervalMs);
    const runs: { began: number; ended: number }[] = [];
    for (const at of calls) {
      const last = runs.at(-1);
      if (last && at <= last.ended) last.ended = at + 2 * ms;
      else runs.push({ began: at, ended: at + 2 * ms });
    }
    // The first is the subscription's start, of which a look is only a part.
    const [, ...looks] = runs;
    expect(looks.length).toBeGreaterThan(5);
    for (const [at, { began, ended }] of looks.entries()) {
      const next = looks[at + 1];
      if (next) expect(isAbout(2 * (ended - began), [next.began - ended])).toBe(true);
    }
    await leave();
  });

  test('wait for requests of people, but no longer than an interval, whoever joins or nudges meanwhile', async () => {
    const rt = modelNow();
    let isBusy = false;
    const hub = hubOf(() => isBusy);
    const { looks, load } = watched(rt);
    const { leave } = await inTime(follow(hub, clientOf({ load }, { ms: 0 })));
    const { context } = clientOf(rt, { ms: 0 });
    const { endCursor } = await inTime(
      hub.changes(search, { after: undefined, first: 1 }, context),
    );
    for (const meanwhile of [
      async () => undefined,
      async () => {
        const resumed = await hub.watch(search, endCursor, context);
        await resumed[Symbol.asyncIterator]().return?.();
      },
      async () => hub.nudge(1),
    ]) {
      isBusy = false;
      await vi.advanceTimersByTimeAsync(5 * pollIntervalMs);
      isBusy = true;
      // One may be under way.
      await vi.advanceTimersByTimeAsync(3 * pollIntervalMs);
      looks.splice(0, looks.length - 1);
      for (let tenth = 0; tenth < 100; tenth++) {
        await inTime(meanwhile(), 100);
      }
      const pauses = pausesOf(looks);
      expect(pauses.length).toBeGreaterThan(2);
      expect(Math.min(...pauses)).toBeGreaterThan(1.85 * pollIntervalMs);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(2.25 * pollIntervalMs);
    }
    await leave();
  });
});

/** Lets time go on until something has come. */
async function inTime<T>(coming: Promise<T>, ms = 2000): Promise<T> {
  coming.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(ms);
  return coming;
}

/** The model as one client asks it, with the times of its looks. */
function watched({ load }: RtModel) {
  const looks: number[] = [];
  const ticketsUpdated = (...[span, options]: Parameters<typeof load.ticketsUpdated>) => {
    if (options?.query === undefined) looks.push(Date.now());
    return load.ticketsUpdated(span, options);
  };
  return { looks, load: { ...load, ticketsUpdated } };
}

const pausesOf = (looks: readonly number[]) =>
  looks.slice(1).map((at, nth) => at - (looks[nth] ?? at));
