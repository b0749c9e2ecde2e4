import type { NamedKind } from '../named-kind.js';
import type { AddressColumn, FlagColumn, OptionalTextColumn, TextColumn } from './column.js';
import { groupColumns } from './group.js';
import { queueColumns } from './queue.js';
import { userColumns } from './user.js';

/** What can be done with a column of a user, queue or group, beside reading it. */
export interface NamedUses {
  /** True where RT searches by it. */
  readonly filter?: true;
  /** How it is written: one line, a text of many lines, or yes and no. */
  readonly write?: 'line' | 'lines' | 'flag';
  /** RT's second name for the same, which it prints only where both are asked for. */
  readonly asked?: OptionalTextColumn;
  /** True where a new object cannot take it. */
  readonly onlyOnUpdate?: true;
}

/** A column of a user, queue or group, and what can be done with it. */
export type NamedColumn = (TextColumn | OptionalTextColumn | AddressColumn | FlagColumn) &
  NamedUses;

/** The tables that users, queues and groups are read, searched and written by, by the names in the schema. */
export const namedColumns = {
  user: userColumns,
  queue: queueColumns,
  group: groupColumns,
} as const satisfies Record<NamedKind, unknown>;

/** The columns of a kind that have a use, by name. */
export function namedColumnsWith<U extends keyof NamedUses>(
  kind: NamedKind,
  use: U,
): readonly (readonly [
  name: string,
  column: NamedColumn & { readonly [P in U]-?: NonNullable<NamedUses[P]> },
])[] {
  // What has the use is what its type says.
  return Object.entries<object>(namedColumns[kind]).filter(([, column]) => use in column) as never;
}
