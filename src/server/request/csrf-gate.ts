import { refusal } from '../answer/error-response.js';
import { csrfHeaders, hasCsrfHeader } from './csrf-header.js';

/**
 * Refuses requests that a page of another site could make a browser send. Browsers send form posts, plain
 * text and GET across sites without asking, with remembered Basic credentials; JSON and own headers they do
 * not. Undefined lets the request through.
 */
export function gate(request: Request): Response | undefined {
  if (request.method === 'OPTIONS') return undefined;
  if (request.method !== 'POST' && request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405, 'Use POST.', { allow: 'POST, GET' });
  }
  if (!/^identity$/i.test(request.headers.get('content-encoding') ?? 'identity')) {
    return refusal(415, 'Compressed request bodies are not supported.');
  }
  if (request.method !== 'POST') {
    const isSafe = hasCsrfHeader(request) || isOwnEventSource(request);
    return isSafe ? undefined : refusal(403, needsHeader('GET'));
  }
  const type = mediaType(request.headers.get('content-type'));
  if (type === undefined)
    return refusal(415, 'Send application/json in UTF-8, or multipart/form-data.');
  if (type === 'multipart/form-data' && !hasCsrfHeader(request)) {
    return refusal(403, needsHeader('multipart'));
  }
  return undefined;
}

/** A browser's EventSource can set no header, but the browser says that it belongs to a page of this very origin. */
export function isOwnEventSource({ method, headers }: Request): boolean {
  return (
    method === 'GET' &&
    headers.get('sec-fetch-site') === 'same-origin' &&
    headers.get('accept')?.trim().toLowerCase() === 'text/event-stream'
  );
}

function mediaType(header: string | null): 'application/json' | 'multipart/form-data' | undefined {
  const [type = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim());
  switch (type.toLowerCase()) {
    case 'application/json': {
      const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
      return charset === undefined || /^charset="?utf-?8"?$/i.test(charset)
        ? 'application/json'
        : undefined;
    }
    case 'multipart/form-data':
      return 'multipart/form-data';
    default:
      return undefined;
  }
}

/** Names the event stream that operations of one connection share. */
export const tokenHeader = 'x-graphql-event-stream-token';

function needsHeader(what: string): string {
  return `A ${what} request needs a non-empty ${csrfHeaders.join(' or ')} header.`;
}
