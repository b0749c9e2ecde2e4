import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Config } from '../config.js';
import { fixedLimits } from '../limits.js';
import { LiveHub } from '../live/hub.js';
import { alone } from '../live/shared-looks.js';
import { connectRt } from '../rt/connection/connect.js';
import type { Context } from '../schema/context.js';
import { buildSubgraph } from '../schema/federation/subgraph.js';
import type { LiveTickets } from '../schema/live-tickets.js';
import { buildSchema } from '../schema/schema.js';
import { refusal } from './answer/error-response.js';
import { challenge } from './answer/http-status.js';
import { createMasks, type Mask } from './answer/mask.js';
import { maskedRoute } from './answer/masked-route.js';
import { secure } from './answer/security-headers.js';
import { useIncrementalDelivery } from './answer/use-incremental-delivery.js';
import { useLongAnswers } from './answer/use-long-answers.js';
import { useMaskedIncrements } from './answer/use-masked-increments.js';
import { useRtTrace } from './answer/use-rt-trace.js';
import { BrowserSessions } from './caller/browser-sessions.js';
import { callerOf } from './caller/caller-of-request.js';
import type { Connection } from './caller/client-address.js';
import { isLetIn, letIn } from './caller/let-in.js';
import { serveSession } from './caller/serve-session.js';
import { LinkSealer } from './downloads/sealed-links.js';
import { serveAttachment } from './downloads/serve-attachment.js';
import { aboutServer } from './graphiql/about.js';
import { graphiqlRoutes, type PageRoutes, withoutGraphiql } from './graphiql/serve-graphiql.js';
import type { QueryLimits } from './limits/check-query.js';
import { createRateLimits } from './limits/rate-limits.js';
import { useQueryLimits } from './limits/use-query-limits.js';
import type { Nudges } from './live/nudges.js';
import { redisLooks } from './live/redis-looks.js';
import { serveNudge } from './live/serve-nudge.js';
import { sharedNudges } from './live/shared-nudges.js';
import { startWebhooks } from './live/start-webhooks.js';
import { createLogger, type Logger } from './log.js';
import { callerHashes } from './observe/caller-hash.js';
import { operationLog } from './observe/operation-log.js';
import { Operations } from './observe/operations.js';
import { readyLog } from './observe/ready-log.js';
import { noteRequest } from './observe/request-of-error.js';
import { lockOutLog, rtLog } from './observe/rt-log.js';
import { begin, useOperations } from './observe/use-operations.js';
import { allWatchers, type Watcher } from './observe/watcher.js';
import { createReadiness, type Readiness, stopping } from './readiness.js';
import { isSmall } from './request/body-size.js';
import { closeGently } from './request/close-gently.js';
import { gate, tokenHeader } from './request/csrf-gate.js';
import { gatewayDeadline } from './request/gateway-deadline.js';
import { requestIdHeader, requestIdOf } from './request/request-id.js';
import { refuseFormat, useAccept } from './request/use-accept.js';
import { useDocumentCache } from './request/use-document-cache.js';
import { useOperationEnd } from './request/use-operation-end.js';
import { useRequestBodies } from './request/use-request-bodies.js';
import { documentIdParams, useTrustedDocuments } from './request/use-trusted-documents.js';
import { createContext, type RequestContext, type Shared } from './request-context.js';
import { RedisLocks } from './state/redis-locks.js';
import { redisLogins } from './state/redis-logins.js';
import { type State, stateInProcess } from './state/state.js';
import { JointStreams } from './subscriptions/joint-streams.js';
import { createSockets, type Sockets } from './subscriptions/sockets.js';
import { Subscriptions } from './subscriptions/subscriptions.js';
import { useSubscriptions } from './subscriptions/use-subscriptions.js';
import { createWriteGuard } from './write-guard.js';

/** The whole server, without a port: a request in, a response out. */
export interface App {
  readonly fetch: (request: Request) => Promise<Response>;
  /** A handler for node:http. */
  readonly handler: YogaServerInstance<Connection, RequestContext>;
  /** A handler of node:http's upgrades; tells whether an operation runs on the WebSocket that has to finish. */
  readonly upgrade: Sockets['upgrade'];
  /** From now on `/ready` says that the server is stopping, and subscriptions end: their clients go on elsewhere. */
  leave(): void;
  /** Logs every session out of RT and closes all connections. */
  close(): Promise<void>;
}

