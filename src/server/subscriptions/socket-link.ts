import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WebSocket as Protocol } from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import { fixedLimits } from '../../limits.js';
import { JsonShape } from '../request/json-shape.js';
import type { LongPayloads } from './long-payloads.js';

/**
 * A socket as the protocol has it, kept from holding what its client does not read: nothing more is read from a client
 * that is behind, and one that takes nothing, or is not there any more, is cut.
 */
export function linkOf(
  socket: WebSocket,
  payloads: LongPayloads,
  failed: (error: unknown) => void,
): Protocol {
  let isThere = true;
  /** The message that is on its way in pieces, which no other one may interrupt, and the length of those that wait. */
  let long: Promise<void> | undefined;
  let waiting = 0;
  const noteLife = () => {
    isThere = true;
  };
  socket.on('pong', noteLife);
  socket.on('message', noteLife);
  const pings = setInterval(() => {
    // A client that is behind may have its answer to a ping behind what it still has to read.
    if (!isThere && socket.bufferedAmount === 0 && !long) socket.terminate();
    isThere = false;
    socket.ping();
  }, fixedLimits.maxSilenceMs);
  socket.once('close', () => clearInterval(pings));
  // What is wrong with a connection, such as too large a message, closes it.
  socket.on('error', () => undefined);

  /** Sends a message, or a piece of one, and resolves once it has left. */
  function put(data: string, isLast: boolean): Promise<void> {
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) return resolve();
      const unread = setTimeout(() => socket.terminate(), fixedLimits.maxUnreadMs);
      socket.send(data, { fin: isLast }, () => {
        clearTimeout(unread);
        if (socket.isPaused && isUpToDate()) socket.resume();
        resolve();
      });
      if (!isUpToDate()) socket.pause();
    });
  }

  function isUpToDate(): boolean {
    return socket.bufferedAmount + waiting < fixedLimits.maxSocketAheadBytes;
  }

  async function putPieces(pieces: Iterable<string>): Promise<void> {
    for (const piece of pieces) {
      if (socket.readyState !== socket.OPEN) return;
      await put(piece, false);
      await nextTurn();
    }
    await put('', true);
  }

  async function send(data: string): Promise<void> {
    waiting += data.length;
    if (!isUpToDate()) socket.pause();
    // Another one may have begun when this one was over.
    while (long !== undefined) await long;
    waiting -= data.length;
    const pieces = payloads.piecesOf(data);
    if (!pieces) return put(data, true);
    long = putPieces(pieces).finally(() => {
      long = undefined;
    });
    return long;
  }

  return {
    protocol: socket.protocol,
    send: (data) => send(data),
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
