import { getOperationAST, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { InvalidInputError, TooCostlyError } from '../../../../src/rt/errors.js';
import { buildSchema } from '../../../../src/schema/schema.js';
import { checkQuery } from '../../../../src/server/limits/check-query.js';
import { cpuMs } from '../../../support/process/cpu-ms.js';

const limits = {
  maxDepth: 12,
  maxCost: 5000,
  maxAliases: 30,
  maxDirectives: 30,
  maxRootFields: 20,
  maxRootMutations: 10,
  schema: buildSchema(),
};

/** The limit that a document meets, or undefined where it passes. */
function met(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the test needs one operation');
  try {
    checkQuery(document, operation, variables, limits);
    return undefined;
  } catch (error) {
    if (error instanceof TooCostlyError) return error.facts.limit;
    throw error;
  }
}

const times = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
const nested = (depth: number) => `${'{ a '.repeat(depth)}${'}'.repeat(depth)}`;

describe('depth', () => {
  test('12 levels pass and 13 do not', () => {
    expect(met(nested(12))).toBeUndefined();
    expect(met(nested(13))).toEqual({ name: 'MAX_DEPTH', allowed: 12, asked: 13 });
  });

  test('fragments hide no level, not even one named like introspection', () => {
    const chain = `{ a { ...__schema } } fragment __schema on T ${nested(12)}`;
    expect(met(chain)?.name).toBe('MAX_DEPTH');
    expect(met(`{ a { ... on T ${nested(12)} } }`)?.name).toBe('MAX_DEPTH');
  });
});

describe('@stream', () => {
  test.each([
    ['{ tickets { nodes @stream(initialCount: -1) { id } } }', {}],
    ['query ($n: Int) { tickets { nodes @stream(initialCount: $n) { id } } }', { n: -3 }],
    ['{ ...F } fragment F on Query { a { values @stream(initialCount: -2) } }', {}],
  ])('cannot begin with fewer items than none: %s', (source, variables) => {
    expect(() => met(source, variables)).toThrow(InvalidInputError);
  });

  test('may begin with none or some', () => {
    expect(met('{ tickets { nodes @stream(initialCount: 0) { id } } }')).toBeUndefined();
    expect(met('{ tickets { nodes @stream { id } } }')).toBeUndefined();
  });
});

describe('aliases', () => {
  test('31 do not pass, not even of __typename', () => {
    expect(met(`{ ${times(30, (at) => `a${at}: x`)} }`)?.name).toBe('root fields');
    expect(met(`{ q { ${times(30, (at) => `a${at}: x`)} } }`)).toBeUndefined();
    expect(met(`{ q { ${times(31, (at) => `a${at}: __typename`)} } }`)?.name).toBe('aliases');
  });

  test('in fragments count as often as the fragment is used', () => {
    const query = `{ q { ${times(10, (at) => `t${at} { ...F }`)} } } fragment F on T { ${times(10, (at) => `y${at}: id`)} }`;
    expect(met(query)).toEqual({ name: 'aliases', allowed: 30, asked: 100 });
  });
});

describe('variables', () => {
  const inside = (depth: number) => {
    let value: unknown = 1;
    for (let at = 1; at < depth; at++) value = at % 2 ? [value] : { and: value };
    return { v: value };
  };

  test('of 50 levels pass, 51 and a hundred thousand do not', () => {
    expect(met('{ a }', inside(50))).toBeUndefined();
    expect(met('{ a }', inside(51))).toEqual({
      name: 'depth of variables',
      allowed: 50,
      asked: 51,
    });
    expect(met('{ a }', inside(100_000))).toBeDefined();
  });

  test('of 10000 values pass and 10001 do not, wherever they stand', () => {
    const list = (length: number) => Array.from({ length }, () => null);
    expect(met('{ a }', { a: list(9_999) })).toBeUndefined();
    expect(met('{ a }', { a: { b: list(5_000) }, c: list(4_998) })).toEqual({
      name: 'values in variables',
      allowed: 10_000,
      asked: 10_001,
    });
  });
});

test('31 directives do not pass', () => {
  expect(met(`{ q { x ${'@a '.repeat(31)} } }`)?.name).toBe('directives');
});

test('a mutation has at most 10 root fields, a query 20', () => {
  expect(met(`mutation { ${times(10, (at) => `m${at}`)} }`)).toBeUndefined();
  expect(met(`mutation { ${times(11, (at) => `m${at}`)} }`)?.asked).toBe(11);
  expect(met(`{ ...F } fragment F on Query { ${times(21, (at) => `m${at}`)} }`)?.asked).toBe(21);
});

describe('cost', () => {
  const lists = (size: string) =>
    `query($n: Int, $ids: [ID!]) { tickets(first: ${size}) { nodes { history(first: ${size}) { nodes { creator { name } } } } } }`;

  test('multiplies page sizes, and counts variables like literals', () => {
    expect(met(lists('100'))?.name).toBe('MAX_COST');
    expect(met(lists('$n'), { n: 100 })).toEqual(met(lists('100')));
    expect(met(lists('$n'), { n: 10 })).toBeUndefined();
  });

  test('counts a list without a size as a default page', () => {
    expect(met('{ tickets { nodes { history { nodes { creator { name } } } } } }')).toBeUndefined();
    expect(
      met(
        '{ tickets { nodes { history { nodes { creator { ownedTickets { nodes { owner { name } } } } } } } } }',
      )?.name,
    ).toBe('MAX_COST');
  });

  test('of a small page is never below that of one', () => {
    expect(
      met(
        `{ tickets(first: -1) { nodes { history(first: 100) { nodes { creator { ownedTickets(first: 100) { nodes { id } } } } } } } }`,
      )?.name,
    ).toBe('MAX_COST');
  });

  test('of 2^25 fragments is told at once', () => {
    const chain = times(
      25,
      (at) => `fragment F${at} on T { a { ...F${at + 1} } b { ...F${at + 1} } }`,
    );
    const start = cpuMs();
    expect(met(`{ q { ...F0 } } ${chain} fragment F25 on T { x { y } }`)).toBeDefined();
    expect(cpuMs() - start).toBeLessThan(200);
  });
});
