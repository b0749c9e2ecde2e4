import { type Config, readConfig } from '../config.js';
import { fixedLimits } from '../limits.js';
import { Secret } from '../rt/connection/secret.js';
import { demoLogins, type Sandbox, startSandbox } from '../sandbox/sandbox.js';
import { createApp } from '../server/app.js';
import { listen } from '../server/listen.js';
import { createLogger, type Logger } from '../server/log.js';
import { openState } from '../server/state/state.js';
import { listDemoLogins } from './demo-logins.js';
import { startWatchers } from './start-watchers.js';
import { unsafeSettings } from './unsafe-settings.js';
import { untilSignal } from './until-signal.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** `rt-graphql serve`: runs until SIGTERM or SIGINT. Without RT_URL it starts the sandbox and says so. Returns the exit code. */
export async function serve(env: Environment): Promise<number> {
  const { config, sandbox } = env['RT_URL']
    ? { config: readConfig(env), sandbox: undefined }
    : await onSandbox(env);
  const log = createLogger(config.logLevel);
  // One request that went wrong in a way nobody foresaw must not end all others.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unexpected error'));
  const fault = untilFault(log);
  const watchers = await startWatchers(config, log).catch(async (error: unknown) => {
    await sandbox?.close();
    throw error;
  });
  const state = await openState(config, log).catch(async (error: unknown) => {
    await Promise.all([watchers.stop(), sandbox?.close()]);
    throw error;
  });
  const app = createApp(config, log, state, undefined, watchers.all);
  const server = await listen(app, config, log).catch(async (error: unknown) => {
    await Promise.all([app.close(), watchers.stop(), sandbox?.close()]);
    throw error;
  });
  if (sandbox) {
    const hasGraphiql = config.graphiql && !config.trustedDocuments;
    const endpoint = `${shownUrl(server.url)}${config.basePath}/graphql`;
    process.stdout.write(banner(endpoint, hasGraphiql));
    if (env['NODE_ENV'] === 'production') {
      log.warn(
        'RT_URL is empty or not set: this is the sandbox, although NODE_ENV is production. To serve your Request Tracker, set RT_URL',
      );
    }
  }
  if (config.linksByHost) {
    log.warn('PUBLIC_URL is not set: download links use the Host header of each request');
  }
  for (const warning of unsafeSettings(config)) log.warn(warning);
  log.info(
    { rt: config.rtUrl, graphiql: config.graphiql },
    `listening on ${server.url}${config.basePath}/graphql`,
  );

  const signal = untilSignal(() => {
    log.warn({ cut: server.running() }, 'a second signal: stopping at once');
  });
  const reason = await Promise.race([signal, fault]);
  const exitCode = reason === 'fault' ? 1 : 0;
  log.info(`${reason}: waiting for running requests to finish`);
  // A request to RT that still runs would keep the process.
  setTimeout(() => process.exit(exitCode), fixedLimits.maxExitMs).unref();
  await server.stop();
  await sandbox?.close();
  // Who watches sees the server to its end.
  await watchers.stop();
  log.info('stopped');
  return exitCode;
}

/**
 * Resolves when something threw where nobody could catch it. What the process holds may be half changed then, so it
 * finishes what runs and ends; whoever started it starts it anew.
 */
function untilFault(log: Logger): Promise<'fault'> {
  return new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'unexpected error: stopping');
      resolve('fault');
    });
  });
}

/** The sandbox lets callers in without credentials, as its administrator. */
async function onSandbox(env: Environment): Promise<{ config: Config; sandbox: Sandbox }> {
  // Every wrong setting is told before anything starts.
  readConfig({ ...env, RT_URL: 'http://127.0.0.1' });
  const sandbox = await startSandbox();
  const config = readConfig({ ...env, RT_URL: sandbox.url });
  const root = { scheme: 'password', user: 'root', password: new Secret('password') } as const;
  return {
    sandbox,
    config: {
      ...config,
      serviceAccount: config.serviceAccount ?? root,
      sandboxLogins: demoLogins,
    },
  };
}

/** An address that a browser can open, where the server listens on all of them. */
function shownUrl(url: string): string {
  return url.replace(/^http:\/\/(?:0\.0\.0\.0|\[::\])/, 'http://localhost');
}

function banner(endpoint: string, hasGraphiql: boolean): string {
  return `
  rt-graphql with its built-in SANDBOX: a sample help desk in memory. All changes are lost when it stops.
  To serve your own Request Tracker:  RT_URL=https://help.example.org npm start

  ${hasGraphiql ? 'GraphiQL' : 'Endpoint'}   ${endpoint}
  Logins (none is needed: without one you are root)
${listDemoLogins()}

`;
}
