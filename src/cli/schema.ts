import { lexicographicSortSchema, printSchema as print } from 'graphql';
import { buildSubgraph, printSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';

/** `rt-graphql schema`: prints the schema that clients see. */
export function printSchema(): void {
  write(print(lexicographicSortSchema(buildSchema())));
}

/** `rt-graphql schema --subgraph`: prints the schema that gateways compose. */
export async function printSubgraphSchema(): Promise<void> {
  write(await printSubgraph(buildSubgraph()));
}

function write(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
