import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Config } from '../config.js';
import { fixedLimits } from '../limits.js';
import { connectRt } from '../rt/connection/connect.js';
import { buildSubgraph } from '../schema/federation/subgraph.js';
import { buildSchema } from '../schema/schema.js';
import { refusal } from './answer/error-response.js';
import { challenge } from './answer/http-status.js';
import { createMasks, type Mask } from './answer/mask.js';
import { maskedRoute } from './answer/masked-route.js';
import { secure } from './answer/security-headers.js';
import { useIncrementalDelivery } from './answer/use-incremental-delivery.js';
import { useMaskedIncrements } from './answer/use-masked-increments.js';
import { useRtTrace } from './answer/use-rt-trace.js';
import { BrowserSessions } from './caller/browser-sessions.js';
import { callerOf } from './caller/caller-of-request.js';
import type { Connection } from './caller/client-address.js';
import { isLetIn, letIn } from './caller/let-in.js';
import { serveSession } from './caller/serve-session.js';
import { LinkSealer } from './downloads/sealed-links.js';
import { serveAttachment } from './downloads/serve-attachment.js';
import { graphiqlRoutes } from './graphiql/serve-graphiql.js';
import { createRateLimits } from './limits/rate-limits.js';
import { useQueryLimits } from './limits/use-query-limits.js';
import { createLogger, type Logger } from './log.js';
import { createReadiness, type Readiness, stopping } from './readiness.js';
import { isSmall } from './request/body-size.js';
import { closeGently } from './request/close-gently.js';
import { gate } from './request/csrf-gate.js';
import { refuseFormat, useAccept } from './request/use-accept.js';
import { useDocumentCache } from './request/use-document-cache.js';
import { useOperationEnd } from './request/use-operation-end.js';
import { useRequestBodies } from './request/use-request-bodies.js';
import { documentIdParams, useTrustedDocuments } from './request/use-trusted-documents.js';
import { createContext, type RequestContext, type Shared } from './request-context.js';
import { redisLogins } from './state/redis-logins.js';
import { type State, stateInProcess } from './state/state.js';
import { createWriteGuard } from './write-guard.js';

/** The whole server, without a port: a request in, a response out. */
export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
  /** A handler for node:http. */
  readonly handler: YogaServerInstance<Connection, RequestContext>;
  /** From now on `/ready` says that the server is stopping. */
  leave(): void;
  /** Logs every session out of RT and closes all connections. */
  close(): Promise<void>;
}

/** Builds the server. RT is not asked for anything before the first request. */
export function createApp(
  config: Config,
  log: Logger = createLogger(config.logLevel),
  state: State = stateInProcess(),
): App {
  const shared: Shared = {
    config,
    rt: connectRt({ ...config, logins: state.shared && redisLogins(state.shared) }),
    state,
    guard: createWriteGuard(state.keys),
    limits: createRateLimits({ costPerMinute: config.maxCostPerMinute, shared: state.shared }),
    browsers: new BrowserSessions(state.shared),
    links: new LinkSealer(config.signingKey),
  };
  const masks = createMasks(log);
  let isLeaving = false;
  const whyNotReady = createReadiness(config.rtUrl);
  const ready = async () => (isLeaving ? stopping : whyNotReady());
  const yoga = createYoga<Connection, RequestContext>({
    schema: served(config),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // Yoga would answer every URL that ends so; no URL ends with a space. /health has a route of its own.
    healthCheckEndpoint: ' ',
    graphiql: false,
    batching: false,
    // It keeps what anybody sends, and errors whole.
    parserAndValidationCache: false,
    cors: corsOf(config),
    logging: {
      debug: (...args: unknown[]) => log.debug(args),
      info: (...args: unknown[]) => log.info(args),
      warn: (...args: unknown[]) => log.warn(args),
      // Every error before it is masked, with what the client sent quoted in it; the mask logs the faults.
      error: () => undefined,
    },
    maskedErrors: { maskError: masks.field },
    context: async ({ request, req }) => {
      try {
        return await createContext(request, { ...(req && { req }) }, shared);
      } catch (error) {
        throw masks.request(error);
      }
    },
    multipart: false,
    ...(config.trustedDocuments && { extraParamNames: documentIdParams }),
    // Bodies are limited where they are read.
    maxRequestBodySize: false,
    plugins: [
      useRoutes(shared, ready, log, masks.request),
      useRequestBodies(
        {
          maxFileBytes: config.maxUploadBytes,
          maxFiles: fixedLimits.maxFiles,
          // One base64 file of the largest size, and its query.
          maxJsonBytes:
            Math.ceil((config.maxUploadBytes * 4) / 3) + fixedLimits.maxJsonOverheadBytes,
        },
        log,
        masks.request,
        (request, connection) => letIn(request, connection, shared),
      ),
      useAccept(),
      useDocumentCache((request, connection) => isLetIn(request, connection, shared)),
      useQueryLimits(
        {
          maxDepth: config.maxDepth,
          maxCost: config.maxCost,
          maxAliases: fixedLimits.maxAliases,
          maxDirectives: fixedLimits.maxDirectives,
          maxRootFields: fixedLimits.maxRootFields,
          maxRootMutations: fixedLimits.maxRootMutations,
        },
        { introspection: config.introspection, mask: masks.field, spend: shared.limits.spend },
      ),
      useRtTrace(),
      useOperationEnd(),
      ...useIncrementalDelivery(),
      useMaskedIncrements(masks.field),
      ...(config.trustedDocuments
        ? [useTrustedDocuments(config.trustedDocuments, masks.request)]
        : []),
    ],
  });
  return {
    handler: yoga,
    fetch: async (request) => yoga.fetch(request),
    leave() {
      isLeaving = true;
    },
    async close() {
      await shared.rt.close();
      await state.close();
    },
  };
}

