import { tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { type DocumentNode, Kind, parse } from 'graphql';
import type { Variables } from './upload-places.js';

/** What the open tab would send. */
export interface TabOperation {
  readonly query: string;
  readonly document: DocumentNode;
  /** Of several operations, the one that the Run button would offer first. */
  readonly operationName: string | undefined;
  readonly variables: Variables;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Gives a function that reads the open tab. It throws an Error that says what cannot be read. */
export function useOperation(): () => TabOperation {
  const { queryEditor, variableEditor, headerEditor, overrideOperationName, operationName } =
    useGraphiQL((state) => ({
      queryEditor: state.queryEditor,
      variableEditor: state.variableEditor,
      headerEditor: state.headerEditor,
      overrideOperationName: state.overrideOperationName,
      operationName: state.operationName,
    }));
  return () => {
    const query = queryEditor?.getValue() ?? '';
    const document = parse(query);
    const names = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
    const wanted = overrideOperationName ?? operationName;
    return {
      query,
      document,
      operationName: names.includes(wanted) ? wanted : names[0],
      variables: readObject('Variables', variableEditor?.getValue()),
      headers: readObject('Request headers', headerEditor?.getValue()),
    };
  };
}

function readObject(what: string, text: string | undefined): Record<string, unknown> {
  try {
    return { ...tryParseJSONC(text) };
  } catch (error) {
    throw new Error(`${what} ${error instanceof Error ? error.message : error}`);
  }
}
