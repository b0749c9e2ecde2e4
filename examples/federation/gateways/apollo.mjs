import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';

/** A subgraph, asked with the credentials of whoever asks the gateway. */
class Subgraph extends RemoteGraphQLDataSource {
  willSendRequest({ request, context }) {
    if (context.authorization) request.http.headers.set('authorization', context.authorization);
  }

  /** rt-graphql's 401, 429 and 503 are GraphQL answers with a code, which Apollo would not pass on. */
  async errorFromResponse(response) {
    const body = await this.parseBody(response);
    const [error] = body?.errors ?? [];
    const { code = 'SUBGRAPH_UNAVAILABLE' } = error?.extensions ?? {};
    return new GraphQLError(error?.message ?? response.statusText, { extensions: { code } });
  }
}

/**
 * Serves a supergraph by Apollo's gateway.
 * @param {string} supergraphSdl
 * @param {number} port
 * @returns {Promise<string>} its GraphQL endpoint
 */
export async function startApolloGateway(supergraphSdl, port) {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) => new Subgraph({ url }),
  });
  const server = new ApolloServer({ gateway, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port },
    context: async ({ req }) => ({ authorization: req.headers.authorization }),
  });
  return `${url}graphql`;
}
