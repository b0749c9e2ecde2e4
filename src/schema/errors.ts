import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { ErrorCode } from '../error-codes.js';

/** Where in a document or an answer an error belongs; another error at the same place will do. */
export type ErrorPlace = Partial<Pick<GraphQLError, 'nodes' | 'source' | 'positions' | 'path'>>;

/**
 * Makes every GraphQL error of this program. It carries no original error: everything that a client may learn is in its
 * message and extensions.
 */
export function graphqlError(
  message: string,
  extensions: GraphQLErrorExtensions & { readonly code?: ErrorCode },
  place?: ErrorPlace,
): GraphQLError {
  return new GraphQLError(message, {
    extensions,
    ...(place?.nodes && { nodes: place.nodes }),
    ...(place?.source && { source: place.source }),
    ...(place?.positions && { positions: place.positions }),
    ...(place?.path && { path: place.path }),
  });
}

/** A scalar's refusal of a value. */
export function invalidValue(scalar: string, what: string): GraphQLError {
  return graphqlError(`${scalar}: ${what}`, { code: 'BAD_USER_INPUT' });
}
