import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { buildSchema, isAbstractType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { docBlock } from '../../support/docs/doc-blocks.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const page = 'docs/frontend.md';

test('the keys of graphcache name every type without an id that is part of another one', () => {
  const { text } = docBlock(page, 'cacheExchange({');
  const keys = [...text.matchAll(/^ {8}(\w+): embedded,$/gm)].map(([, name]) => name);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const keyless = types
    .filter((type) => isObjectType(type) && !type.getFields()['id'] && !roots.includes(type))
    .map(({ name }) => name)
    // graphcache needs no key of these: it knows pages by their names, and payloads belong to the root.
    .filter((name) => !/(?:Connection|Edge|Payload)$|^PageInfo$/.test(name));
  expect(keys).toEqual(keyless.sort());
});

test("Apollo's possibleTypes have every interface and union with all its types", () => {
  const { text } = docBlock(page, 'const possibleTypes =');
  const program = text.slice(text.indexOf('const messages'), text.indexOf('const client'));
  const shown = runInNewContext(`${program}; JSON.stringify(possibleTypes)`);
  const all = types
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const);
  const sorted = (lists: readonly (readonly [string, readonly string[]])[]) =>
    Object.fromEntries(lists.map(([name, members]) => [name, [...members].sort()]));
  expect(sorted(Object.entries(JSON.parse(shown)))).toEqual(sorted(all));
});
