import { GraphQLError } from 'graphql';
import { RtError } from '../rt/errors.js';
import { toGraphQLError } from '../schema/errors.js';

const statuses: Partial<Record<RtError['code'], number>> = {
  UNAUTHENTICATED: 401,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
};

/** HTTP's share of an error: the status and headers that some codes have, whatever the accepted type. */
export function httpOf(
  error: RtError,
  request?: Request,
): { readonly status: number; readonly headers: Record<string, string> } | undefined {
  const status = statuses[error.code];
  if (status === undefined) return undefined;
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = challenge(request);
  if (status === 429 || status === 503) {
    headers['retry-after'] = String(error.facts.retryAfterSeconds ?? 1);
  }
  return { status, headers };
}

/** A page's own requests get no Basic challenge, which would make the browser ask for a password. */
export function challenge(request: Request | undefined): string {
  const mode = request?.headers.get('sec-fetch-mode');
  const fromPage = mode === 'cors' || mode === 'no-cors' || mode === 'same-origin';
  return fromPage ? 'token realm="RT"' : 'Basic realm="RT", charset="UTF-8", token realm="RT"';
}

/** An RtError as GraphQL and HTTP tell it; `otherwise` is the status of codes that have none of their own. */
export function toHttpGraphQLError(
  error: RtError,
  request?: Request,
  otherwise?: number,
): GraphQLError {
  const plain = toGraphQLError(error);
  const http =
    httpOf(error, request) ?? (otherwise === undefined ? undefined : { status: otherwise });
  return new GraphQLError(plain.message, {
    originalError: error,
    extensions: { ...plain.extensions, ...(http && { http }) },
  });
}

/** The RtError inside whatever execution wrapped around it. */
export function rtErrorIn(error: unknown): RtError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if (at instanceof RtError) return at;
    at = at instanceof GraphQLError ? at.originalError : at.cause;
  }
  return undefined;
}

/** Statuses of errors outside an operation, where HTTP has nothing else to tell them by. */
export const plainStatuses: Partial<Record<RtError['code'], number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RT_TIMEOUT: 504,
  RT_UNAVAILABLE: 502,
  RT_BAD_REPLY: 502,
};

/** An RtError as the whole answer of a route that is not GraphQL. */
export function errorResponse(error: RtError, request: Request): Response {
  const http = httpOf(error, request);
  const { message, extensions } = toGraphQLError(error);
  return Response.json(
    { errors: [{ message, extensions }] },
    {
      status: http?.status ?? plainStatuses[error.code] ?? 500,
      headers: http?.headers ?? {},
    },
  );
}
