import { RtBadReplyError, RtError, RtTimeoutError, RtUnavailableError } from './errors.js';
import type { Failure } from './failures.js';

/** Certificates that are not accepted, and servers that do not speak TLS. */
const ofTls = /^(?:ERR_(?:TLS|SSL)_|EPROTO)/;

/** Whether an error's code says that a certificate was not accepted, which is before anything is sent. */
export function isOfCertificate(code: string): boolean {
  return /^(?:CERT_|CRL_|DEPTH_|SELF_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/.test(
    code,
  );
}

const ofNames: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']);

/** What kept a connection from being made, by the code of the error. */
export function failureOfConnection(error: unknown): Failure {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'refused';
  if (ofNames.has(code)) return 'dns';
  if (ofTls.test(code) || isOfCertificate(code)) return 'tls';
  return ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'].includes(code) ? 'timeout' : 'unreachable';
}

/** What an HTTP status says that did not come from RT, or was not meant for us. */
export function failureOfStatus(status: number): Failure {
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 404) return 'path';
  return status === 401 || status === 403 ? 'login-page' : 'bad-reply';
}

/** Whether a text is the start of a web page: of any markup, since RT's own answers start with its name. */
export function isWebPage(start: string): boolean {
  return /^\ufeff?\s*<[!?a-z]/i.test(start);
}

/** The failure of RT in an error. Undefined for what RT itself refused, and for errors that are not RT's. */
export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof RtError)) return undefined;
  if (error.facts.failure) return error.facts.failure;
  if (error instanceof RtTimeoutError) return 'timeout';
  if (error instanceof RtBadReplyError) return 'bad-reply';
  return error instanceof RtUnavailableError ? 'unreachable' : undefined;
}

/** An error's code; of several attempts, the first one's. */
function codeOf(error: unknown): string {
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error && 'code' in one ? String(one.code) : '';
}
