import type { IncomingMessage } from 'node:http';

/** Whether a request's path and `Host` make a URL. Yoga makes one of them, and where it cannot it answers with a stack trace. */
export function hasReadableUrl({ url = '', headers }: IncomingMessage): boolean {
  return url.startsWith('/') && URL.canParse(`http://${headers.host || 'localhost'}${url}`);
}
