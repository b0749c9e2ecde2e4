import type { IncomingMessage } from 'node:http';
import { fixedLimits } from '../../limits.js';

/**
 * Closes the connection of a request after its answer, although its body is still being sent. Node would destroy it at
 * once, and a client whose system is told so while it sends loses the answer. Instead the server says that it has
 * finished, reads a little more and then nothing, so that the client stops, and destroys what is still open later.
 */
export function closeGently(request: IncomingMessage): void {
  const { socket } = request;
  // Node calls this after an answer with "Connection: close".
  socket.destroySoon = () => {
    socket.end();
    let left = fixedLimits.maxClosingBytes;
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left <= 0) request.pause();
    });
    const timer = setTimeout(() => socket.destroy(), fixedLimits.maxClosingMs);
    request.once('end', () => socket.destroy());
    socket.once('close', () => clearTimeout(timer));
  };
}
