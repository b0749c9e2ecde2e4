import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Config, ConfigError } from './config.js';
import { securityHeaders } from './server/answer/security-headers.js';
import { createApp as createServerApp } from './server/app.js';
import { createLogger, type Logger } from './server/log.js';
import { restoreBody } from './server/request/parsed-body.js';
import { hasReadableUrl } from './server/request/readable-url.js';
import { openState, type State } from './server/state/state.js';

/** The whole server without a port, to run inside another program. */
export interface App {
  /** Answers a Fetch API request, e.g. in Hono. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Answers a request of node:http, e.g. in Express or Fastify. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Takes an `upgrade` event of node:http: WebSockets. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Makes `/ready` answer 503 and ends subscriptions, so that clients reconnect elsewhere. Call it before `close`. */
  leave(): void;
  /** Logs out of RT and closes all connections to it. */
  close(): Promise<void>;
}

/** What an app may be given beside its configuration. */
export interface AppOptions {
  /** A pino logger. Default: JSON lines on stdout at `config.logLevel`. */
  readonly log?: Logger;
}

/**
 * Creates an app that keeps its state in this process. RT gets no request before the first caller does.
 * @throws ConfigError if the configuration names a Redis or a state directory: `openApp` opens those
 */
export function createApp(
  config: Config,
  { log = createLogger(config.logLevel) }: AppOptions = {},
): App {
  if (config.redisUrl !== undefined || config.stateDir !== undefined) {
    throw new ConfigError([
      'REDIS_URL and STATE_DIR need openApp, which connects to them, instead of createApp.',
    ]);
  }
  return appOf(config, log);
}

/**
 * Creates an app and opens the Redis or the state directory that the configuration names.
 * @throws ConfigError if they cannot be opened
 */
export async function openApp(
  config: Config,
  { log = createLogger(config.logLevel) }: AppOptions = {},
): Promise<App> {
  return appOf(config, log, await openState(config, log));
}

function appOf(config: Config, log: Logger, state?: State): App {
  // What runs it listens, at an address that the configuration does not know.
  const linksByHost = !config.isPublicUrlSet;
  const app = createServerApp({ ...config, linksByHost }, log, state);
  return {
    fetch: app.fetch,
    async handler(request, response) {
      if (!hasReadableUrl(request)) response.writeHead(400, securityHeaders).end();
      else if (restoreBody(request)) await app.handler(request, response);
      else {
        log.error(
          'A middleware has already read the body of a request. Mount rt-graphql before it.',
        );
        const message = 'A middleware of this server has already read the request body.';
        const errors = [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
        response.writeHead(500, { ...securityHeaders, 'content-type': 'application/json' });
        response.end(JSON.stringify({ errors }));
      }
    },
    upgrade(request, socket, head) {
      app.upgrade(request, socket, head);
    },
    leave: app.leave,
    close: app.close,
  };
}
