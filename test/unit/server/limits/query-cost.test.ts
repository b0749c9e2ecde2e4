import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema as buildFromSdl,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  getOperationAST,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
  validate,
  valueFromASTUntyped,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSubgraph } from '../../../../src/schema/federation/subgraph.js';
import { buildSchema } from '../../../../src/schema/schema.js';
import { checkQuery } from '../../../../src/server/limits/check-query.js';
import { fuzzOperation } from '../../../support/fuzz/fuzz-operations.js';

const sdl = readFileSync('schema.graphql', 'utf8');
const schema = buildSchema();
const far = 1e9;
const limits = {
  maxDepth: far,
  maxCost: Number.MAX_VALUE,
  maxAliases: far,
  maxDirectives: far,
  maxRootFields: far,
  maxRootMutations: far,
};

function counted(document: DocumentNode, variables = {}, of = schema): number {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the test needs one operation');
  return checkQuery(document, operation, variables, { ...limits, schema: of }).cost;
}

interface CostArguments {
  readonly weight?: string;
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

/** The cost of operations as a stranger works it out who has nothing but the printed SDL and the directives' meaning. */
function costBySdl(printed: string) {
  const leaves = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);
  const fields = new Map<string, FieldDefinitionNode>();
  for (const node of parse(printed).definitions) {
    if (node.kind === Kind.SCALAR_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION) {
      leaves.add(node.name.value);
    } else if (
      node.kind === Kind.OBJECT_TYPE_DEFINITION ||
      node.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      for (const field of node.fields ?? []) {
        fields.set(`${node.name.value}.${field.name.value}`, field);
      }
    }
  }
  const named = (type: TypeNode): string =>
    type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
  // The directives' own definitions say which arguments there are.
  const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode) =>
    Object.fromEntries(
      given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
    ) as CostArguments;

  return (document: DocumentNode, variables: Readonly<Record<string, unknown>>): number => {
    const defaults = Object.fromEntries(
      (getOperationAST(document)?.variableDefinitions ?? []).flatMap((definition) =>
        definition.defaultValue
          ? [[definition.variable.name.value, valueFromASTUntyped(definition.defaultValue)]]
          : [],
      ),
    );
    const values = { ...defaults, ...variables };
    const of = (
      { selections }: SelectionSetNode,
      type: string,
      sized: Record<string, number>,
    ): number =>
      selections.reduce((sum, node) => {
        if (node.kind === Kind.INLINE_FRAGMENT) {
          return sum + of(node.selectionSet, node.typeCondition?.name.value ?? type, sized);
        }
        const name = node.name.value;
        if (node.kind === Kind.FRAGMENT_SPREAD) {
          for (const part of document.definitions) {
            if (part.kind === Kind.FRAGMENT_DEFINITION && part.name.value === name) {
              return sum + of(part.selectionSet, part.typeCondition.name.value, sized);
            }
          }
        }
        const field = fields.get(`${type}.${name}`);
        if (!field || node.kind !== Kind.FIELD) return sum;
        const directive = (wanted: string) =>
          field.directives?.find((one) => one.name.value === wanted);
        const cost = directive('cost');
        const listSize = directive('listSize');
        const weight = cost
          ? Number(argumentsOf(cost).weight)
          : leaves.has(named(field.type))
            ? 0
            : 1;
        const list = listSize && argumentsOf(listSize);
        const given = (list?.slicingArguments ?? []).flatMap((slicing) => {
          const node_ = node.arguments?.find((one) => one.name.value === slicing);
          const value: unknown = node_ && valueFromASTUntyped(node_.value, values);
          return Array.isArray(value) ? [value.length] : typeof value === 'number' ? [value] : [];
        });
        const size = list
          ? Math.max(1, ...(given.length > 0 ? given : [list.assumedSize ?? 1]))
          : 1;
        const sizedFields = list?.sizedFields ?? [];
        const below = node.selectionSet
          ? of(
              node.selectionSet,
              named(field.type),
              Object.fromEntries(sizedFields.map((one) => [one, size])),
            )
          : 0;
        const times = sized[name] ?? (sizedFields.length > 0 ? 1 : size);
        return sum + times * (weight + below);
      }, 0);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('the test needs one operation');
    const root = operation.operation === 'mutation' ? 'Mutation' : 'Query';
    return of(operation.selectionSet, root, {});
  };
}

const bySdl = costBySdl(sdl);

describe('the cost of an operation', () => {
  test.each([
    ['{ __typename }', 0],
    ['{ ticketCount }', 1],
    ['{ ticket(id: 1) { subject } }', 1],
    ['{ ticket(id: 1) { subject revision queue { name } } }', 3],
    ['{ tickets(first: 50) { totalCount pageInfo { endCursor } nodes { subject } } }', 52],
    ['{ tickets { nodes { queue { name } } } }', 51],
    ['{ tickets(last: 10) { edges { node { queue { name } } } } }', 31],
    ['{ nodes(ids: ["ticket/1", "ticket/2"]) { id ... on Ticket { queue { name } } } }', 4],
    ['{ tickets(first: 2) { ...F } } fragment F on TicketConnection { nodes { owner { id } } }', 5],
    [
      '{ a: tickets(first: 2) { ...F } b: tickets(first: 3) { ...F } } fragment F on TicketConnection { nodes { id } }',
      7,
    ],
    ['{ tickets(first: 10) { nodes { history(last: 5) { nodes { creator { name } } } } } }', 121],
  ])('%s is %i', (query, cost) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    expect(counted(document)).toBe(cost);
    expect(bySdl(document, {})).toBe(cost);
  });

  test('can be worked out from the printed schema alone', () => {
    const printed = buildFromSdl(sdl);
    const tapes = fc.array(fc.nat({ max: 9999 }), { minLength: 30, maxLength: 400, size: 'max' });
    let some = 0;
    fc.assert(
      fc.property(tapes, (tape) => {
        const { query, variables } = fuzzOperation(schema, tape);
        let document: DocumentNode;
        try {
          document = parse(query);
        } catch {
          return;
        }
        if (validate(printed, document).length > 0) return;
        const cost = bySdl(document, variables);
        expect(counted(document, variables)).toBe(cost);
        if (cost > 100) some++;
      }),
      { numRuns: 500 },
    );
    expect(some).toBeGreaterThan(20);
  });

  test('is printed for every page of a list', () => {
    const pages = Object.values(schema.getTypeMap()).flatMap((type) =>
      'getFields' in type
        ? Object.values(type.getFields()).filter(
            (field) =>
              'args' in field && field.args.some((arg: GraphQLArgument) => arg.name === 'first'),
          )
        : [],
    );
    expect(pages.length).toBeGreaterThan(10);
    expect(sdl.match(/@listSize\(assumedSize: 25/g)).toHaveLength(pages.length);
  });

  test('of entities is multiplied by their number', () => {
    const document = parse(
      'query ($list: [_Any!]!) { _entities(representations: $list) { ... on Ticket { owner { name } } } }',
    );
    const list = Array.from({ length: 30 }, () => ({}));
    expect(counted(document, { list }, buildSubgraph())).toBe(60);
  });
});
