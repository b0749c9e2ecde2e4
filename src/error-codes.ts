/** Every `extensions.code` that a client can get, in the order of docs/errors.md. The list is closed. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'QUERY_TOO_COSTLY',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'OVERLOADED',
  'RT_UNAVAILABLE',
  'RT_TIMEOUT',
  'RT_BAD_REPLY',
  'INTERNAL_SERVER_ERROR',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
