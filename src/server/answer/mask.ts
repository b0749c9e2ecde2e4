import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import { RtError, RtTimeoutError } from '../../rt/errors.js';
import { graphqlError } from '../../schema/errors.js';
import type { Logger } from '../log.js';
import { requestOfError } from '../observe/request-of-error.js';
import { httpOfField, httpOfRequest, isErrorCode } from './http-status.js';
import { withHint, withPlace } from './input-hints.js';
import { withoutValues } from './without-values.js';

/** Turns whatever went wrong into what a client may see. What it has returned once it returns unchanged. */
export type Mask = (error: unknown) => GraphQLError;

/** The mask of a field's error, and of one for which a whole request is refused: they differ in the HTTP status. */
export interface Masks {
  readonly field: Mask;
  readonly request: Mask;
}

/**
 * Makes the masks of a server: an RtError with its code, GraphQL's own complaints about a document or its variables
 * without values, and for anything else one constant sentence, the rest going to the log. Complaints suggest names of the
 * schema only where it is open.
 */
export function createMasks(log: Pick<Logger, 'error'>, openSchema?: GraphQLSchema): Masks {
  // Yoga hands an error to the mask up to three times on its way out.
  const masked = new WeakSet<GraphQLError>();

  function masking(httpOf: typeof httpOfField | typeof httpOfRequest): Mask {
    return (error) => {
      if (error instanceof GraphQLError && masked.has(error)) return error;
      const seen = publicError(error, httpOf, log, openSchema);
      masked.add(seen);
      return seen;
    };
  }

  return { field: masking(httpOfField), request: masking(httpOfRequest) };
}

function publicError(
  error: unknown,
  httpOf: typeof httpOfField | typeof httpOfRequest,
  log: Pick<Logger, 'error'>,
  openSchema: GraphQLSchema | undefined,
): GraphQLError {
  const place = error instanceof GraphQLError ? error : undefined;
  const late = isAbort(error)
    ? new RtTimeoutError('The operation took longer than OPERATION_TIMEOUT_MS.')
    : undefined;
  const rtError = rtErrorIn(error) ?? late;
  if (!rtError && place && isOfClient(place)) return clientError(place, openSchema);
  if (!rtError) {
    const requestId = requestOfError(error);
    log.error({ err: place?.originalError ?? error, requestId }, 'unexpected error');
  }
  const code = rtError?.code ?? 'INTERNAL_SERVER_ERROR';
  const { rtMessage, limit, retryAfterSeconds } = rtError?.facts ?? {};
  const http = httpOf(code, retryAfterSeconds);
  return graphqlError(
    rtError?.message ?? 'Unexpected error.',
    {
      code,
      ...(rtMessage !== undefined && { rtMessage }),
      ...(limit !== undefined && { limit }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(http && { http }),
    },
    place,
  );
}

/** The RtError inside whatever execution wrapped around it. */
function rtErrorIn(error: unknown): RtError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if (at instanceof RtError) return at;
    at = at instanceof GraphQLError ? at.originalError : at.cause;
  }
  return undefined;
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
function clientError(error: GraphQLError, openSchema: GraphQLSchema | undefined): GraphQLError {
  const { http, code } = error.extensions;
  // A body that is not a GraphQL request: 400 whatever the client accepts.
  const unreadable = code === 'BAD_REQUEST';
  const extensions = {
    // What Yoga names otherwise is bad input.
    code: isErrorCode(code) ? code : 'BAD_USER_INPUT',
    ...(http !== undefined && { http: unreadable ? { ...http, spec: false } : http }),
  };
  return cleanError(error, { extensions, openSchema });
}

/** GraphQL's own complaint as a client may see it; where the schema is open, with what helps to mend the document. */
export function cleanError(
  error: GraphQLError,
  {
    extensions = error.extensions,
    openSchema,
    document,
  }: {
    readonly extensions?: Parameters<typeof graphqlError>[1];
    readonly openSchema?: GraphQLSchema | undefined;
    readonly document?: DocumentNode;
  } = {},
): GraphQLError {
  const message = withoutValues(error);
  if (!openSchema) return graphqlError(withoutSuggestion(message), extensions, error);
  const told = withHint(message, openSchema);
  return graphqlError(document ? withPlace(told, error, document) : told, extensions, error);
}

/** "Did you mean …" tells names of a schema that may be closed to introspection. */
export function withoutSuggestion(message: string): string {
  const start = message.indexOf('Did you mean ');
  return start < 0 ? message : message.slice(0, start).trimEnd();
}

function isAbort(error: unknown): boolean {
  const inner = error instanceof GraphQLError ? error.originalError : error;
  return inner instanceof Error && (inner.name === 'AbortError' || inner.name === 'TimeoutError');
}
