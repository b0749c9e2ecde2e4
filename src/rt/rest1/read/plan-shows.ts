import { fixedLimits } from '../../../limits.js';
import type { ObjectSpec } from '../../object-spec.js';
import { inWholeForm, type Want } from '../../want.js';
import type { ShowOptions } from './show.js';

/** One request to come: objects that can be asked together, and how. */
export interface PlannedShow {
  readonly specs: readonly ObjectSpec[];
  readonly options: ShowOptions;
}

/**
 * Spreads what one level wants over as few requests as RT allows.
 *
 * Columns apply to a whole request, so objects that want columns go together with the union of them. Three
 * things stay apart: whole forms, histories (with columns RT answers them in another framing that loses the
 * other objects), and definitions (only RT's long format has them).
 */
export function planShows(wants: readonly Want[]): readonly PlannedShow[] {
  const whole = new Set<ObjectSpec>();
  const named = new Map<ObjectSpec, ReadonlySet<string>>();
  for (const { spec, columns } of wants) {
    if (columns === 'all') whole.add(spec);
    else named.set(spec, both(named.get(spec), isItem(spec) ? withContent(columns) : columns));
  }
  const groups: Record<Group, ObjectSpec[]> = {
    histories: [],
    definitions: [],
    whole: [...whole],
    columns: [],
    attachments: [],
  };
  for (const [spec, columns] of named) {
    if (!whole.has(spec) || !inWholeForm(columns)) groups[groupOf(spec)].push(spec);
  }
  const union = (specs: readonly ObjectSpec[]): ReadonlySet<string> => {
    // All objects that one field wants share one set, which is added once.
    const sets = new Set(specs.map((spec) => named.get(spec)));
    return new Set([...sets].flatMap((set) => [...(set ?? [])]));
  };
  // An attachment prints its whole content when that column is asked for, which transactions need.
  if (!union(groups.columns).has('Content')) groups.columns.push(...groups.attachments.splice(0));
  // Names beside whole forms are cheaper to show whole than to ask for on their own.
  if (groups.whole.length > 0 && groups.columns.every(isSmall)) {
    groups.whole.push(...groups.columns.splice(0));
  }
  // The name of a queue of which definitions are wanted checks its number, and comes along.
  if (groups.definitions.length > 0 && groups.columns.every((spec) => isJustQueue(spec, named))) {
    groups.definitions.push(...groups.columns.splice(0));
  }
  const withColumns = [...byDescription(groups.columns, union), groups.attachments].flatMap(
    (specs) =>
      chunks(specs).map((chunk) => ({
        specs: chunk,
        options: {
          columns: [...union(chunk)].sort(),
          ...(chunk.some(isTransaction) && { long: true }),
        },
      })),
  );
  return [
    ...withColumns,
    ...chunks(groups.whole).map((specs) => ({ specs, options: {} })),
    ...chunks(groups.histories).map((specs) => ({ specs, options: {} })),
    ...chunks(groups.definitions).map((specs) => ({ specs, options: { long: true } })),
  ];
}

/**
 * Where a queue's Description is wanted, RT prints the sentence of every transaction in the same request, which
 * takes it as long as all their other columns. A level that needs several requests anyway is cut there.
 */
function byDescription(
  specs: readonly ObjectSpec[],
  union: (specs: readonly ObjectSpec[]) => ReadonlySet<string>,
): readonly (readonly ObjectSpec[])[] {
  const transactions = specs.filter(isTransaction);
  const others = specs.filter((spec) => !isTransaction(spec));
  const spared = union(others).has('Description') && !union(transactions).has('Description');
  return spared && specs.length > fixedLimits.maxShow ? [transactions, others] : [specs];
}

function both(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): ReadonlySet<string> {
  return a === undefined || a === b ? b : new Set([...a, ...b]);
}

type Group = 'histories' | 'definitions' | 'whole' | 'columns' | 'attachments';

function groupOf(spec: ObjectSpec): Group {
  if (/^ticket\/\d+\/history(?:\/type\/|$)/.test(spec)) return 'histories';
  if (spec.endsWith('/ticketcustomfields')) return 'definitions';
  return spec.startsWith('attachment/') ? 'attachments' : 'columns';
}

/** Not groups: RT prints their members only when asked for by name. */
function isSmall(spec: ObjectSpec): boolean {
  return /^(?:user|queue)\//.test(spec);
}

function isItem(spec: ObjectSpec): boolean {
  return isTransaction(spec) || spec.includes('/history/id/');
}

const contentAdded = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** RT prints a transaction's creator only together with its content. One set for all that want the same. */
function withContent(columns: ReadonlySet<string>): ReadonlySet<string> {
  if (!columns.has('Creator') || columns.has('Content')) return columns;
  const both = contentAdded.get(columns) ?? new Set([...columns, 'Content']);
  contentAdded.set(columns, both);
  return both;
}

function isJustQueue(
  spec: ObjectSpec,
  named: ReadonlyMap<ObjectSpec, ReadonlySet<string>>,
): boolean {
  return spec.startsWith('queue/') && [...(named.get(spec) ?? [])].join() === 'Name';
}

function isTransaction(spec: ObjectSpec): boolean {
  return spec.startsWith('transaction/');
}

function chunks(specs: readonly ObjectSpec[]): readonly (readonly ObjectSpec[])[] {
  const parts = Math.ceil(specs.length / fixedLimits.maxShow);
  const size = Math.ceil(specs.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, at) => specs.slice(at * size, (at + 1) * size));
}
