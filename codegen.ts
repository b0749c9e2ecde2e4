import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import { printReference } from './scripts/reference/print-reference.js';
import { buildSubgraph, printSubgraph } from './src/schema/federation/subgraph.js';
import { buildSchema } from './src/schema/schema.js';
import { printSdl } from './src/schema/sdl/print-schema.js';

/**
 * Prints schema.graphql, the subgraph's, the reference in docs/, and the typed documents that tests use. With --check, fails
 * instead when a file is not what the code prints.
 */
const schema = lexicographicSortSchema(buildSchema());
const documents = new URL('test/documents/', import.meta.url);

/** What each custom scalar is in a client's JSON. */
const scalars = {
  Base64: 'string',
  ByteCount: 'number',
  DateTime: 'string',
  EmailAddress: 'string',
  LocalDate: 'string',
  TicketSQL: 'string',
  URI: 'string',
  Upload: 'Blob',
};

const sources = readdirSync(documents)
  .sort()
  .map((name) => ({
    location: name,
    document: parse(readFileSync(new URL(name, documents), 'utf8')),
  }));

/** A manifest for TRUSTED_DOCUMENTS: every document by the hash of its printed form. */
const manifest = Object.fromEntries(
  sources.map(({ document }) => {
    const text = print(document);
    return [createHash('sha256').update(text).digest('hex'), text];
  }),
);

const typed = await codegen({
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents: sources,
  filename: 'documents.ts',
  config: { scalars, useTypeImports: true },
  plugins: [{ operations: {} }, { typedDocumentNode: {} }],
  pluginMap: { operations, typedDocumentNode },
});

const files = new Map([
  ['schema.graphql', `${printSdl(schema)}\n`],
  ['test/generated/schema.subgraph.graphql', `${await printSubgraph(buildSubgraph())}\n`],
  ['test/generated/documents.ts', typed],
  ['test/generated/trusted-documents.json', `${JSON.stringify(manifest, null, 2)}\n`],
  ...[...printReference(schema)].map(([name, page]) => [`docs/reference/${name}`, page] as const),
]);

const check = process.argv.includes('--check');
for (const [name, text] of files) {
  const path = new URL(name, import.meta.url);
  if (!check) writeFileSync(path, text);
  else if (readOrEmpty(path) !== text) {
    console.error(`${name} is not what the code prints. Run: npm run schema`);
    process.exitCode = 1;
  }
}

function readOrEmpty(path: URL): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
