import { IncomingMessage } from 'node:http';

const asked = Symbol('upgrade');

/**
 * A request that is an upgrade only where it wants a WebSocket. Node hands every request that offers another protocol to
 * whoever listens for upgrades, and it is not answered as a request then: clients that offer HTTP/2 with each request,
 * as Java's do, would get no answer.
 */
export class WebSocketRequest extends IncomingMessage {
  /** What the parser found. It is set before the headers are there, and read when they are. */
  [asked]?: unknown;

  get upgrade(): boolean {
    return Boolean(this[asked]) && this.headers.upgrade?.trim().toLowerCase() === 'websocket';
  }

  set upgrade(found: unknown) {
    this[asked] = found;
  }
}
