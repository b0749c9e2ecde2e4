import type { Loop } from './closed-loop.js';
import type { Contender } from './contender.js';
import { median, quantile } from './figures.js';
import type { FileMessage } from './file-message.js';
import type { Ordered } from './large.js';
import type { Latency, LayerCost } from './layer-cost.js';
import { ratios, type Sample } from './rounds.js';

/** A ratio, or a figure by itself, and the bound it is held against. */
export interface Verdict {
  readonly what: string;
  readonly ratio: number;
  /** Smallest and largest of a round; absent where there are no rounds. */
  readonly range?: readonly [number, number];
  /** The same ratio of RT's processor time, where that is known. */
  readonly cpu?: number;
  /** Absent when a ratio is told for information. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

type Samples = ReadonlyMap<Contender, Sample>;

const cells = (row: readonly string[], widths: readonly number[]): string =>
  row
    .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    .join('  ');

/** A table with its first column flush left and the others flush right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => (row[at] ?? '').length)),
  );
  return `${rows.map((row) => `  ${cells(row, widths)}\n`).join('')}\n`;
}

/** One line a contender: the median of its rounds. */
export function samplesTable(title: string, samples: Samples): string {
  const head = [title, 'ms', 'p10–p90', 'RT CPU ms', 'RT requests', 'bytes from RT'];
  const lines = [...samples].map(([{ name }, { ms, cpuMs, requests, bytes }]) => [
    name,
    median(ms).toFixed(0),
    `${quantile(ms, 0.1).toFixed(0)}–${quantile(ms, 0.9).toFixed(0)}`,
    cpuMs.length > 0 ? median(cpuMs).toFixed(0) : 'unknown',
    median(requests).toFixed(0),
    median(bytes).toFixed(0),
  ]);
  return table([head, ...lines]);
}

/** Compares two contenders' figures round by round and takes the median of the ratios. */
export function verdict(
  what: string,
  of: readonly number[],
  to: readonly number[],
  target?: Verdict['target'],
): Verdict {
  const all = ratios(of, to);
  return {
    what,
    ratio: median(all),
    range: [Math.min(...all), Math.max(...all)],
    ...(target && { target }),
  };
}

/** What the layer costs beside a bare Yoga and the bare requests. */
export function layerTable(cost: LayerCost): string {
  const figures = ({ p50, p95 }: Latency) => [p50.toFixed(2), p95.toFixed(2)];
  const cpu = ({ cpuMs }: Latency) => cpuMs?.toFixed(2) ?? 'unknown';
  const { requests, auto, rest1, bare, oneByHand, twoByHand } = cost;
  return table([
    [`50 tickets × 10 fields, ${requests} requests`, 'p50 ms', 'p95 ms', 'CPU ms a request'],
    ['rt-graphql on an RT that answers at once', ...figures(auto), cpu(auto)],
    ['the same on REST 1.0', ...figures(rest1), cpu(rest1)],
    ['bare Yoga, the same from memory', ...figures(bare), cpu(bare)],
    ['one request of REST 2.0 by hand', ...figures(oneByHand), ''],
    ['two requests of REST 1.0 by hand', ...figures(twoByHand), ''],
  ]);
}

/** What a comment with a file cost, one line a way and ticket. */
export function filesTable(messages: readonly FileMessage[]): string {
  return table([
    ['comment with a file, read back', 'ms', 'RT requests', 'bytes from RT'],
    ...messages.map(({ way, history, ms, requests, bytes }) => [
      `${way}, ticket of ${history} transactions`,
      ...[ms, requests, bytes].map((figure) => figure.toFixed(0)),
    ]),
  ]);
}

/** First pages of a very large RT, one line an order. */
export function ordersTable(title: string, orders: readonly Ordered[]): string {
  return table([
    [title, 'ms', 'RT requests'],
    ...orders.map(({ order, ms, requests }) => [order, ms.toFixed(0), String(requests)]),
  ]);
}

/** What many clients got at once. */
export function loopsTable(loops: readonly Loop[]): string {
  return table([
    [
      'dashboard in a closed loop',
      'operations/s',
      'RT requests each',
      'kB from RT each',
      'refused',
    ],
    ...loops.map((loop) => [
      loop.name,
      loop.operationsPerSecond.toFixed(1),
      loop.rtRequestsPerOperation.toFixed(1),
      (loop.rtBytesPerOperation / 1000).toFixed(0),
      String(loop.refused),
    ]),
  ]);
}

function passes({ ratio, target }: Verdict): string {
  if (target === undefined) return '';
  const met = 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
  return met ? 'pass' : 'MISS';
}

export function verdictsTable(verdicts: readonly Verdict[]): string {
  const lines = verdicts.map((one) => [
    one.what,
    one.ratio.toFixed(2),
    one.range ? one.range.map((ratio) => ratio.toFixed(2)).join('–') : '',
    one.target === undefined
      ? ''
      : 'atLeast' in one.target
        ? `≥ ${one.target.atLeast}`
        : `≤ ${one.target.atMost}`,
    passes(one),
    one.cpu?.toFixed(2) ?? '',
  ]);
  return table([['verdict', 'median', 'of rounds', 'target', '', 'RT CPU'], ...lines]);
}
