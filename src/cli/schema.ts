import { buildSubgraph, type Composition, printSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';
import { printSdl } from '../schema/sdl/print-schema.js';

/** `rt-graphql schema`: prints the schema that clients see. */
export function printSchema(): void {
  write(printSdl(buildSchema()));
}

/** `rt-graphql schema --subgraph`: prints the schema that gateways compose, with `--hive` for Hive. */
export async function printSubgraphSchema(composition: Composition): Promise<void> {
  write(await printSubgraph(buildSubgraph(composition)));
}

function write(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
