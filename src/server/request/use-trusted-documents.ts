import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { Plugin } from 'graphql-yoga';
import { InvalidInputError } from '../../rt/errors.js';
import type { Mask } from '../answer/mask.js';
import type { RequestContext } from '../request-context.js';

/**
 * Executes documents of the manifest and nothing else. A request names one by `documentId`, or by Apollo's
 * `extensions.persistedQuery.sha256Hash`; operations are validated and limited like any other.
 */
export function useTrustedDocuments(
  documents: ReadonlyMap<string, string>,
  mask: Mask,
): Plugin<RequestContext> {
  const refused = (message: string) => () => mask(new InvalidInputError(message));
  return usePersistedOperations({
    allowArbitraryOperations: false,
    getPersistedOperation: (id) => documents.get(id) ?? null,
    extractPersistedOperationId: ({ extensions, ...params }) =>
      textIn(params, 'documentId') ?? textIn(extensions?.['persistedQuery'], 'sha256Hash') ?? null,
    customErrors: {
      persistedQueryOnly: refused(
        'PersistedQueryOnly: this server executes trusted documents only.',
      ),
      keyNotFound: refused('PersistedQueryKeyNotFound: send a documentId.'),
      notFound: refused('PersistedQueryNotFound: no trusted document has this id.'),
    },
  });
}

/** Clients may send the id beside the usual parameters of a GraphQL request. */
export const documentIdParams = ['documentId'];

function textIn(object: unknown, key: string): string | undefined {
  const value: unknown =
    typeof object === 'object' && object !== null && Object.hasOwn(object, key)
      ? Reflect.get(object, key)
      : undefined;
  return typeof value === 'string' ? value : undefined;
}
