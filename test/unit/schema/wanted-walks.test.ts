import fc from 'fast-check';
import {
  type ASTNode,
  BREAK,
  executeSync,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { TooCostlyError } from '../../../src/rt/errors.js';
import { buildSchema } from '../../../src/schema/schema.js';
import { wantedOf, wantedUnder } from '../../../src/schema/wanted.js';
import { checkQuery } from '../../../src/server/limits/check-query.js';
import { type Root, rootsOf, sharedFragments } from '../../support/graphql/shared-fragments.js';
import { cpuMs } from '../../support/process/cpu-ms.js';

/** WALK_DOCUMENTS is how many documents are generated for all root fields together. */
const documents = Number(process.env['WALK_DOCUMENTS'] ?? 600);
const limits = {
  maxDepth: 12,
  maxCost: 5000,
  maxAliases: 30,
  maxDirectives: 30,
  maxRootFields: 20,
  maxRootMutations: 10,
};
const tape = fc.array(fc.nat({ max: 9999 }), { minLength: 10, maxLength: 300, size: 'max' });

/** What every field of an operation wants of its objects, by where the field stands. */
type Looks = Map<string, unknown>;

/** The schema with resolvers that look at the selection as the real ones do, and make something up. */
const schema = buildSchema();
for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith('__')) continue;
  for (const field of Object.values(type.getFields())) {
    field.resolve = (_source, _args, looks: Looks, info) => {
      look(looks, info);
      return madeUp(info.returnType);
    };
  }
}

const paths = [['ticket'], ['nodes'], ['edges', 'node'], ['edges', 'dependsOn']] as const;

function look(looks: Looks, info: GraphQLResolveInfo): void {
  const types = new Set(['Ticket']);
  const wanted = [
    wantedOf(info),
    wantedOf(info, types),
    ...paths.map((path) => wantedUnder(info, ...path)),
  ];
  const place: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = info.path; at; at = at.prev)
    place.push(at.key);
  looks.set(
    place.reverse().join('.'),
    wanted.map(({ keys, parts, all, zoned }) => [[...keys].sort(), [...parts].sort(), all, zoned]),
  );
}

function madeUp(type: GraphQLOutputType): unknown {
  if (isNonNullType(type)) return madeUp(type.ofType);
  if (isListType(type)) return [madeUp(type.ofType)];
  const named = getNamedType(type);
  if (isAbstractType(named)) return { __typename: schema.getPossibleTypes(named)[0]?.name };
  return isObjectType(named) ? {} : null;
}

/** Everything that is done with a document before and while it is executed; what it wants, and how long it took. */
function run(source: string) {
  const start = cpuMs();
  const document = parse(source, { maxTokens: 2000 });
  const errors = validate(schema, document, specifiedRules);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the test needs one operation');
  try {
    checkQuery(document, operation, {}, { ...limits, schema });
  } catch (error) {
    if (!(error instanceof TooCostlyError)) throw error;
  }
  const looks: Looks = new Map();
  executeSync({ schema, document, contextValue: looks });
  return { looks, valid: errors.length === 0, ms: cpuMs() - start };
}

/**
 * The operation with every fragment in the place of each of its spreads; undefined if it grows beyond 3,000 spreads,
 * since fragments that spread each other double it with every one.
 */
function spreadOut(source: string): OperationDefinitionNode | undefined {
  const document = parse(source);
  let spreads = 0;
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const inline = (node: ASTNode): ASTNode =>
    visit(node, {
      FragmentSpread({ name, directives = [] }) {
        const fragment = fragments.get(name.value);
        if (!fragment) throw new Error(`there is no fragment ${name.value}`);
        if (++spreads > 3000) return BREAK;
        const { typeCondition, selectionSet } = fragment;
        return inline({ kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet });
      },
    });
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the test needs one operation');
  const whole = inline(operation) as OperationDefinitionNode;
  return spreads > 3000 ? undefined : whole;
}

const roots = rootsOf(schema);
const root = fc.constantFrom<Root>(...roots);

describe('looking at a selection', () => {
  test('takes no time to speak of, however often fragments spread each other, at every root field', () => {
    const slowest = { ms: 0, source: '' };
    let valid = 0;
    const numRuns = documents;
    fc.assert(
      fc.property(root, tape, (from, numbers) => {
        const source = sharedFragments(schema, from, numbers);
        let told: ReturnType<typeof run>;
        try {
          told = run(source);
        } catch (error) {
          // A document of too many tokens is not read at all.
          if (error instanceof GraphQLError) return;
          throw error;
        }
        if (told.valid) valid++;
        if (told.ms > slowest.ms) Object.assign(slowest, { ms: told.ms, source });
        expect(told.ms).toBeLessThan(1500);
      }),
      { numRuns },
    );
    expect(valid).toBeGreaterThan(documents / 3);
    if (process.env['WALK_DOCUMENTS'])
      process.stderr.write(`${JSON.stringify({ valid, documents, ...slowest })}\n`);
  });

  test('finds what it finds when every fragment stands in the place of its spreads', () => {
    fc.assert(
      fc.property(root, tape, (from, numbers) => {
        const source = sharedFragments(schema, from, numbers, { longest: 3 });
        const operation = spreadOut(source);
        fc.pre(operation !== undefined);
        const document = { kind: Kind.DOCUMENT, definitions: [operation] } as const;
        const expected: Looks = new Map();
        executeSync({ schema, document, contextValue: expected });
        expect(run(source).looks).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test.each(roots)('of a %s, %s, walks 150 fragments that are each spread twice', (...from) => {
    const [operation, name] = from;
    const [head] = sharedFragments(schema, from, []).split(' { ...');
    const field = (
      operation === 'query' ? schema.getQueryType() : schema.getMutationType()
    )?.getFields()[name];
    const type = getNamedType(field?.type)?.name;
    const chain = Array.from(
      { length: 150 },
      (_, at) => `fragment F${at} on ${type} { ...F${at + 1} ...F${at + 1} }`,
    );
    const source = `${head} { ...F0 } } ${chain.join(' ')} fragment F150 on ${type} { __typename }`;
    expect(run(source).ms).toBeLessThan(1500);
  });
});
