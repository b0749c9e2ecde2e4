import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

/** A result as clients see it where there is no HTTP status: in a stream or a socket. */
export function shownResult({ errors, data, extensions }: ExecutionResult) {
  return {
    ...(errors && { errors: errors.map(shownError) }),
    ...(data !== undefined && { data }),
    ...(extensions && { extensions }),
  };
}

/** An error without HTTP's share, which has no place inside an answer. */
export function shownError(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  const { http: _http, ...shown } = extensions ?? {};
  return { ...rest, extensions: shown };
}
