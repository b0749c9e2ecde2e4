import type { InputFieldRef } from '@pothos/core';
import { namedColumnsWith } from '../../../rt/columns/named.js';
import type { NamedKind } from '../../../rt/named-kind.js';
import type { builder } from '../../builder.js';
import { namedDescription } from '../../named-descriptions.js';

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** The input fields of all columns of a user, queue or group that can be written, but for its name. */
export function namedFields(
  t: FieldBuilder,
  kind: NamedKind,
  on: 'create' | 'update',
): Record<string, InputFieldRef<Types, string | boolean | null | undefined>> {
  const columns = namedColumnsWith(kind, 'write').filter(
    ([name, column]) => name !== 'name' && !(on === 'create' && column.onlyOnUpdate),
  );
  return Object.fromEntries(
    columns.map(([name, column]) => {
      const { holds } = column;
      const description = namedDescription(kind, name, column);
      if (holds === 'flag') return [name, t.boolean({ description })];
      if (holds === 'address') return [name, t.field({ type: 'EmailAddress', description })];
      return [name, t.string({ description })];
    }),
  );
}
