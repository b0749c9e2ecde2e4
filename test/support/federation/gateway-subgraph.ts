import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { appFor, type RtReport } from '../graphql/ask.js';

/** rt-graphql as a subgraph that notes what gateways make it ask RT. */
export interface WatchedSubgraph {
  /** Its GraphQL endpoint. */
  readonly url: string;
  /** What each request since the last call asked of RT, logins apart. */
  takeReports(): readonly RtReport[];
  /** How many requests came, whatever became of them. */
  received(): number;
  close(): Promise<void>;
}

/** Serves the subgraph of a Request Tracker, without a service account. */
export async function startWatchedSubgraph(
  rtUrl: string,
  federation: 'on' | 'hive' = 'on',
): Promise<WatchedSubgraph> {
  // Requests are counted by REST 1.0; test/contract/federation.test.ts asks both ways.
  const app = appFor(rtUrl, { FEDERATION: federation, RT_REST: '1' });
  let reports: RtReport[] = [];
  let received = 0;
  const server = createServer(async (request, response) => {
    received++;
    const { authorization, 'content-type': contentType = '', accept = '*/*' } = request.headers;
    const answer = await app.fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: {
          'content-type': contentType,
          accept,
          'x-rt-trace': '1',
          ...(authorization !== undefined && { authorization }),
        },
        body: await text(request),
      }),
    );
    const { extensions, ...body } = await answer.json();
    if (extensions?.rt) reports.push(extensions.rt);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    received: () => received,
    takeReports() {
      const taken = reports;
      reports = [];
      return taken;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
    },
  };
}
