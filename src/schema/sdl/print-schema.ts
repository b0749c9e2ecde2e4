import {
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { costDirectivesOf } from '../cost/declared.js';
import { annotateSdl } from './annotate.js';

/** The SDL of a schema with what its operations cost, sorted by name. */
export function printSdl(schema: GraphQLSchema): string {
  return annotateSdl(printSchema(lexicographicSortSchema(schema)), {
    onField: (typeName, fieldName) => {
      const type = schema.getType(typeName);
      const field =
        isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
      return field ? costDirectivesOf(field) : [];
    },
  });
}
