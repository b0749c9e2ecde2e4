import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One request that a target got. */
export interface Delivery {
  readonly id: string;
  readonly ticket: number;
  readonly type: string;
  readonly cursor: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
  /** Whether it was answered with 2xx. */
  isTaken: boolean;
}

/** A target of webhooks that checks every signature with the package of Standard Webhooks. */
export interface TestTarget {
  readonly url: string;
  readonly secret: string;
  /** All requests, also those that were not taken. */
  readonly all: readonly Delivery[];
  /** Those that were taken. */
  taken(): Delivery[];
  close(): Promise<void>;
}

/** Starts a target. `answer` may answer with something else than 204, or never; it says whether it takes the event. */
export async function webhookTarget(
  answer: (delivery: Delivery, response: ServerResponse) => boolean = (_, response) => {
    response.writeHead(204).end();
    return true;
  },
): Promise<TestTarget> {
  const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const verifier = new Webhook(secret);
  const all: Delivery[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, url: path = '' } = request;
    const body = Buffer.concat(chunks).toString();
    // It throws where the signature is wrong.
    const { type, data } = verifier.verify(body, headers as Record<string, string>) as {
      type: string;
      data: { number: number; cursor: string };
    };
    const delivery: Delivery = {
      id: String(headers['webhook-id']),
      ticket: data.number,
      type,
      cursor: data.cursor,
      path,
      headers,
      body,
      at: Date.now(),
      isTaken: false,
    };
    all.push(delivery);
    delivery.isTaken = answer(delivery, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    secret,
    all,
    taken: () => all.filter(({ isTaken }) => isTaken),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
