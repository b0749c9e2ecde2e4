import type { ObjectKind } from '../rt/object-spec.js';
import type { Wanted } from '../rt/wanted.js';

/**
 * A column that is filled on every object the caller may see and blank on a hidden one. RT answers a
 * hidden queue, attachment or transaction with a form of blanks, which must never pass for the object.
 */
export const visible: Partial<Record<ObjectKind, string>> = {
  queue: 'Name',
  group: 'Name',
  user: 'Name',
  attachment: 'ContentType',
  transaction: 'Type',
};

const known = new WeakMap<Wanted, Map<ObjectKind, ReadonlySet<string>>>();

/**
 * The columns to ask of RT for what a query wants of an object. All objects that one field wants share one
 * set, so that a page of them is compared and added up by reference.
 */
export function askedColumns(kind: ObjectKind, wanted: Wanted): ReadonlySet<string> {
  const ofKinds = known.get(wanted) ?? new Map<ObjectKind, ReadonlySet<string>>();
  known.set(wanted, ofKinds);
  const columns = ofKinds.get(kind) ?? makeColumns(kind, wanted);
  ofKinds.set(kind, columns);
  return columns;
}

function makeColumns(kind: ObjectKind, wanted: Wanted): ReadonlySet<string> {
  const columns = new Set(wanted.keys);
  const sentinel = visible[kind];
  if (sentinel) columns.add(sentinel);
  if (kind === 'transaction') columns.add('Ticket').add('Field');
  // RT shows all columns when none is named, and a ticket has no sentinel.
  if (columns.size === 0) columns.add('Status');
  return columns;
}

const knownOf = new WeakMap<Wanted, ReadonlyMap<string, ReadonlySet<string>>>();

/** The columns to ask for of the users and queues that an object's columns name; one map for all objects of a field. */
export function columnsOfNamed(
  wanted: Wanted,
): ReadonlyMap<string, ReadonlySet<string>> | undefined {
  if (!wanted.of?.size) return undefined;
  const known = knownOf.get(wanted);
  if (known) return known;
  const columns = new Map(
    [...wanted.of].map(([key, of]) => [key, askedColumns(key === 'Queue' ? 'queue' : 'user', of)]),
  );
  knownOf.set(wanted, columns);
  return columns;
}
