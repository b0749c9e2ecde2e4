import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { RequestContext } from '../request-context.js';

/** Stops the clock of an operation that has its answer, or the last part of it. */
export function useOperationEnd(): Plugin<RequestContext> {
  return {
    onExecute: ({ args: { contextValue } }) => ({
      onExecuteDone({ result }) {
        if (isAsyncIterable(result)) return { onEnd: () => contextValue.over() };
        contextValue.over();
        return undefined;
      },
    }),
  };
}
