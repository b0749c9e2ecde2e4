import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/schema/schema.js';
import { printSdl } from '../../src/schema/sdl/print-schema.js';
import { docBlock } from '../support/docs/doc-blocks.js';
import { runProgram } from '../support/process/run-program.js';

const packages = resolve('test/support/relay');
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'relay-'));
  if (existsSync(join(packages, 'node_modules'))) return;
  await runProgram('npm', ['--prefix', packages, 'ci', '--no-audit', '--no-fund']);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("Relay's compiler takes the schema, and the documents of docs/frontend.md", async () => {
  const { text } = docBlock('docs/frontend.md', 'fragment TicketList_query');
  const documents = text.trim().split(/\n\n(?=fragment)/);
  expect(documents).toHaveLength(3);
  const [source, generated] = [join(dir, 'src'), join(dir, 'generated')];
  await Promise.all([mkdir(source), mkdir(generated)]);
  await writeFile(
    join(source, 'TicketList.tsx'),
    documents.map((document) => `graphql\`${document}\`;\n`).join(''),
  );
  const schema = join(dir, 'schema.graphql');
  await writeFile(schema, printSdl(buildSchema(), { semanticNullability: true }));
  const config = { src: 'src', schema: 'schema.graphql', artifactDirectory: 'generated' };
  await writeFile(
    join(dir, 'relay.config.json'),
    JSON.stringify({ ...config, language: 'typescript' }),
  );
  // It prints its complaints to both.
  const compiler = join(packages, 'node_modules/.bin/relay-compiler');
  await runProgram('sh', ['-c', 'cd "$0" && exec "$1" relay.config.json >&2', dir, compiler]);

  const artifact = (name: string) => readFile(join(generated, `${name}.graphql.ts`), 'utf8');
  const made = (await readdir(generated)).map((name) => name.split('.')[0]).sort();
  expect(made).toEqual([
    'TicketListPageQuery',
    'TicketListQuery',
    'TicketListTicketQuery',
    'TicketList_query',
    'TicketList_ticket',
  ]);
  expect(await artifact('TicketListTicketQuery')).toContain('node(id: $id)');
  expect(await artifact('TicketList_query')).toContain('__TicketList_tickets_connection');
  // Null only ever comes with an error, which the directive throws.
  expect(await artifact('TicketList_ticket')).toMatch(/readonly subject: string;/);
});
