import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../src/config.js';
import { createApp } from '../../../src/server/app.js';
import { listen } from '../../../src/server/listen.js';
import { createLogger } from '../../../src/server/log.js';
import { runProgram } from '../process/run-program.js';
import { freePort } from '../real-rt/rt-process.js';

const directory = fileURLToPath(new URL('../../../examples/portal', import.meta.url));

/** The example portal, built and served as its README says, in front of a Request Tracker. */
export interface Portal {
  readonly url: string;
  close(): Promise<void>;
}

/** Runs one of the portal's own scripts. Throws with what it printed when it fails. */
export async function runPortalScript(script: string): Promise<void> {
  const npm = ['--prefix', directory];
  // npm writes it when all the rest is there.
  if (!existsSync(join(directory, 'node_modules/.package-lock.json'))) {
    await runProgram('npm', [...npm, 'ci', '--no-audit', '--no-fund']);
  }
  // Vitest's own NODE_ENV would build the page that React's developers want.
  await runProgram('npm', [...npm, 'run', script], { env: { NODE_ENV: 'production' } });
}

/** Builds the portal, unless what is built is younger than all that it is made of. */
export async function buildPortal(): Promise<void> {
  const changedAt = (path: string) =>
    statSync(join(directory, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(directory, 'src'), { recursive: true, encoding: 'utf8' });
  const others = ['index.html', 'vite.config.ts', 'package-lock.json'];
  const paths = [...sources.map((name) => join('src', name)), ...others];
  if (changedAt('dist/index.html') > Math.max(...paths.map(changedAt))) return;
  await runPortalScript('build');
}

/** Serves the built portal and a server of its own, which has no service account. */
export async function startPortal(
  rtUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Portal> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = createLogger('silent');
  const config = readConfig({
    RT_URL: rtUrl,
    PORT: '0',
    PUBLIC_URL: url,
    POLL_INTERVAL_MS: '1000',
    LOG_LEVEL: 'silent',
    ...settings,
  });
  const server = await listen(createApp(config, log), config, log);
  const vite = join(directory, 'node_modules/vite/bin/vite.js');
  const args = ['preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'];
  const preview = spawn(process.execPath, [vite, ...args], {
    cwd: directory,
    env: { ...process.env, RT_GRAPHQL_URL: server.url },
    stdio: 'ignore',
  });
  const close = async () => {
    preview.kill();
    await server.stop();
  };
  try {
    await answers(url);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if ((await fetch(url)).ok) return;
    } catch (error) {
      if (attempt === 100) throw error;
    }
    await sleep(100);
  }
}
