import { fixedLimits } from '../../limits.js';
import { ticketColumns } from '../../rt/columns/ticket.js';
import { InvalidInputError } from '../../rt/errors.js';
import { orNull } from '../../rt/or-null.js';
import { type Wanted, wantBoth, wantColumns } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart, wantedOf, wantedUnder } from '../wanted.js';

interface Dependency {
  readonly ticket: number;
  readonly dependsOn: number;
}

interface Graph {
  readonly tickets: readonly number[];
  readonly dependencies: readonly Dependency[];
  readonly hasCycle: boolean;
  readonly truncated: boolean;
}

const TicketDependency = builder.objectRef<Dependency>('TicketDependency').implement({
  description: 'One dependency between two tickets.',
  fields: (t) => ({
    ticket: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Ticket,
      description: 'The ticket that cannot be resolved before the other.',
      resolve: ({ ticket }, _, { load }, info) => load.object.knownTicket(ticket, wantedOf(info)),
    }),
    dependsOn: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Ticket,
      description: 'The ticket that must be resolved first.',
      resolve: ({ dependsOn }, _, { load }, info) =>
        load.object.knownTicket(dependsOn, wantedOf(info)),
    }),
  }),
});

const DependencyGraph = builder.objectRef<Graph>('DependencyGraph').implement({
  description:
    'The tickets that a ticket depends on, directly or through other tickets. Tickets that you may not see are not included.',
  fields: (t) => ({
    tickets: t.field({
      nullable: { list: false, items: true },
      nullOnlyWithError: [1],
      type: [Ticket],
      description:
        'The tickets of the graph, each once, starting with the ticket itself. An item is null, with an error, if it could not be read.',
      resolve: ({ tickets }, _, { load }, info) => {
        const wanted = wantedOf(info);
        return tickets.map((number) => load.object.knownTicket(number, wanted));
      },
    }),
    dependencies: t.field({
      type: [TicketDependency],
      description: 'All dependencies between these tickets.',
      resolve: (graph) => graph.dependencies,
    }),
    hasCycle: t.boolean({
      description: 'Whether the dependencies form a cycle. RT refuses to create such links.',
      resolve: (graph) => graph.hasCycle,
    }),
    truncated: t.boolean({
      description: 'Whether there are further dependencies beyond `maxDepth`.',
      resolve: (graph) => graph.truncated,
    }),
  }),
});

builder.objectField(Ticket, 'dependencyGraph', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: DependencyGraph,
    description:
      'The tickets that this ticket depends on, directly or through other tickets. Each level takes one request to RT. Cycles are handled.',
    args: {
      maxDepth: t.arg.int({
        defaultValue: 3,
        description: `The number of levels to follow, from 0 to ${fixedLimits.maxGraphDepth}.`,
      }),
    },
    ...needsPart('links'),
    resolve(ticket, { maxDepth }, context, info) {
      const depth = maxDepth ?? 3;
      if (depth < 0 || depth > fixedLimits.maxGraphDepth) {
        throw new InvalidInputError(
          `maxDepth is ${depth}. It must be from 0 to ${fixedLimits.maxGraphDepth}.`,
        );
      }
      const ofRoot = wantBoth(
        wantedUnder(info, 'tickets'),
        wantedUnder(info, 'dependencies', 'ticket'),
      );
      const ofOthers = wantBoth(ofRoot, wantedUnder(info, 'dependencies', 'dependsOn'));
      return walk(ticket.id, depth, { ofRoot, ofOthers }, context);
    },
  }),
);

/** Level by level, with what the query wants of the tickets, so that each is shown once. */
async function walk(
  root: number,
  maxDepth: number,
  { ofRoot, ofOthers }: { readonly ofRoot: Wanted; readonly ofOthers: Wanted },
  { load }: Context,
): Promise<Graph> {
  const seen = new Set([root]);
  const dependencies: Dependency[] = [];
  const links = new Set(['links'] as const);
  const visible = { ...wantBoth(wantColumns(ticketColumns.status), ofOthers), parts: links };
  let level: readonly number[] = [root];
  let truncated = false;
  for (let depth = 0; level.length > 0; depth++) {
    const found = await Promise.all(level.map((number) => load.links.ofTicket(number)));
    const targets = found.flatMap((links, at) =>
      links.flatMap(({ key, ticket }) =>
        key === 'DependsOn' && ticket !== undefined
          ? [{ ticket: level[at] ?? root, dependsOn: ticket }]
          : [],
      ),
    );
    const fresh = [...new Set(targets.map(({ dependsOn }) => dependsOn))].filter(
      (number) => !seen.has(number),
    );
    if (depth === maxDepth) {
      truncated = fresh.length > 0;
      dependencies.push(...targets.filter(({ dependsOn }) => seen.has(dependsOn)));
      break;
    }
    if (depth === 0 && fresh.length > 0) load.object.knownTicket(root, ofRoot).catch(ignore);
    // Asking for the tickets with their links: those the caller may not see drop out of the graph.
    const shown = await Promise.all(
      fresh.map((number) => orNull(load.object.ticket(number, visible))),
    );
    level = fresh.filter((_, at) => shown[at] !== null);
    for (const number of level) seen.add(number);
    dependencies.push(...targets.filter(({ dependsOn }) => seen.has(dependsOn)));
  }
  return { tickets: [...seen], dependencies, hasCycle: hasCycle(dependencies), truncated };
}

/** Takes away tickets that wait for nothing until none is left; what cannot be taken away waits in a circle. */
function hasCycle(dependencies: readonly Dependency[]): boolean {
  let left = dependencies;
  for (;;) {
    const waiting = new Set(left.map(({ ticket }) => ticket));
    const next = left.filter(({ dependsOn }) => waiting.has(dependsOn));
    if (next.length === left.length) return next.length > 0;
    left = next;
  }
}

function ignore(): void {}
