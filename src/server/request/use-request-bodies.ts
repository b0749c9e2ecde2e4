import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { InvalidInputError } from '../../rt/errors.js';
import type { Mask } from '../answer/mask.js';
import type { Connection } from '../caller/client-address.js';
import type { Logger } from '../log.js';
import type { RequestContext } from '../request-context.js';
import { isSmall } from './body-size.js';
import { askForBody, isWaiting } from './expect-continue.js';
import { readJson } from './read-json.js';
import { type MultipartLimits, readMultipart } from './read-multipart.js';

/**
 * Reads the bodies of requests with limits that hold while they stream in; Yoga's own readers take a multipart
 * body into memory whole. Uploaded files are taken off the disk when their request is answered. Nothing is written to
 * the disk, and no large body is read, before RT has let the caller in.
 */
export function useRequestBodies(
  limits: MultipartLimits & { readonly maxJsonBytes: number },
  log: Pick<Logger, 'warn'>,
  mask: Mask,
  letIn: (request: Request, connection: Connection) => Promise<void>,
  readFiles: typeof readMultipart = readMultipart,
): Plugin<RequestContext, Connection> {
  const disposals = new WeakMap<Request, () => Promise<void>>();
  const read = async (request: Request, connection: Connection): Promise<GraphQLParams> => {
    const multipart = request.headers
      .get('content-type')
      ?.toLowerCase()
      .startsWith('multipart/form-data');
    const enter = () => letIn(request, connection);
    // A client that waits before it sends a large body is let in first, and sends nothing otherwise.
    if (multipart || (isWaiting(connection) && !isSmall(request))) await enter();
    askForBody(connection);
    if (!multipart) return readJson(request, { maxBytes: limits.maxJsonBytes, letIn: enter });
    const { params, dispose } = await readFiles(request, limits);
    disposals.set(request, dispose);
    return params;
  };
  return {
    onRequestParse({ request, requestParser, setRequestParser, serverContext: { req } }) {
      if (request.method !== 'POST') {
        // Yoga takes a query string whose variables are not JSON for a fault of this program.
        setRequestParser(async (asked) => {
          try {
            return (await requestParser?.(asked)) ?? {};
          } catch {
            throw mask(new InvalidInputError('variables and extensions must be valid JSON.'));
          }
        });
        return;
      }
      setRequestParser(() =>
        read(request, { ...(req && { req }) }).catch((error: unknown) => {
          throw mask(error);
        }),
      );
    },
    async onResponse({ request }) {
      // The answer may tell of a write that was done; Yoga would send the client this fault's stack instead.
      await disposals
        .get(request)?.()
        .catch((error: unknown) => {
          log.warn({ err: error }, 'uploaded files could not be removed');
        });
    },
  };
}
