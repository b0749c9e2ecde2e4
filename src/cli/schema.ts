import { buildSubgraph, printSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';
import { printSdl, withSemanticNullability } from '../schema/sdl/print-schema.js';
import { readOptions, UsageError } from './usage.js';

/** `rt-graphql schema`: prints the schema that clients see, or the one that gateways compose. Returns the exit code. */
export async function printSchema(args: readonly string[]): Promise<number> {
  const options = readOptions(args, {
    subgraph: { type: 'boolean' },
    hive: { type: 'boolean' },
    'semantic-nullability': { type: 'boolean' },
  });
  const semanticNullability = options['semantic-nullability'] ?? false;
  if (!options.subgraph) {
    if (options.hive) throw new UsageError('--hive needs --subgraph.');
    write(printSdl(buildSchema(), { semanticNullability }));
    return 0;
  }
  const schema = buildSubgraph(options.hive ? 'hive' : 'apollo');
  const sdl = await printSubgraph(schema);
  write(semanticNullability ? withSemanticNullability(sdl, schema) : sdl);
  return 0;
}

function write(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
