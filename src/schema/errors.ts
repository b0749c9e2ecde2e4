import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { RtError } from '../rt/errors.js';

/** An RtError as a client sees it: the stable code, the limit that was met, RT's own words. */
export function toGraphQLError(error: RtError): GraphQLError {
  const { rtMessage, limit, retryAfterSeconds } = error.facts;
  const extensions: GraphQLErrorExtensions = {
    code: error.code,
    ...(rtMessage !== undefined && { rtMessage }),
    ...(limit !== undefined && { limit }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  return new GraphQLError(error.message, { extensions, originalError: error });
}
