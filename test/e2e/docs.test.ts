import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema as ownSchema } from '../../src/schema/schema.js';
import { printSdl } from '../../src/schema/sdl/print-schema.js';
import { checkedElsewhere } from '../support/docs/checked-elsewhere.js';
import { blockName, type DocBlock, docBlocks, docFiles } from '../support/docs/doc-blocks.js';
import { type DocServer, nudgeSecret, startDocServer } from '../support/docs/doc-server.js';
import { readEvents } from '../support/live/event-reader.js';
import { program } from '../support/process/program.js';
import { runProgram } from '../support/process/run-program.js';

const blocks = docFiles.flatMap(docBlocks);
const keyOf = ({ file, text }: DocBlock) => `${file}: ${text.split('\n')[0]}`;

/** What goes with a block, directly after it: its variables, its answer, its output. */
const companions = ['variables', 'answer', 'output'];
const isCompanion = ({ role }: DocBlock) => companions.includes(role);

/** The block's companion of that role, if it has one. */
function companionOf(block: DocBlock, role: string): string | undefined {
  const own = blocks.slice(blocks.indexOf(block) + 1);
  const end = own.findIndex((next) => next.file !== block.file || !isCompanion(next));
  return own.slice(0, end === -1 ? undefined : end).find((next) => next.role === role)?.text;
}

/** Commands that ask the server of the page, or write nothing but a file in /tmp. */
const harmless = [
  /^curl (?!.*\s(?:-o|-O|--output|-K|--config)\b)[^;&|><`$]*127\.0\.0\.1:4000\/[^;&|><`$]*$/,
  /^npx rt-graphql schema(?: --[\w-]+)*(?: > \/tmp\/[\w.-]+)?$/,
];

/** The commands of a block, each on one line; what is in quotes counts for nothing. */
function statements(text: string): readonly string[] {
  return text
    .replaceAll(/\\\n\s*/g, '')
    .replaceAll(/'[^']*'/g, "''")
    .split('\n')
    .filter((one) => one.trim() !== '');
}

const isElsewhere = (block: DocBlock) => keyOf(block) in checkedElsewhere;
const ofKind = (...languages: readonly string[]) =>
  blocks.filter(
    (block) => languages.includes(block.language) && !isCompanion(block) && !isElsewhere(block),
  );

const queries = ofKind('graphql').filter(({ role }) => role === '');
const fragments = ofKind('graphql').filter(({ role }) => role === 'fragment');
const programs = ofKind('ts', 'js');
const typed = ofKind('ts', 'tsx');
/** Other commands change the machine that they run on: each of them is listed with the test that runs it elsewhere. */
const commands = ofKind('sh').filter(({ text }) =>
  statements(text).every((one) => harmless.some((command) => command.test(one))),
);

describe('every block of every page', () => {
  test('is run, checked, or listed with its reason', () => {
    const known = new Set([...queries, ...fragments, ...programs, ...typed, ...commands]);
    const escaped = blocks.filter(
      (block) => !known.has(block) && !isCompanion(block) && !isElsewhere(block),
    );
    expect(escaped.map(blockName)).toEqual([]);
  });

  test('that is listed is there', () => {
    const keys = new Set(blocks.map(keyOf));
    expect(Object.keys(checkedElsewhere).filter((key) => !keys.has(key))).toEqual([]);
  });
});

const isSubscription = ({ text }: DocBlock) => /^subscription\b/m.test(text);

const run = new Set([...queries, ...programs, ...commands].map(({ file }) => file));

describe.each([...run])('%s', (file) => {
  let server: DocServer;
  beforeAll(async () => {
    server = await startDocServer();
  });
  afterAll(() => server.stop());

  const here = (list: readonly DocBlock[]) => list.filter((block) => block.file === file);
  const named = (list: readonly DocBlock[]) =>
    here(list).map((block) => [blockName(block), block] as const);
  const atServer = (text: string) =>
    text
      .replaceAll('127.0.0.1:4000', new URL(server.url).host)
      .replaceAll('NUDGE_SECRET', nudgeSecret);

  async function ask(body: object) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // The shape of every GraphQL answer.
    return (await response.json()) as { data?: unknown; errors?: unknown };
  }

  test.each(named(queries))('%s answers', async (_, block) => {
    const variables = JSON.parse(companionOf(block, 'variables') ?? '{}');
    if (isSubscription(block)) {
      const stream = await readEvents(`${server.url}/graphql`, {
        body: { query: block.text, variables },
      });
      const say =
        'mutation { commentOnTicket(input: { id: 1, body: { text: "Hm." } }) { outcome } }';
      await ask({ query: 'mutation { createTicket(input: { queue: "General" }) { outcome } }' });
      await ask({ query: say });
      await expect.poll(() => stream.events.length, { timeout: 20_000 }).toBeGreaterThan(0);
      stream.leave();
      expect(stream.events[0]?.data.errors).toBeUndefined();
      return;
    }
    const answer = await ask({ query: block.text, variables });
    const shown = companionOf(block, 'answer');
    if (shown !== undefined) expect(answer).toEqual(JSON.parse(shown));
    else expect(answer.errors).toBeUndefined();
    // A page shows a failure only with its answer.
    if (shown === undefined) expect(JSON.stringify(answer.data)).not.toMatch(/REJECTED|PARTIAL/);
  });

  test.each(named(programs))('%s runs', async (_, block) => {
    const path = `test/generated/docs/run-${block.line}.${block.language === 'ts' ? 'mts' : 'mjs'}`;
    mkdirSync('test/generated/docs', { recursive: true });
    writeFileSync(path, atServer(block.text));
    try {
      const printed = await runProgram(process.execPath, ['--import', 'tsx', path]);
      const shown = companionOf(block, 'output');
      if (shown !== undefined) expect(printed.trim()).toBe(shown.trim());
    } finally {
      rmSync(path);
    }
  });

  test.each(named(commands))('%s runs', async (_, block) => {
    const command = atServer(block.text).replaceAll('npx rt-graphql', `node ${program.join(' ')}`);
    const printed = await runProgram('sh', ['-ec', command]);
    const shown = companionOf(block, 'output');
    if (shown !== undefined) expect(printed.trim()).toBe(shown.trim());
  });
});

test.each(fragments.map((block) => [blockName(block), block] as const))(
  '%s is valid',
  (_, { text }) => {
    const schema = buildSchema(printSdl(ownSchema()));
    const unused = /never used/;
    const errors = validate(schema, parse(text)).filter(({ message }) => !unused.test(message));
    expect(errors).toEqual([]);
  },
);

test('the TypeScript of every page compiles', async () => {
  const folder = 'test/generated/docs';
  mkdirSync(folder, { recursive: true });
  try {
    for (const { file, line, language, text } of typed) {
      const name = `${file.replaceAll(/\W/g, '-')}-${line}.${language === 'tsx' ? 'tsx' : 'mts'}`;
      writeFileSync(`${folder}/${name}`, text);
    }
    const config = {
      extends: '../../../tsconfig.json',
      compilerOptions: { jsx: 'react-jsx', noUnusedLocals: false, isolatedModules: false },
      include: ['*.mts', '*.tsx'],
    };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
    // tsc reports on its standard output, which an error of a program does not carry.
    await runProgram('sh', ['-c', `npx tsc --noEmit -p ${folder} >&2`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
