import { once } from 'node:events';

/**
 * @param {import('node:http').Server} server
 * @param {number} port 0 takes a free one
 * @returns {Promise<string>} the address of its GraphQL endpoint
 */
export async function listen(server, port) {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/graphql`;
}
