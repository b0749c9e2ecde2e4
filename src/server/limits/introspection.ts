import { type DocumentNode, getOperationAST, Kind } from 'graphql';

const introspected: ReadonlySet<string> = new Set([
  ...['__schema', '__type', '__typename'],
  // A subgraph's.
  '_service',
]);

/** Whether an operation asks only about the schema, so that nothing is asked of RT for it. */
export function isIntrospection(document: DocumentNode, operationName: unknown): boolean {
  const name = typeof operationName === 'string' ? operationName : undefined;
  const operation = getOperationAST(document, name);
  return (
    operation?.selectionSet.selections.every(
      (one) => one.kind === Kind.FIELD && introspected.has(one.name.value),
    ) ?? false
  );
}
