import { readFileSync } from 'node:fs';
import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';

const schema = buildSchema();
const roots = ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
});

/** Whether `Ticket.links` is a field of the schema. */
function isField(name: string): boolean {
  const [type = '', field = ''] = name.split('.');
  const object = schema.getType(type);
  return isObjectType(object) && field in object.getFields();
}

/** The names of the right column, as far as they look like operations or fields of the schema. */
const named = readFileSync('docs/from-rest-1.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.split(' | ').length === 2)
  .flatMap((line) => [...(line.split(' | ')[1] ?? '').matchAll(/`([A-Za-z.]+)(?:\(.*?)?`/g)])
  .map(([, name = '']) => name);
const operations = named.filter(
  (name) =>
    /^[a-z]+[A-Z]?\w*$/.test(name) &&
    /^(?:add|change|claim|comment|create|merge|remove|reply|set|steal|take|ticket|untake|update|user|queue|group|attachment|historyItem)/.test(
      name,
    ),
);

test('docs/from-rest-1.md names operations of the schema', () => {
  expect(operations.length).toBeGreaterThan(50);
  expect(operations.filter((name) => !roots.includes(name))).toEqual([]);
});

test('and fields of the schema', () => {
  const fields = named.filter((name) => /^[A-Z]\w+\.\w+$/.test(name));
  expect(fields.length).toBeGreaterThan(10);
  expect(fields.filter((name) => !isField(name))).toEqual([]);
});
