import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { fetchOnce } from './fetch-once.js';

type Row = Readonly<Record<string, unknown>>;

/** What becomes of each listed object on its way; `cut` ends the connection in the middle of each list. */
export type Change = ((row: Row) => Row) | 'cut';

/** A Request Tracker whose REST 2.0 lists other things than it should. */
export interface ChangedRest2 {
  readonly url: string;
  /** What happens to lists from now on; undefined leaves them alone. */
  change: Change | undefined;
  /** How many lists were changed. */
  changed: number;
  close(): Promise<void>;
}

/** Passes all on to an RT, and changes what its REST 2.0 lists. */
export async function startChangedRest2(upstream: string): Promise<ChangedRest2> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const path = request.url ?? '/';
    const { cookie, authorization, 'content-type': type } = request.headers;
    const answer = await fetchOnce(`${upstream}${path}`, {
      method: request.method ?? 'GET',
      headers: {
        ...(cookie && { cookie }),
        ...(authorization && { authorization }),
        ...(type && { 'content-type': type }),
      },
      ...(body.length > 0 && { body }),
      redirect: 'manual',
    });
    const cookies = answer.headers.getSetCookie();
    const etag = answer.headers.get('etag');
    const headers = {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(etag && { etag }),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    };
    const bytes = Buffer.from(await answer.arrayBuffer());
    const listed = path.startsWith('/REST/2.0/') ? listIn(bytes) : undefined;
    const { change } = changed;
    if (!listed || !change) {
      response.writeHead(answer.status, headers).end(bytes);
      return;
    }
    changed.changed++;
    if (change === 'cut') {
      response.writeHead(answer.status, { ...headers, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
      return;
    }
    const items = listed.items.map((row) => ({ ...change(row), ...kept(row) }));
    response.writeHead(answer.status, headers).end(JSON.stringify({ ...listed, items }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  const changed: ChangedRest2 = {
    url: `http://127.0.0.1:${port}`,
    change: undefined,
    changed: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return changed;
}

function kept({ id, type, _url }: Row): Row {
  return { id, type, _url };
}

function listIn(bytes: Buffer): { readonly items: readonly Row[] } | undefined {
  try {
    const json = JSON.parse(bytes.toString('utf8'));
    return json.items?.length > 0 ? json : undefined;
  } catch {
    return undefined;
  }
}
