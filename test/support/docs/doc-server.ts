import { readConfig } from '../../../src/config.js';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.js';
import { type App, createApp } from '../../../src/server/app.js';
import { type Listening, listen } from '../../../src/server/listen.js';
import { createLogger } from '../../../src/server/log.js';

/** A server on the help desk of the sandbox, as `npm start` makes it. */
export interface DocServer extends Listening {
  readonly app: App;
}

/** The bearer of `POST /nudge`. Pages write `NUDGE_SECRET`. */
export const nudgeSecret = 'a-nudge-secret-of-32-characters-or-more';

/** Starts it on a free port. Numbers and subjects are the same on each run; dates move with the clock. */
export async function startDocServer(): Promise<DocServer> {
  const sandbox: Sandbox = await startSandbox();
  const config = readConfig({
    RT_URL: sandbox.url,
    RT_USER: 'root',
    RT_PASSWORD: 'password',
    PORT: '0',
    LOG_LEVEL: 'silent',
    NUDGE_SECRET: nudgeSecret,
    POLL_INTERVAL_MS: '300',
    COOKIE_AUTH: 'on',
  });
  const log = createLogger('silent');
  const app = createApp(config, log);
  const listening = await listen(app, config, log);
  return {
    ...listening,
    app,
    stop: async () => {
      await listening.stop();
      await sandbox.close();
    },
  };
}
