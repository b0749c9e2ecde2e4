import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Connection } from '../caller/client-address.js';
import type { RequestContext } from '../request-context.js';
import { createDocumentCache } from './document-cache.js';

/**
 * Keeps documents that were found valid, for callers whom RT has let in: what anybody else sends leaves nothing
 * behind. Invalid documents are not kept at all, since one of 300 letters can have errors of half a megabyte.
 */
export function useDocumentCache(
  isLetIn: (request: Request, connection: Connection) => boolean,
): Plugin<RequestContext, Connection> {
  const kept = createDocumentCache();
  const valid = new WeakSet<DocumentNode>();
  const texts = new WeakMap<DocumentNode, string>();
  const connections = new WeakMap<Request, Connection>();
  return {
    onRequestParse({ request, serverContext: { req } }) {
      connections.set(request, { ...(req && { req }) });
    },
    onParse({ params, setParsedDocument }) {
      const text = String(params.source);
      const known = kept.get(text);
      if (known) {
        setParsedDocument(known);
        return undefined;
      }
      return ({ result }) => {
        if (result !== null && !(result instanceof Error)) texts.set(result, text);
      };
    },
    onValidate({ context, params, setResult }) {
      const document: DocumentNode = params.documentAST;
      if (valid.has(document)) {
        setResult([]);
        return undefined;
      }
      return ({ valid: isValid }) => {
        const text = texts.get(document);
        const { request } = context;
        if (!isValid || text === undefined) return;
        if (!isLetIn(request, connections.get(request) ?? {})) return;
        valid.add(document);
        kept.set(text, document);
      };
    },
  };
}
