import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

/**
 * Turns every src/**\/*.graphql into typed documents. With --check, fails instead when the
 * generated file is not what the documents and the schema say.
 */
const sources = new URL('src/', import.meta.url);
const generated = new URL('src/generated/documents.ts', import.meta.url);
const schema = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** What each custom scalar is in this client; the others are strings. */
const scalars = { ByteCount: 'number', Upload: 'File' };

const text = await codegen({
  schema: parse(schema),
  documents: readdirSync(sources, { recursive: true })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({
      location: name,
      document: parse(readFileSync(new URL(name, sources), 'utf8')),
    })),
  filename: 'documents.ts',
  config: {
    scalars,
    defaultScalarType: 'string',
    enumType: 'string-literal',
    useTypeImports: true,
    immutableTypes: true,
    documentMode: 'graphQLTag',
    gqlImport: '@urql/core#gql',
  },
  plugins: [{ operations: {} }, { typedDocumentNode: {} }],
  pluginMap: { operations, typedDocumentNode },
});

if (!process.argv.includes('--check')) writeFileSync(generated, text);
else if (readFileSync(generated, 'utf8') !== text) {
  process.stderr.write('src/generated/documents.ts is out of date. Run: npm run codegen\n');
  process.exitCode = 1;
}
