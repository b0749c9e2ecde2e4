import type { IncomingMessage } from 'node:http';

/**
 * Makes a body that a middleware has read and parsed readable again, where it left what it read in `request.body`, as
 * `express.json()` does. Returns false where the body is lost.
 */
export function restoreBody(request: IncomingMessage): boolean {
  if (!request.readableDidRead || request.method === 'GET' || request.method === 'HEAD')
    return true;
  const parsed: unknown = Reflect.get(request, 'body');
  if (typeof parsed === 'string' || parsed instanceof Uint8Array) return true;
  const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '');
  if (!isJson || typeof parsed !== 'object' || parsed === null) return false;
  Reflect.set(request, 'body', Buffer.from(JSON.stringify(parsed)));
  return true;
}
