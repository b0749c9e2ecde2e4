import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { securityHeaders } from '../answer/security-headers.js';

/** Answers a request for a WebSocket as a plain request, which Node does not do once it was asked to upgrade. */
export async function refuseUpgrade(connection: Duplex, response: Response): Promise<void> {
  // The client may have gone.
  connection.on('error', () => connection.destroy());
  const body = await response.text();
  const headers = {
    ...securityHeaders,
    ...Object.fromEntries(response.headers),
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  connection.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
