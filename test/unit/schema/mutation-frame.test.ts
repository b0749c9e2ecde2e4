import { readdirSync, readFileSync } from 'node:fs';
import { isNonNullType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { framed } from '../../../src/schema/mutation/frame.js';
import { buildSchema } from '../../../src/schema/schema.js';

const folder = new URL('../../../src/schema/mutation/', import.meta.url);

describe('every mutation is made by the frame', () => {
  const schema = buildSchema();
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});

  test('there are mutations', () => {
    expect(fields.length).toBeGreaterThan(18);
  });

  test.each(fields.map((field) => [field.name, field] as const))('%s', (name, field) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    expect(field.extensions).toHaveProperty(framed, true);
    expect(isNonNullType(field.type)).toBe(false);
    expect(String(field.type)).toBe(`${type}Payload`);
    expect(field.args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([`input: ${type}Input!`]);
    const input = schema.getType(`${type}Input`);
    expect(input && 'getFields' in input && Object.keys(input.getFields())).toContain(
      'idempotencyKey',
    );
  });

  test('no other file adds a field to Mutation', () => {
    const others = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && file !== 'frame.ts')
      .filter((file) => /mutationFields?\(/.test(readFileSync(new URL(file, folder), 'utf8')));
    expect(others).toEqual([]);
  });
});
