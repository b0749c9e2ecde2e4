import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Contender } from './contender.js';
import type { Line, Tile } from './page.js';

/** The two pages that are measured. */
export const pages = ['plain', 'dashboard'] as const;
export type Page = (typeof pages)[number];

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
  readonly rows: readonly (Line | Tile)[];
}

type Clock = (() => number) | undefined;

/**
 * A Starman worker belongs to a connection until that has been idle for its time, so the connections of one
 * contender would take the workers from the next. All contenders close theirs after 600 ms.
 */
const restMs = 800;

async function run(contender: Contender, page: Page, cpu: Clock): Promise<Run> {
  await sleep(restMs);
  contender.takeTraffic();
  const cpuBefore = cpu?.();
  const before = performance.now();
  const rows = await contender[page]();
  const ms = performance.now() - before;
  const cpuMs = cpuBefore === undefined ? undefined : (cpu?.() ?? 0) - cpuBefore;
  return { ms, cpuMs, rows, ...contender.takeTraffic() };
}

/** What all contenders can tell: people in any order, and no description, which REST 2.0 leaves out. */
function comparable(rows: readonly (Line | Tile)[]): unknown {
  return rows.map((row) =>
    'history' in row
      ? {
          ...row,
          requestors: [...row.requestors].sort(),
          history: row.history.map(({ type, createdAt }) => ({
            type,
            at: Date.parse(createdAt),
          })),
        }
      : row,
  );
}

/** Answers of a contender that has rested, for so long; the last one's rows. */
async function warmUp(
  contender: Contender,
  page: Page,
  ms: number,
): Promise<readonly (Line | Tile)[]> {
  await sleep(restMs);
  const until = performance.now() + ms;
  let rows = await contender[page]();
  while (performance.now() < until) rows = await contender[page]();
  return rows;
}

/**
 * Warms every contender up, as a server that has just started runs code that is not compiled yet; then runs it once
 * a round, in an order that moves on by one each round and turns around every other, so that nobody always comes after
 * the same one. A single round measures nothing, and is not warmed up for. Throws when two contenders answer
 * differently.
 */
export async function measure(
  contenders: readonly Contender[],
  page: Page,
  rounds: number,
  cpu: Clock,
): Promise<ReadonlyMap<Contender, Sample>> {
  let expected: unknown;
  for (const contender of contenders) {
    const rows = comparable(await warmUp(contender, page, rounds > 1 ? 3000 : 0));
    expected ??= rows;
    if (!isDeepStrictEqual(rows, expected)) {
      throw new Error(`${contender.name} answers something else than ${contenders[0]?.name}`);
    }
  }
  const runs = new Map(contenders.map((contender): [Contender, Run[]] => [contender, []]));
  const count = contenders.length;
  for (let round = 0; round < rounds; round++) {
    const order = [...contenders.slice(round % count), ...contenders.slice(0, round % count)];
    for (const contender of round % 2 ? order.reverse() : order) {
      runs.get(contender)?.push(await run(contender, page, cpu));
    }
  }
  return new Map(
    [...runs].map(([contender, all]) => [
      contender,
      {
        ms: all.map(({ ms }) => ms),
        cpuMs: all.flatMap(({ cpuMs }) => cpuMs ?? []),
        requests: all.map(({ requests }) => requests),
        bytes: all.map(({ bytes }) => bytes),
      },
    ]),
  );
}

/** Ratios of two samples round by round, so that what disturbed a round disturbs both. */
export function ratios(of: readonly number[], to: readonly number[]): readonly number[] {
  return of.map((value, round) => value / (to[round] ?? Number.NaN));
}
