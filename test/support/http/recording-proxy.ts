import { createServer, type IncomingHttpHeaders, request } from 'node:http';

/** One request as it reached Request Tracker, and the cookies that it was answered with. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the proxy treats what comes by. */
export type ProxyMode =
  | 'forward'
  /** Answers 200 with what looks like a Perl error that quotes the whole request. */
  | 'crash'
  /** The same with 500 and as HTML. */
  | 'html'
  /** Never answers. */
  | 'silent'
  /** Closes the connection. */
  | 'cut'
  /** Forwards, and closes the connection of an answer after a megabyte. */
  | 'torn';

/** A proxy before a Request Tracker that remembers everything it saw. */
export interface RecordingProxy {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** Values of the session cookies that RT gave out. */
  readonly sessionIds: ReadonlySet<string>;
  mode: ProxyMode;
  close(): Promise<void>;
}

export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const sessionIds = new Set<string>();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url = '', headers } = incoming;
      const seen = { method, url, headers, body: body.toString('utf8') };
      requests.push(seen);
      const quoted = `${method} ${url}\n${JSON.stringify(headers)}\n${seen.body}`;
      switch (proxy.mode) {
        case 'crash':
          outgoing.end(`Can't locate object method "x" via ${quoted} at /usr/share/rt line 7.\n`);
          return;
        case 'html':
          outgoing.writeHead(500, { 'content-type': 'text/html' });
          outgoing.end(`<html><pre>${quoted}</pre></html>`);
          return;
        case 'silent':
          return;
        case 'cut':
          outgoing.destroy();
          return;
        case 'forward':
        case 'torn':
          request(`${target}${url}`, { method, headers, agent: false }, (answer) => {
            for (const line of answer.headers['set-cookie'] ?? []) {
              const id = /^RT_SID_[^=]+=([0-9a-f]+)/.exec(line)?.[1];
              if (id !== undefined) sessionIds.add(id);
            }
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(outgoing);
            let left = proxy.mode === 'torn' ? 1024 * 1024 : Number.POSITIVE_INFINITY;
            answer.on('data', (chunk: Buffer) => {
              left -= chunk.length;
              if (left < 0) outgoing.destroy();
            });
          })
            .on('error', () => outgoing.destroy())
            .end(body);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const proxy: RecordingProxy = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    sessionIds,
    mode: 'forward',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}