function served({ federation }: Config): GraphQLSchema {
  if (federation === 'off') return buildSchema();
  return buildSubgraph(federation === 'hive' ? 'hive' : 'apollo');
}

function corsOf({ corsOrigins, cookieAuth, rtCookieName }: Config) {
  if (corsOrigins.length === 0) return false as const;
  return (request: Request) => {
    const origin = request.headers.get('origin') ?? '';
    if (!corsOrigins.includes(origin)) return false as const;
    return {
      origin,
      // Only a cookie needs the browser's leave to go along.
      credentials: cookieAuth || rtCookieName !== undefined,
      // DELETE logs a browser out.
      methods: cookieAuth ? ['POST', 'GET', 'DELETE'] : ['POST', 'GET'],
      allowedHeaders: [
        'content-type',
        'authorization',
        'x-graphql-yoga-csrf',
        'apollo-require-preflight',
        'x-request-id',
        'x-rt-trace',
      ],
    };
  };
}

/** Where people and scripts that know only the host find the API. The address is relative, for proxies with a prefix. */
function toGraphql(): Response {
  return Response.json(
    { message: 'The GraphQL API is at /graphql.' },
    { status: 302, headers: { location: 'graphql' } },
  );
}

/** Without Redis a replica goes on by itself, so that is told and costs no readiness. */
function redisState({ state: { shared } }: Shared): { readonly redis?: string } {
  return shared ? { redis: shared.link.isThere() ? 'ready' : 'unreachable' } : {};
}

/** Everything that is not GraphQL: health, attachments, GraphiQL; and the gate before GraphQL. */
function useRoutes(
  shared: Shared,
  ready: Readiness,
  log: Logger,
  mask: Mask,
): Plugin<RequestContext, Connection> {
  const { config } = shared;
  const graphiql = config.graphiql
    ? graphiqlRoutes(fileURLToPath(new URL('../../dist/graphiql', import.meta.url)))
    : undefined;

  /** Undefined lets the request through to GraphQL. */
  async function route(
    request: Request,
    pathname: string,
    connection: Connection,
  ): Promise<Response | undefined> {
    const isProbe = pathname === '/health' || pathname === '/ready';
    if (config.cookieAuth && !isProbe) await shared.browsers.lookUp(request.headers);
    switch (pathname) {
      case '/':
        return toGraphql();
      case '/health':
        return Response.json({ status: 'ok' });
      case '/ready': {
        const problem = await ready();
        return problem
          ? Response.json(
              { status: 'not ready', ...problem },
              { status: 503, headers: { 'retry-after': '1' } },
            )
          : Response.json({ status: 'ready', ...redisState(shared) });
      }
      case '/session':
        if (config.cookieAuth) return serveSession(request, connection, shared);
    }
    const page = await graphiql?.(request);
    if (page) return page;
    if (pathname === '/graphql') {
      const refused = gate(request) ?? refuseFormat(request);
      // Credentials that cannot be read, or none where no service account answers, are refused before the body is read.
      if (!refused && request.method !== 'OPTIONS') callerOf(request, connection, shared);
      return refused;
    }
    return (
      (await serveAttachment(request, connection, shared, log)) ??
      refusal(404, 'Nothing is served at this path.', {}, 'NOT_FOUND')
    );
  }

  return {
    async onRequest({ request, url, endResponse, serverContext: { req } }) {
      const connection: Connection = { ...(req && { req }) };
      const answer = await maskedRoute(() => route(request, url.pathname, connection), mask);
      if (!answer) return;
      // Nobody waits for the rest of a large body that is not read.
      if (!isSmall(request)) answer.headers.set('connection', 'close');
      endResponse(answer);
    },
    onResponse({ request, response, serverContext: { req } }) {
      if (req && !req.complete && !isSmall(request)) {
        // The rest of a body is read to its end only for callers whom RT let in.
        const isStranger = !isLetIn(request, { req }, shared);
        if (isStranger) response.headers.set('connection', 'close');
        if (response.headers.get('connection') === 'close') closeGently(req);
      }
      // What went wrong inside an operation knows nothing of the page that asked.
      if (response.headers.has('www-authenticate')) {
        response.headers.set('www-authenticate', challenge(request));
      }
      secure(response, { tls: config.publicUrl.startsWith('https:') });
    },
  };
}
