import { type NamedColumn, namedColumns } from '../rt/columns/named.js';
import type { NamedKind } from '../rt/named-kind.js';
import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import type { builder } from './builder.js';
import { columnField } from './column-field.js';
import { namedFieldDescription } from './named-descriptions.js';

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, ShownObject<ObjectKind>>;

/** The fields of a user, queue or group that give what a column holds. */
export function namedColumnFields(t: FieldBuilder, kind: NamedKind) {
  return Object.fromEntries(
    Object.entries<NamedColumn | { readonly key: string }>(namedColumns[kind]).flatMap(
      ([name, column]) =>
        'holds' in column
          ? [[name, columnField(t, column, namedFieldDescription(kind, name, column))]]
          : [],
    ),
  );
}
