import { connect, createServer, type Socket } from 'node:net';

/** A proxy in front of a Request Tracker that can lose answers. */
export interface CuttingProxy {
  readonly url: string;
  /** How many requests came by whose first line matched what was to be cut. */
  readonly cuts: () => number;
  /** From now on the answers of requests whose first line matches are read and thrown away. */
  cut(line: RegExp): void;
  /** From now on the answers of requests whose first line matches are kept back, until `mend` sends them on. */
  hold(line: RegExp): void;
  /** Lets all through again. */
  mend(): void;
  close(): Promise<void>;
}

/**
 * Forwards connections byte for byte. The request that is to be cut reaches the backend whole; once the
 * backend answers, both sides are closed, and the client sees a connection that broke.
 */
export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let wanted: RegExp | undefined;
  let cuts = 0;
  let holds = false;
  const held: (() => void)[] = [];
  const server = createServer((client) => {
    const backend = connect(Number(port), hostname);
    let cutting = false;
    for (const socket of [client, backend]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk) => {
      const line = /^[A-Z]+ \S+ HTTP\/1\.1\r\n/.exec(chunk.toString('latin1'))?.[0];
      if (line !== undefined && wanted?.test(line)) {
        cutting = true;
        cuts += 1;
      }
      backend.write(chunk);
    });
    backend.on('data', (chunk) => {
      if (cutting && holds) held.push(() => client.write(chunk));
      else if (cutting) client.destroy();
      else client.write(chunk);
    });
    client.on('close', () => (cutting ? undefined : backend.destroy()));
    backend.on('close', () => {
      if (!(cutting && holds)) client.destroy();
      else held.push(() => client.end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    cuts: () => cuts,
    cut(line) {
      wanted = line;
      holds = false;
    },
    hold(line) {
      wanted = line;
      holds = true;
    },
    mend() {
      wanted = undefined;
      holds = false;
      for (const send of held.splice(0)) send();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
