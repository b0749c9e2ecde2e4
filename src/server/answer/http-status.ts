import { type ErrorCode, errorCodes } from '../../error-codes.js';
import { hasCsrfHeader } from '../request/csrf-header.js';

/** The status of a request that fails as a whole. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  QUERY_TOO_COSTLY: 400,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  RT_UNAVAILABLE: 502,
  RT_TIMEOUT: 504,
  RT_BAD_REPLY: 502,
  INTERNAL_SERVER_ERROR: 500,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
};

/** Codes that set the status even where one field fails and others have data: proxies and clients act on it. */
const withData: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHENTICATED',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'OVERLOADED',
]);

/** HTTP's share of an error. */
export interface HttpShare {
  /** Absent where the error does not decide the status. */
  readonly status?: number;
  readonly headers: Record<string, string>;
}

/** The status and headers of a request that fails as a whole. */
export function httpOfRequest(
  code: ErrorCode,
  retryAfterSeconds?: number,
): HttpShare & { readonly status: number } {
  const status = statuses[code];
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = challenge(undefined);
  const mayRetry = retryAfterSeconds !== undefined || status === 429 || status === 503;
  if (mayRetry) headers['retry-after'] = String(retryAfterSeconds ?? 1);
  return { status, headers };
}

/** The same for an error of one field; undefined where the answer's status does not depend on it. */
export function httpOfField(code: ErrorCode, retryAfterSeconds?: number): HttpShare | undefined {
  const { status, headers } = httpOfRequest(code, retryAfterSeconds);
  if (withData.has(code)) return { status, headers };
  return retryAfterSeconds === undefined ? undefined : { headers };
}

/** Whether a text is one of the codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return errorCodes.some((known) => known === code);
}

/** A page's own requests get no Basic challenge, which would make the browser ask for a password. */
export function challenge(request: Request | undefined): string {
  const isOfPage = request !== undefined && isFromPage(request);
  return isOfPage ? 'token realm="RT"' : 'Basic realm="RT", charset="UTF-8", token realm="RT"';
}

/**
 * Whether a script on a page sent the request. Browsers send Sec-Fetch-Mode only over TLS and to localhost. Without it,
 * an Origin header or a CSRF header shows a script. Other programs send CSRF headers too, but only browsers have a user
 * agent that starts with Mozilla.
 */
function isFromPage(request: Request): boolean {
  const { headers } = request;
  const mode = headers.get('sec-fetch-mode');
  if (mode === null) {
    const isBrowser = headers.get('user-agent')?.startsWith('Mozilla/') ?? false;
    return headers.has('origin') || (isBrowser && hasCsrfHeader(request));
  }
  return mode === 'cors' || mode === 'no-cors' || mode === 'same-origin';
}
