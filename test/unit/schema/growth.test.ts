import { readFileSync } from 'node:fs';
import { buildSchema as parseSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';
import { breakingChanges } from '../../support/graphql/breaking-changes.js';

const released = readFileSync(new URL('../../released/schema.graphql', import.meta.url), 'utf8');

describe('the schema grows', () => {
  test('without breaking what was released', () => {
    expect(breakingChanges(parseSchema(released), buildSchema())).toEqual([]);
  });

  test.each([
    ['a field that goes', 'type Query { a: Int b: Int }', 'type Query { a: Int }'],
    ['a field that may now be null', 'type Query { a: Int! }', 'type Query { a: Int }'],
    [
      'an argument that is now needed',
      'type Query { a(b: Int): Int }',
      'type Query { a(b: Int!): Int }',
    ],
    ['a value that goes', 'enum E { A B } type Query { e: E }', 'enum E { A } type Query { e: E }'],
  ])('and %s would be refused', (_what, before, after) => {
    expect(breakingChanges(parseSchema(before), parseSchema(after))).toHaveLength(1);
  });

  test('and a field taken from what was released would be missed', () => {
    const without = released.replace(/\n {2}"""[^"]*"""\n {2}subject: String!/, '');
    expect(without).not.toBe(released);
    const broken = breakingChanges(parseSchema(released), parseSchema(without));
    expect(broken).toEqual(['Ticket.subject was removed.']);
  });

  test('and what was deprecated for six months may go', () => {
    const old = parseSchema(`
      enum Colour { RED BLUE @deprecated(reason: "Use RED, since 2026-01-01.") }
      type Query { a: Int b: Int @deprecated(reason: "Use a, since 2026-01-01.") c: Colour }
    `);
    const next = parseSchema('enum Colour { RED } type Query { a: Int c: Colour }');
    expect(breakingChanges(old, next, new Date('2026-07-15'))).toEqual([]);
    expect(breakingChanges(old, next, new Date('2026-05-01'))).toHaveLength(2);
  });
});
