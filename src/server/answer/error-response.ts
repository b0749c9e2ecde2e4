import type { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../error-codes.js';
import { httpOfRequest, isErrorCode } from './http-status.js';

/** A masked error as the whole response of a route that is not GraphQL. */
export function errorResponse({ message, extensions }: GraphQLError): Response {
  const { http: _http, ...shown } = extensions;
  const { code, retryAfterSeconds } = shown;
  const http = httpOfRequest(
    isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR',
    typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
  );
  return Response.json({ errors: [{ message, extensions: shown }] }, http);
}

/** A refusal whose status says more than its code, in GraphQL's shape, so that clients read it like any other error. */
export function refusal(
  status: number,
  message: string,
  headers: Record<string, string> = {},
  code: ErrorCode = 'BAD_USER_INPUT',
): Response {
  return Response.json({ errors: [{ message, extensions: { code } }] }, { status, headers });
}
