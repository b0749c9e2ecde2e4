import { type DocumentNode, type GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import { graphqlError } from '../../schema/errors.js';

const conditions: ReadonlySet<string> = new Set(['include', 'skip']);

/**
 * What is wrong with a document whose subscription may turn out to have no root field at all: the specification forbids
 * `@skip` and `@include` there, and the executor fails without a root field.
 */
export function conditionalRoot(document: DocumentNode): GraphQLError | undefined {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const seen = new Set<string>();
  function find({ selections }: SelectionSetNode): GraphQLError | undefined {
    for (const selection of selections) {
      const condition = selection.directives?.find(({ name }) => conditions.has(name.value));
      if (condition) {
        return graphqlError(
          `The root field of a subscription cannot have @${condition.name.value}.`,
          { code: 'GRAPHQL_VALIDATION_FAILED' },
          { nodes: [condition] },
        );
      }
      const inner = selection.kind === Kind.FIELD ? undefined : innerOf(selection);
      const found = inner && find(inner);
      if (found) return found;
    }
    return undefined;
  }
  function innerOf(
    selection: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
  ): SelectionSetNode | undefined {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection.selectionSet;
    const name = selection.name.value;
    if (seen.has(name)) return undefined;
    seen.add(name);
    return fragments.get(name)?.selectionSet;
  }
  for (const one of document.definitions) {
    const isOne = one.kind === Kind.OPERATION_DEFINITION && one.operation === 'subscription';
    const found = isOne ? find(one.selectionSet) : undefined;
    if (found) return found;
  }
  return undefined;
}
