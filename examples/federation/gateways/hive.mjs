import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { listen } from '../listen.mjs';

const maxCost = Number(process.env.MAX_COST);

/**
 * Serves a supergraph by Hive Gateway.
 * @param {string} supergraph its SDL
 * @param {number} port
 * @returns {Promise<string>} its GraphQL endpoint
 */
export async function startHiveGateway(supergraph, port) {
  const gateway = createGatewayRuntime({
    supergraph,
    // With MAX_COST set, operations that cost more by the subgraphs' @cost and @listSize are refused here already.
    ...(maxCost > 0 && { demandControl: { maxCost } }),
    // The gateway would subscribe by GET, which rt-graphql takes only with a header against CSRF.
    transportEntries: { '*.http': { options: { method: 'POST' } } },
    // Every subgraph is asked with the credentials of whoever asks the gateway.
    propagateHeaders: {
      fromClientToSubgraphs({ request }) {
        const authorization = request.headers.get('authorization');
        return authorization === null ? {} : { authorization };
      },
    },
  });
  return listen(createServer(gateway), port);
}
