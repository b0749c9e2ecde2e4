import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands before a Redis and makes its answers late. */
export interface RedisProxy {
  readonly url: string;
  /** By how many milliseconds answers are late from then on, given what the client has just sent. */
  delay: (sent: string) => number;
  close(): Promise<void>;
}

/** Starts a proxy in front of the Redis at a port, which may be restarted meanwhile. Answers keep their order. */
export async function startRedisProxy(port: number): Promise<RedisProxy> {
  const sockets = new Set<Socket>();
  const proxy = { delay: (_: string) => 0 };
  const server = createServer((client) => {
    const redis = connect(port, '127.0.0.1');
    const end = () => {
      for (const socket of [client, redis]) sockets.delete(socket.destroy());
    };
    for (const socket of [client, redis]) {
      sockets.add(socket.on('error', end).on('close', end));
    }
    let notBefore = 0;
    let answered = Promise.resolve();
    client.on('data', (sent) => {
      notBefore = Math.max(notBefore, Date.now() + proxy.delay(sent.toString('latin1')));
      redis.write(sent);
    });
    redis.on('data', (answer) => {
      const due = notBefore;
      answered = answered.then(async () => {
        if (due > Date.now()) await sleep(due - Date.now());
        client.write(answer);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(proxy, {
    url: `redis://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
