import {
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { costDirectivesOf } from '../cost/declared.js';
import { semanticNonNullLevels } from '../null-only-with-error-plugin.js';
import { annotateSdl } from './annotate.js';

/** What an SDL says beside the schema itself. */
export interface SdlOptions {
  /** Says where null only ever comes with an error. */
  readonly semanticNullability?: boolean;
}

/** The SDL of a schema with what its operations cost, sorted by name. */
export function printSdl(schema: GraphQLSchema, options: SdlOptions = {}): string {
  const sdl = annotateSdl(printSchema(lexicographicSortSchema(schema)), {
    onField: directivesOn(schema, costDirectivesOf),
  });
  return options.semanticNullability ? withSemanticNullability(sdl, schema) : sdl;
}

/** An SDL of a schema with `@semanticNonNull` wherever null only ever comes with an error. */
export function withSemanticNullability(sdl: string, schema: GraphQLSchema): string {
  return annotateSdl(sdl, {
    definitions: semanticNonNull,
    onField: directivesOn(schema, (field) => {
      const levels = semanticNonNullLevels(field);
      if (levels.length === 0) return [];
      return [levels.join() === '0' ? '@semanticNonNull' : `@semanticNonNull(levels: [${levels}])`];
    }),
  });
}

// As clients that handle errors expect it: Apollo Kotlin, Relay and graphql-codegen.
const semanticNonNull = `"""
Null here always has an error at its path. A client that handles errors can read the field as non-null. Level 0 is the
field itself, level 1 an item of its list.
"""
directive @semanticNonNull(levels: [Int] = [0]) on FIELD_DEFINITION`;

function directivesOn(
  schema: GraphQLSchema,
  of: (field: GraphQLField<unknown, unknown>) => readonly string[],
) {
  return (typeName: string, fieldName: string): readonly string[] => {
    const type = schema.getType(typeName);
    const field =
      isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    return field ? of(field) : [];
  };
}
