import { GraphQLError } from 'graphql';
import { RtTimeoutError } from '../rt/errors.js';
import { rtErrorIn, toHttpGraphQLError } from './http-errors.js';
import type { Logger } from './log.js';
import { withoutValues } from './without-values.js';

/**
 * Turns whatever went wrong into what a client may hear: an RtError with its code, GraphQL's own complaints
 * about a document or its variables without guesses at real names, and for anything else one constant
 * sentence, the rest going to the log.
 */
export function maskError(log: Logger) {
  return (error: unknown): Error => {
    const located = error instanceof GraphQLError ? error : undefined;
    const rtError = rtErrorIn(error);
    if (rtError) {
      const told = toHttpGraphQLError(rtError);
      // A request that could not be read has had its HTTP status from its reader.
      const http = told.extensions['http'] ?? located?.extensions['http'];
      const extensions = { ...told.extensions, ...(http !== undefined && { http }) };
      return relocate(new GraphQLError(told.message, { extensions }), located);
    }
    if (isAbort(error)) {
      const timeout = new RtTimeoutError('The operation took too long.');
      return relocate(toHttpGraphQLError(timeout), located);
    }
    if (located && isOfClient(located)) return clientError(located);
    log.error({ err: located?.originalError ?? error }, 'unexpected error');
    return relocate(
      new GraphQLError('Unexpected error.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
      located,
    );
  };
}

/**
 * Whether GraphQL complains about what a client sent. What it finds while executing, at a path and without a
 * code, is a fault of this program (a type that cannot be resolved), but for arguments that only variables made
 * invalid.
 */
function isOfClient({ originalError, path, extensions, message }: GraphQLError): boolean {
  if (originalError != null && !(originalError instanceof GraphQLError)) return false;
  return path === undefined || extensions['code'] !== undefined || /^Argument "/.test(message);
}

/** GraphQL's own errors: about a document they have a code; without one they are about variables or arguments. */
function clientError(error: GraphQLError): GraphQLError {
  const { http, limit, code: given = 'BAD_USER_INPUT' } = error.extensions;
  // A body that is not a GraphQL request: 400 whatever the client accepts.
  const unreadable = given === 'BAD_REQUEST';
  const code = known.has(String(given)) ? given : 'BAD_USER_INPUT';
  return relocate(
    new GraphQLError(withoutSuggestion(withoutValues(error)), {
      extensions: {
        code,
        ...(http !== undefined && { http: unreadable ? { ...http, spec: false } : http }),
        ...(limit !== undefined && { limit }),
      },
    }),
    error,
  );
}

/** The codes that GraphQL errors of this server's own making have; what Yoga names otherwise is bad input. */
const known = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'QUERY_TOO_COSTLY',
]);

/** GraphQL's own complaint as a client may hear it, its code and status left as they are. */
export function cleanError(error: GraphQLError): GraphQLError {
  const message = withoutSuggestion(withoutValues(error));
  return relocate(new GraphQLError(message, { extensions: error.extensions }), error);
}

/** "Did you mean …" tells names of a schema that may be closed to introspection. */
export function withoutSuggestion(message: string): string {
  const start = message.indexOf('Did you mean ');
  return start < 0 ? message : message.slice(0, start).trimEnd();
}

function relocate(error: GraphQLError, at: GraphQLError | undefined): GraphQLError {
  return new GraphQLError(error.message, {
    extensions: error.extensions,
    ...(at?.nodes && { nodes: at.nodes }),
    ...(at?.source && { source: at.source }),
    ...(at?.positions && { positions: at.positions }),
    ...(at?.path && { path: at.path }),
  });
}

function isAbort(error: unknown): boolean {
  const inner = error instanceof GraphQLError ? error.originalError : error;
  return inner instanceof Error && (inner.name === 'AbortError' || inner.name === 'TimeoutError');
}