/** Builds the server. RT is not asked for anything before the first request. */
export function createApp(
  config: Config,
  log: Logger = createLogger(config.logLevel),
  state: State = stateInProcess(),
  liveTickets?: LiveTickets<Context>,
  watchers: readonly Watcher[] = [],
): App {
  const logged: Watcher = {
    operations: operationLog(log, callerHashes(config.signingKey)),
    rt: rtLog(log),
    lockedOut: lockOutLog(log),
  };
  const watcher = allWatchers([logged, ...watchers]);
  const rt = connectRt({
    ...config,
    logins: state.shared && redisLogins(state.shared),
    observer: watcher.rt,
  });
  const looks = state.shared && redisLooks(state.shared);
  const hub = new LiveHub({
    pollIntervalMs: config.pollIntervalMs,
    isBusy: rt.isCrowded,
    looks: looks ?? alone,
  });
  const fleet = state.shared && sharedNudges(state.shared, hub);
  const guard = createWriteGuard(state.keys, state.shared && new RedisLocks(state.shared));
  const shared: Shared = {
    config,
    rt,
    state,
    guard,
    limits: createRateLimits({
      costPerMinute: config.maxCostPerMinute,
      shared: state.shared,
      onLockOut: watcher.lockedOut,
    }),
    browsers: new BrowserSessions(state.shared, config.basePath),
    links: new LinkSealer(config.signingKey),
    live: liveTickets ?? hub,
    batch: watcher.batch,
  };
  watcher.watch({
    sessions: () => rt.sessions.openSessions,
    waiting: rt.waiting,
    ...(state.shared && { redis: state.shared.link.isThere }),
  });
  const operations = new Operations(watcher.operations);
  const subscriptions = new Subscriptions(config);
  const webhooks = startWebhooks(shared, log, watcher.delivered);
  const streams = new JointStreams(shared);
  const schema = served(config);
  const masks = createMasks(log, config.introspection ? schema : undefined);
  const queryLimits: QueryLimits = {
    maxDepth: config.maxDepth,
    maxCost: config.maxCost,
    maxAliases: fixedLimits.maxAliases,
    maxDirectives: fixedLimits.maxDirectives,
    maxRootFields: fixedLimits.maxRootFields,
    maxRootMutations: fixedLimits.maxRootMutations,
  };
  const introspecting = new WeakSet<Request>();
  let leftAt: number | undefined;
  const whyNotReady = createReadiness(config.rtUrl, readyLog(log));
  const ready = async () => (leftAt === undefined ? whyNotReady() : stopping);
  const yoga = createYoga<Connection, RequestContext>({
    schema,
    graphqlEndpoint: `${config.basePath}/graphql`,
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
        return await createContext(request, { ...(req && { req }) }, shared, {
          gatewayMs: gatewayDeadline(request.headers),
          isIntrospection: introspecting.has(request),
        });
      } catch (error) {
        noteRequest(error, requestIdOf(request));
        throw masks.request(error);
      }
    },
    multipart: false,
    ...(config.trustedDocuments && { extraParamNames: documentIdParams }),
    // Bodies are limited where they are read.
    maxRequestBodySize: false,
    plugins: [
      useOperations(operations, shared),
      useRoutes(shared, { nudges: fleet ?? hub, streams, operations, log }, ready, masks.request),
      useRequestBodies(
        {
          maxFileBytes: config.maxUploadBytes,
          maxFiles: fixedLimits.maxFiles,
          onFile: watcher.uploaded,
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
      useQueryLimits(queryLimits, {
        introspection: config.introspection,
        mask: masks.field,
        spend: shared.limits.spend,
        introspects: (request) => introspecting.add(request),
      }),
      useSubscriptions({
        subscriptions,
        operations,
        streams,
        callbacks: config.subscriptionCallbacks,
        limits: queryLimits,
        mask: masks.field,
        refuse: masks.request,
        failed: (error) => log.error({ err: error }, 'unexpected error'),
        spend: shared.limits.spend,
      }),
      useRtTrace(),
      useLongAnswers(),
      useOperationEnd(),
      ...useIncrementalDelivery(),
      useMaskedIncrements(masks.field),
      ...(config.trustedDocuments
        ? [useTrustedDocuments(config.trustedDocuments, masks.request)]
        : []),
    ],
  });
  const sockets = createSockets(
    async (asked, req) => {
      const { request } = asked;
      begin(operations, request, { req }, shared);
      const result = await yoga.getResultForParams(asked, { req });
      if (!isAsyncIterable(result)) {
        operations.answered(request, result ?? {});
        operations.ended(request);
      }
      return result;
    },
    { shared, masks, log },
  );
  return {
    handler: yoga,
    upgrade: sockets.upgrade,
    fetch: async (request) => yoga.fetch(request),
    leave() {
      leftAt ??= Date.now();
      sockets.stop();
      streams.stop();
      subscriptions.stop();
      void webhooks?.stop();
    },
    async close() {
      await webhooks?.stop();
      await fleet?.close();
      await looks?.close();
      // A client that has left holds no connection, and may ask again what its write came to.
      await guard.finished((leftAt ?? Date.now()) + fixedLimits.maxStopMs - Date.now());
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
      // PUT and DELETE are for event streams; DELETE logs a browser out, too.
      methods: ['POST', 'GET', 'PUT', 'DELETE'],
      allowedHeaders: [
        'content-type',
        'authorization',
        'x-graphql-yoga-csrf',
        'apollo-require-preflight',
        requestIdHeader,
        'x-rt-trace',
        'last-event-id',
        tokenHeader,
      ],
      // What a page may read of an answer; browsers hide the rest.
      exposedHeaders: [requestIdHeader, 'server-timing', 'retry-after'],
    };
  };
}

