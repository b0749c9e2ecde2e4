import type { FieldRef } from '@pothos/core';
import type { Column, CommonColumn } from '../rt/columns/column.js';
import { RtBadReplyError } from '../rt/errors.js';
import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import type { builder } from './builder.js';
import { needs } from './wanted.js';

type Parent = ShownObject<ObjectKind>;
type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** Makes the field of a column by what it holds. `always` says that every object has the date. */
export function columnField(
  t: FieldBuilder,
  column: CommonColumn & { readonly always?: true },
  description: string,
): FieldRef<Types> {
  switch (column.holds) {
    case 'text':
      return t.field(stringField(column, description));
    case 'optionalText':
      return t.field(optionalStringField(column, description));
    case 'address':
      return t.field(optionalEmailField(column, description));
    case 'integer':
      return t.field(intField(column, description));
    case 'flag':
      return t.field(optionalBooleanField(column, description));
    case 'date':
      return t.field(
        column.always ? dateField(column, description) : optionalDateField(column, description),
      );
    case 'list':
      return t.field({
        type: ['String'],
        description,
        ...needs(column),
        resolve: (object) => object.read(column),
      });
  }
}

/** Options of a field that is one of RT's columns, always filled. */
export function stringField(column: Column<string>, description: string) {
  return {
    type: 'String' as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of a field that is one of RT's columns, null where RT has nothing. */
export function optionalStringField(column: Column<string | null>, description: string) {
  return {
    type: 'String' as const,
    nullable: true as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of an address field, null where RT has nothing. */
export function optionalEmailField(column: Column<string | null>, description: string) {
  return {
    type: 'EmailAddress' as const,
    nullable: true as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of a whole-number field. */
export function intField(column: Column<number>, description: string) {
  return {
    type: 'Int' as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of a yes-or-no field, null where RT does not say. */
export function optionalBooleanField(column: Column<boolean | null>, description: string) {
  return {
    type: 'Boolean' as const,
    nullable: true as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of a date field, null where RT says it is not set. */
export function optionalDateField(column: Column<Date | null>, description: string) {
  return {
    type: 'DateTime' as const,
    nullable: true as const,
    description,
    ...needs(column),
    resolve: (object: Parent) => object.read(column),
  };
}

/** Options of a date field that every object of RT fills. One that RT's answer lacks is an error, and not made up. */
export function dateField(column: Column<Date | null>, description: string) {
  return {
    type: 'DateTime' as const,
    description,
    ...needs(column),
    resolve(object: Parent) {
      const date = object.read(column);
      if (date === null) throw new RtBadReplyError(`RT's response has no ${column.key} date.`);
      return date;
    },
  };
}
