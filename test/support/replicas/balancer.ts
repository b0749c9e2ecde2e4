import { connect, createServer, type Socket } from 'node:net';

/** A balancer of TCP connections, which goes to each backend in turn. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a balancer. A backend that refuses a connection is passed over. */
export async function balance(urls: readonly string[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    sockets.add(client.on('error', () => client.destroy()));
    const reach = (tries: number): void => {
      const { hostname, port } = new URL(urls[turn++ % urls.length] ?? '');
      const backend = connect(Number(port), hostname, () => {
        client.pipe(backend).pipe(client);
        client.on('close', () => backend.destroy());
      });
      backend.on('error', () =>
        backend.connecting && tries > 1 ? reach(tries - 1) : client.destroy(),
      );
      sockets.add(backend);
    };
    reach(urls.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