/**
 * Where people and scripts that know only the host find the API. The address is relative, for proxies that strip a
 * prefix, but where a prefix is known.
 */
function toGraphql(basePath: string): Response {
  return Response.json(
    { message: `The GraphQL API is at ${basePath}/graphql.` },
    { status: 302, headers: { location: basePath === '' ? 'graphql' : `${basePath}/graphql` } },
  );
}

/** A path below BASE_PATH; undefined for any other. */
function below(basePath: string, pathname: string): string | undefined {
  if (pathname === basePath) return '/';
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}

function nothingHere(): Response {
  return refusal(404, 'Nothing is served at this path.', {}, 'NOT_FOUND');
}

/** Without Redis a replica goes on by itself, so that is told and costs no readiness. */
function redisState({ state: { shared } }: Shared): { readonly redis?: string } {
  return shared ? { redis: shared.link.isThere() ? 'ready' : 'unreachable' } : {};
}

/** The page runs what its reader types, so it is no use where only trusted documents run. */
function graphiqlOf(config: Config): PageRoutes {
  if (config.trustedDocuments) return withoutGraphiql('only trusted documents run');
  if (!config.graphiql) return withoutGraphiql('it is off');
  const files = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));
  return graphiqlRoutes(files, aboutServer(config));
}

/** Everything that is not GraphQL: health, attachments, GraphiQL; and the gate before GraphQL. */
function useRoutes(
  shared: Shared,
  {
    nudges,
    streams,
    ...seen
  }: {
    readonly nudges: Nudges;
    readonly streams: JointStreams;
    readonly operations: Operations;
    readonly log: Logger;
  },
  ready: Readiness,
  mask: Mask,
): Plugin<RequestContext, Connection> {
  const { config } = shared;
  const graphiql = graphiqlOf(config);

  /** Undefined lets the request through to GraphQL. */
  async function route(
    request: Request,
    pathname: string,
    connection: Connection,
  ): Promise<Response | undefined> {
    // No browser has part in it.
    const nudged =
      pathname === '/nudge' ? await serveNudge(request, connection, shared, nudges) : undefined;
    if (nudged) return nudged;
    const isProbe = pathname === '/health' || pathname === '/ready';
    if (config.cookieAuth && !isProbe) await shared.browsers.lookUp(request.headers);
    switch (pathname) {
      case '/':
        return toGraphql(config.basePath);
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
    const page = await graphiql(request, pathname);
    if (page) return page;
    if (pathname === '/graphql') {
      const ofStream = await streams.route(request, connection);
      if (ofStream) return ofStream;
      const refused = gate(request) ?? refuseFormat(request);
      // Credentials that cannot be read, or none where no service account answers, are refused before the body is read.
      if (!refused && request.method !== 'OPTIONS') callerOf(request, connection, shared);
      return refused;
    }
    return (await serveAttachment(request, pathname, connection, shared, seen)) ?? nothingHere();
  }

  return {
    async onRequest({ request, url, endResponse, serverContext: { req } }) {
      const connection: Connection = { ...(req && { req }) };
      const pathname = below(config.basePath, url.pathname);
      const answer =
        pathname === undefined
          ? nothingHere()
          : await maskedRoute(
              () => route(request, pathname, connection),
              (error) => {
                noteRequest(error, requestIdOf(request));
                const shown = mask(error);
                seen.operations.answered(request, { errors: [shown] });
                return shown;
              },
            );
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
      response.headers.set(requestIdHeader, requestIdOf(request));
      secure(response, { tls: config.publicUrl.startsWith('https:') });
    },
  };
}
