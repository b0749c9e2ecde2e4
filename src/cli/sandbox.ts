import { type Sandbox, startSandbox } from '../sandbox/sandbox.js';
import { listenError } from '../server/listen.js';
import { listDemoLogins } from './demo-logins.js';
import { untilSignal } from './until-signal.js';
import { readOptions, UsageError } from './usage.js';

const defaultHost = '127.0.0.1';
const defaultPort = 4001;

/** `rt-graphql sandbox`: serves the sandbox's REST 1.0 alone, until SIGTERM or SIGINT. Returns the exit code. */
export async function serveSandbox(args: readonly string[]): Promise<number> {
  const options = readOptions(args, { port: { type: 'string' }, host: { type: 'string' } });
  const port = readPort(options.port);
  const host = options.host ?? defaultHost;
  const sandbox = await startSandbox({ port, host }).catch((error: unknown) => {
    throw listenError(error, { host, port, choosePort: '--port', chooseHost: '--host' });
  });
  process.stdout.write(banner(sandbox));
  await untilSignal();
  await sandbox.close();
  return 0;
}

function readPort(text: string | undefined): number {
  if (text === undefined) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, not '${text}'.`);
}

function banner({ url, token }: Sandbox): string {
  return `
  A sample Request Tracker 5 in memory, with REST 1.0. All changes are lost when it stops (Ctrl-C).

  URL        ${url}
  Try it     curl '${url}/REST/1.0/ticket/1/show?user=root&pass=password'
  Token      ${token('root')} (root's, for "Authorization: token ...")
  Logins
${listDemoLogins()}

`;
}
