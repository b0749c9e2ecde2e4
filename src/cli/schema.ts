import { buildSubgraph, printSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';
import { printSdl, withSemanticNullability } from '../schema/sdl/print-schema.js';

/** What `rt-graphql schema` can be asked for. */
const options = ['--subgraph', '--hive', '--semantic-nullability'];

/**
 * `rt-graphql schema`: prints the schema that clients see, or the one that gateways compose. Returns false, and prints
 * nothing, where the options are wrong.
 */
export async function printSchema(given: readonly string[]): Promise<boolean> {
  const has = (option: string) => given.includes(option);
  const isKnown = given.every(
    (option, at) => options.includes(option) && given.indexOf(option) === at,
  );
  if (!isKnown || (has('--hive') && !has('--subgraph'))) return false;
  const semanticNullability = has('--semantic-nullability');
  if (!has('--subgraph')) {
    write(printSdl(buildSchema(), { semanticNullability }));
    return true;
  }
  const schema = buildSubgraph(has('--hive') ? 'hive' : 'apollo');
  const sdl = await printSubgraph(schema);
  write(semanticNullability ? withSemanticNullability(sdl, schema) : sdl);
  return true;
}

function write(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
