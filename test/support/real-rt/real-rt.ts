import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../../../src/sandbox/world.js';
import { quickDirectory } from './quick-directory.js';
import { provideDatabase, type SeededIds } from './rt-database.js';
import { howToInstall, type RtVersion, realRtAvailable, rtInstall } from './rt-install.js';
import { freePort, type RtProcess, startRtProcess } from './rt-process.js';
import { databasePath, type RtEnvironment, writeSiteConfig } from './rt-site-config.js';

/** A private Request Tracker, all its own: port, database, sessions, log. */
export interface RealRt {
  readonly version: RtVersion;
  /** Where RT's pages are; REST 1.0 is at `/REST/1.0/` below. */
  readonly url: string;
  readonly port: number;
  /** Its directory, removed by `stop`. RT's log is `log/rt.log`. */
  readonly dir: string;
  readonly ids: SeededIds;
  /** What RT's own programs need to work on it. */
  readonly env: RtEnvironment;
  /** Another one that holds what this one holds by now, while nobody asks this one for anything. */
  twin(): Promise<RealRt>;
  stop(): Promise<void>;
}

/** Someone else may take the port between choosing and using it. */
const attempts = 3;

/**
 * Boots Debian's Request Tracker with the world in it: `root` has the password `password`, the
 * other users the ones the world gives them. Its processes and files go away with `stop` or with
 * the test process, however that ends. `settings` are lines for its RT_SiteConfig.pm. A worker of
 * Starman serves one connection at a time and waits a second for its next request: there are more
 * of them than a test has connections.
 */
export async function startRealRt(
  version: RtVersion,
  world: World,
  settings: readonly string[] = [],
  workers = 12,
): Promise<RealRt> {
  return boot(version, world, { settings, workers }, (dir) => provideDatabase(version, world, dir));
}

async function boot(
  version: RtVersion,
  world: World,
  serving: Serving,
  provide: (dir: string) => Promise<SeededIds>,
): Promise<RealRt> {
  if (!realRtAvailable(version)) {
    throw new Error(`no Request Tracker ${version} on this machine (${howToInstall(version)})`);
  }
  const dir = await mkdtemp(join(await quickDirectory(), `rt${version}-`));
  try {
    const ids = await provide(dir);
    const { port, server, env } = await serve(version, world, dir, serving);
    const url = `http://127.0.0.1:${port}`;
    const twin = () =>
      boot(version, world, serving, async (its) => {
        await copyFile(databasePath(dir), databasePath(its));
        return ids;
      });
    return { version, url, port, dir, ids, env, twin, stop: () => server.stop() };
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

interface Serving {
  readonly settings: readonly string[];
  readonly workers: number;
}

interface Served {
  readonly port: number;
  readonly server: RtProcess;
  readonly env: RtEnvironment;
}

/** Tries again when Starman ends by itself; one that hangs has been stopped, and `dir` removed. */
async function serve(
  version: RtVersion,
  world: World,
  dir: string,
  { settings, workers }: Serving,
): Promise<Served> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const env = await writeSiteConfig(dir, world, port, settings);
    try {
      return {
        port,
        env,
        server: await startRtProcess(rtInstall(version), dir, env, { port, workers }),
      };
    } catch (error) {
      if (attempt === attempts || !existsSync(dir)) {
        throw error;
      }
    }
  }
}
