import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Connection } from '../caller/client-address.js';
import { knownAccount } from '../caller/let-in.js';
import { errandOf } from '../request/errand-of.js';
import type { RequestContext, Shared } from '../request-context.js';
import type { OperationKind } from './operation.js';
import type { Operations } from './operations.js';

/**
 * Tells of each operation when it comes in and when it has its whole answer. It goes first among the plugins, so that
 * it sees what others refuse.
 */
export function useOperations(
  operations: Operations,
  shared: Shared,
): Plugin<RequestContext, Connection> {
  return {
    onRequest({ request, url, serverContext: { req } }) {
      const { basePath } = shared.config;
      const connection = { ...(req && { req }) };
      if (url.pathname === `${basePath}/graphql` && ['GET', 'POST'].includes(request.method)) {
        begin(operations, request, connection, shared);
      } else if (
        url.pathname.startsWith(`${basePath}/attachments/`) &&
        ['GET', 'HEAD'].includes(request.method)
      ) {
        begin(operations, request, connection, shared, 'download');
      }
    },
    onExecute({ args }) {
      const { contextValue: context, document, operationName } = args;
      const { request } = context;
      operations.isRead(request, document, operationName);
      operations.runs(request, context);
      return {
        onExecuteDone({ result }) {
          if (!isAsyncIterable(result)) {
            operations.answered(request, result);
            return undefined;
          }
          operations.goesOn(request);
          return {
            onNext: ({ result: part }) => operations.answered(request, part),
            onEnd: () => operations.ended(request),
          };
        },
      };
    },
    onSubscribe({ args }) {
      const { contextValue: context, document, operationName } = args;
      operations.isRead(context.request, document, operationName);
      operations.runs(context.request, context);
    },
    onResultProcess({ request, result }) {
      if (isAsyncIterable(result) || Array.isArray(result)) return;
      operations.answered(request, result as ExecutionResult);
    },
    onResponse({ request, response }) {
      // A page, or a stream for other operations.
      const type = response.headers.get('content-type') ?? '';
      if (request.method === 'GET' && /^text\/(?:html|css|javascript)/.test(type)) {
        operations.dropped(request);
      } else operations.responded(request, response.status);
    },
  };
}

/** Tells of an operation that comes in. */
export function begin(
  operations: Operations,
  request: Request,
  connection: Connection,
  shared: Shared,
  kind?: OperationKind,
): void {
  const account = () => knownAccount(request, connection, shared);
  operations.began(request, errandOf(request, connection, shared.config), account, kind);
}
