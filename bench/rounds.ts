import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Contender, Page } from './contender.js';
import { median } from './figures.js';

/** What one contender took for one page, one entry a round. */
export interface Sample {
  readonly ms: readonly number[];
  /** Processor time of RT; empty where it cannot be read. */
  readonly cpuMs: readonly number[];
  readonly requests: readonly number[];
  readonly bytes: readonly number[];
}

interface Run {
  readonly ms: number;
  readonly cpuMs: number | undefined;
  readonly requests: number;
  readonly bytes: number;
  readonly answer: unknown;
}

type Clock = (() => number) | undefined;

/**
 * A Starman worker belongs to a connection until that has been idle for its time, so the connections of one
 * contender would take the workers from the next. All contenders close theirs after 600 ms.
 */
const restMs = 800;

/** How often a contender asks for a page when it is its turn, one request after the other. */
const runsInTurn = 5;

/** One turn: the median of its times, and the rest for one run of it. */
async function turn(contender: Contender, page: Page, cpu: Clock, runs: number): Promise<Run> {
  await contender.takeTraffic();
  const ms: number[] = [];
  let answer: unknown;
  const cpuBefore = cpu?.();
  for (let at = 0; at < runs; at++) {
    const before = performance.now();
    answer = await contender[page]?.();
    ms.push(performance.now() - before);
  }
  const cpuMs = cpuBefore === undefined ? undefined : ((cpu?.() ?? 0) - cpuBefore) / runs;
  const { requests, bytes } = await contender.takeTraffic();
  return { ms: median(ms), cpuMs, answer, requests: requests / runs, bytes: bytes / runs };
}

/** Lets RT have its workers back. A single round measures nothing, and has a worker for each connection. */
const rest = (rounds: number) => (rounds > 1 ? sleep(restMs) : undefined);

/** Asks a contender that has rested again and again, for so long. */
async function warmUp(contender: Contender, page: Page, ms: number): Promise<void> {
  await sleep(restMs);
  const until = performance.now() + ms;
  do await contender[page]?.();
  while (performance.now() < until);
}

/**
 * Warms every contender that has the page up, as a server that has just started runs code that is not compiled yet;
 * then gives it a turn a round, in an order that moves on by one each round and turns around every other, so that nobody
 * always comes after the same one. A single round measures nothing, and is not warmed up for. Throws when two
 * contenders answer differently.
 */
export async function measure(
  all: readonly Contender[],
  page: Page,
  rounds: number,
  cpu: Clock,
): Promise<ReadonlyMap<Contender, Sample>> {
  const contenders = all.filter((contender) => contender[page] !== undefined);
  const runs = new Map(contenders.map((contender): [Contender, Run[]] => [contender, []]));
  if (rounds > 1) for (const contender of contenders) await warmUp(contender, page, 3000);
  const count = contenders.length;
  let expected: unknown;
  for (let round = 0; round < rounds; round++) {
    const at = round % count;
    const order = [...contenders.slice(at), ...contenders.slice(0, at)];
    for (const contender of round % 2 ? order.reverse() : order) {
      await rest(rounds);
      const one = await turn(contender, page, cpu, rounds > 1 ? runsInTurn : 1);
      expected ??= one.answer;
      if (!isDeepStrictEqual(one.answer, expected)) {
        throw new Error(`${contender.name} answers something else than ${contenders[0]?.name}`);
      }
      runs.get(contender)?.push(one);
    }
  }
  return new Map(
    [...runs].map(([contender, ran]) => [
      contender,
      {
        ms: ran.map(({ ms }) => ms),
        cpuMs: ran.flatMap(({ cpuMs }) => cpuMs ?? []),
        requests: ran.map(({ requests }) => requests),
        bytes: ran.map(({ bytes }) => bytes),
      },
    ]),
  );
}

/** Ratios of two samples round by round, so that what disturbed a round disturbs both. */
export function ratios(of: readonly number[], to: readonly number[]): readonly number[] {
  return of.map((value, round) => value / (to[round] ?? Number.NaN));
}
