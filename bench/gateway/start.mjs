// Hive Gateway over the REST 2.0 of the RT in RT_URL, on the port in PORT.
import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import * as rest from '@graphql-mesh/transport-rest';
import { Agent, fetch } from 'undici';
import { lastTransactions } from './last-transactions.mjs';
import { composeSupergraph } from './supergraph.mjs';

// RT has four workers, and closes connections that were idle for a second.
const dispatcher = new Agent({ connections: 4, keepAliveTimeout: 600 });
let traffic = { requests: 0, bytes: 0 };

async function counted(url, options) {
  const answer = await fetch(url, { ...options, dispatcher });
  traffic.requests += 1;
  traffic.bytes += Number(answer.headers.get('content-length'));
  return answer;
}

const gateway = createGatewayRuntime({
  supergraph: await composeSupergraph(process.env.RT_URL),
  transports: { rest },
  logging: false,
  fetchAPI: { fetch: counted },
  additionalTypeDefs: 'extend type Ticket { lastTransactions(last: Int!): [Transaction] }',
  additionalResolvers: {
    Ticket: { lastTransactions: { selectionSet: '{ id }', resolve: lastTransactions } },
  },
});

const server = createServer((request, response) => {
  if (request.url !== '/traffic') return gateway(request, response);
  response.end(JSON.stringify(traffic));
  traffic = { requests: 0, bytes: 0 };
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit());
