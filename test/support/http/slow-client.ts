import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection that is written and read by hand. */
export interface RawConnection {
  readonly socket: Socket;
  /** What has come so far. */
  readonly text: () => string;
  /** Milliseconds until the other side closed. */
  readonly closed: Promise<number>;
  write(text: string): void;
}

/** Opens a connection and sends what is given, byte for byte. */
export function rawConnection(url: string, text = ''): RawConnection {
  const { port, hostname } = new URL(url);
  const start = performance.now();
  const chunks: Buffer[] = [];
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk) => chunks.push(chunk));
  // The server may cut a connection while it is written to.
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) =>
    socket.once('close', () => resolve(performance.now() - start)),
  );
  const write = (more: string) => {
    if (!socket.destroyed) socket.write(more, 'latin1');
  };
  write(text);
  return { socket, text: () => Buffer.concat(chunks).toString('latin1'), closed, write };
}

/** What a server answers to bytes; the client closes when nothing has come for a while. */
export async function rawAnswer(url: string, text: string, patienceMs = 1000): Promise<string> {
  const connection = rawConnection(url, text);
  await Promise.race([connection.closed, sleep(patienceMs)]);
  connection.socket.destroy();
  return connection.text();
}

/** Sends a text one byte a second until the server has had enough, and tells after how many milliseconds. */
export async function dripUntilCut(url: string, start: string, slow: string): Promise<number> {
  const connection = rawConnection(url, start);
  let at = 0;
  const timer = setInterval(() => connection.write(slow[at++ % slow.length] ?? 'x'), 1000);
  const ms = await connection.closed;
  clearInterval(timer);
  return ms;
}
