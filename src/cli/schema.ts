import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSubgraph, printSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';

/** `rt-graphql schema`: prints the schema that clients see, with `--subgraph` the one that gateways compose. */
export async function schema(options: readonly string[]): Promise<void> {
  const text = options.includes('--subgraph')
    ? await printSubgraph(buildSubgraph())
    : printSchema(lexicographicSortSchema(buildSchema()));
  process.stdout.write(`${text.trimEnd()}\n`);
}
