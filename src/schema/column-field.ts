import type { Column } from '../rt/columns/column.js';
import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import { needs } from './wanted.js';

type Parent = ShownObject<ObjectKind>;

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
