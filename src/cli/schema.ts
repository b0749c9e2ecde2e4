import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../schema/schema.js';

/** `rt-graphql schema`: prints the schema that clients see. */
export function schema(_options: readonly string[]): void {
  process.stdout.write(`${printSchema(lexicographicSortSchema(buildSchema()))}\n`);
}
