import type { Loop } from './closed-loop.js';
import type { Contender, Page } from './contender.js';
import { median } from './figures.js';
import type { FileMessage } from './file-message.js';
import type { LayerCost } from './layer-cost.js';
import { type Verdict, verdict } from './report.js';
import { ratios, type Sample } from './rounds.js';

type Samples = ReadonlyMap<Contender, Sample>;
type Bound = Verdict['target'];

/** What is compared: a page, two contenders by the beginning of their names, and what is hoped for. */
type Comparison = readonly [page: Page, of: string, to: string, target?: Bound];

/** This server by the name of its figures, as it is by default and on REST 1.0 alone. */
export const ways = { auto: 'rt-graphql', rest1: 'rt-graphql, REST 1.0' } as const;

const { auto, rest1 } = ways;

/** All ratios of times that are judged or told. */
const comparisons: readonly Comparison[] = [
  ['plain', auto, 'REST 2.0', { atMost: 1.3 }],
  ['plain', 'single reads', auto, { atLeast: 25 }],
  ['plain', auto, 'Hive Gateway', { atMost: 1 }],
  ['plain', 'single reads', rest1, { atLeast: 7 }],
  ['plain', rest1, 'floor, 1 session', { atMost: 1.15 }],
  ['plain', rest1, 'floor, 2 sessions', { atMost: 1.15 }],
  ['dashboard', auto, 'hybrid by hand', { atMost: 1.2 }],
  ['dashboard', 'single reads', auto],
  ['dashboard', 'single reads', rest1, { atLeast: 3 }],
  ['dashboard', rest1, 'floor, 1 session', { atMost: 1.2 }],
  ['dashboard', rest1, 'floor, 2 sessions', { atMost: 1.2 }],
  ['bareDashboard', auto, 'REST 2.0, 1', { atMost: 1.15 }],
  ['bareDashboard', auto, 'REST 2.0, 2', { atMost: 1.15 }],
  ['bareDashboard', auto, 'Hive Gateway', { atMost: 1 }],
  ['ticket', auto, 'REST 2.0'],
  ['ticket', auto, 'Hive Gateway', { atMost: 1 }],
  ['count', auto, 'REST 2.0', { atMost: 1.5 }],
  ['firstPage', auto, 'REST 2.0', { atMost: 1.5 }],
];

const named = (samples: Samples, name: string): Sample => {
  const found = [...samples].find(([contender]) => contender.name === name);
  const [, sample] = found ?? [...samples].find(([one]) => one.name.startsWith(name)) ?? [];
  if (!sample) throw new Error(`${name} was not measured`);
  return sample;
};

/** The verdicts on one page: times, with RT's processor time, and the one request of the plain list. */
export function pageVerdicts(page: Page, title: string, samples: Samples): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const [of, to, target] of comparisons.flatMap(([on, ...rest]) =>
    on === page ? [rest] : [],
  )) {
    const [ours, theirs] = [named(samples, of), named(samples, to)];
    // Steps of 10 ms say nothing about less than that.
    const cpu = Math.min(...ours.cpuMs, ...theirs.cpuMs) > 0;
    verdicts.push({
      ...verdict(`${title}: ${of} / ${to}`, ours.ms, theirs.ms, target),
      ...(cpu && { cpu: median(ratios(ours.cpuMs, theirs.cpuMs)) }),
    });
  }
  if (page === 'plain') {
    const { requests } = named(samples, auto);
    verdicts.push(figure(`${title}: RT requests of ${auto}`, Math.max(...requests), { atMost: 1 }));
  }
  return verdicts;
}

const figure = (what: string, ratio: number, target?: Bound): Verdict => ({
  what,
  ratio,
  ...(target && { target }),
});

/** How slow the slowest order of a very large RT is, in seconds. */
export const largeVerdict = (slowestMs: number): Verdict =>
  figure(`${auto}: slowest order of many tickets, s`, slowestMs / 1000, { atMost: 0.3 });

/** What sharing brings: fewer requests, and more operations than callers that may share nothing get. */
export function loopVerdicts(shared: Loop, apart: Loop): readonly Verdict[] {
  return [
    figure(`${shared.name}: RT requests an operation`, shared.rtRequestsPerOperation, {
      atMost: 3,
    }),
    figure(
      'the same: operations/s / with a login each',
      shared.operationsPerSecond / apart.operationsPerSecond,
      { atLeast: 1.5 },
    ),
  ];
}

/** How many requests a comment with a file is, and whether its bytes depend on the ticket's history. */
export function fileVerdicts(messages: readonly FileMessage[]): readonly Verdict[] {
  return [...new Set(messages.map(({ way }) => way))].flatMap((way) => {
    const ours = messages.filter((message) => message.way === way);
    const bytes = ours.map((message) => message.bytes);
    return [
      figure(
        `comment with a file: RT requests of ${way}`,
        Math.max(...ours.map(({ requests }) => requests)),
        { atMost: way === rest1 ? 5 : 3 },
      ),
      figure(
        `the same: bytes at the long history / the short`,
        Math.max(...bytes) / Math.min(...bytes),
        {
          atMost: 1.05,
        },
      ),
    ];
  });
}

/** The layer's whole latency in both ways and its processor time, each held against a bare Yoga's. */
export function layerVerdicts({ auto: both, rest1: one, bare }: LayerCost): readonly Verdict[] {
  return [
    figure('layer: p50 on an instant RT / bare Yoga', both.p50 / bare.p50, { atMost: 2 }),
    figure('the same on REST 1.0', one.p50 / bare.p50),
    ...(both.cpuMs && bare.cpuMs
      ? [figure('layer: processor time / bare Yoga', both.cpuMs / bare.cpuMs)]
      : []),
  ];
}
