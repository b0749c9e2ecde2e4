import { readConfig } from '../../../src/config.js';
import { createApp } from '../../../src/server/app.js';
import { type Listening, listen } from '../../../src/server/listen.js';
import { createLogger } from '../../../src/server/log.js';
import { stateInProcess } from '../../../src/server/state/state.js';
import { settingsFor } from '../backends/shared-backends.js';
import { FakeLive } from './fake-live.js';

/** A server on a port whose live tickets are made by the test. */
export interface LiveServer extends Listening {
  readonly live: FakeLive;
}

/** Starts a server in front of a Request Tracker. */
export async function startLive(
  rtUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<LiveServer> {
  const config = readConfig({
    RT_URL: rtUrl,
    PORT: '0',
    LOG_LEVEL: 'silent',
    ...settingsFor(rtUrl),
    ...env,
  });
  const log = createLogger('silent');
  const live = new FakeLive();
  const app = createApp(config, log, stateInProcess(), live);
  return { live, ...(await listen(app, config, log)) };
}
