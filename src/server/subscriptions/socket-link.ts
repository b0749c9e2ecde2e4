import type { WebSocket as Protocol } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { fixedLimits } from '../../limits.js';
import { JsonShape } from '../request/json-shape.js';

/**
 * A socket as the protocol has it, kept from holding what its client does not read: nothing more is read from a client
 * that is behind, and one that takes nothing, or is not there any more, is cut.
 */
export function linkOf(socket: WebSocket, failed: (error: unknown) => void): Protocol {
  let isThere = true;
  const noteLife = () => {
    isThere = true;
  };
  socket.on('pong', noteLife);
  socket.on('message', noteLife);
  const pings = setInterval(() => {
    // A client that is behind may have its answer to a ping behind what it still has to read.
    if (!isThere && socket.bufferedAmount === 0) socket.terminate();
    isThere = false;
    socket.ping();
  }, fixedLimits.maxSilenceMs);
  socket.once('close', () => clearInterval(pings));
  // What is wrong with a connection, such as too large a message, closes it.
  socket.on('error', () => undefined);
  return {
    protocol: socket.protocol,
    send: (data) =>
      new Promise((resolve) => {
        if (socket.readyState !== socket.OPEN) return resolve();
        const unread = setTimeout(() => socket.terminate(), fixedLimits.maxUnreadMs);
        socket.send(data, () => {
          clearTimeout(unread);
          if (socket.isPaused && socket.bufferedAmount < fixedLimits.maxSocketAheadBytes) {
            socket.resume();
          }
          resolve();
        });
        if (socket.bufferedAmount >= fixedLimits.maxSocketAheadBytes) socket.pause();
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage(take) {
      socket.on('message', (data: RawData) => {
        // It is a Buffer, unless the server is told otherwise.
        const bytes = data as Buffer;
        try {
          new JsonShape().add(bytes);
        } catch {
          socket.close(4400, 'The message has too many values.');
          return;
        }
        take(bytes.toString()).catch(failed);
      });
    },
  };
}
