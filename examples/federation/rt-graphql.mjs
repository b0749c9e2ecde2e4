import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts rt-graphql as a subgraph, on its built-in sandbox unless RT_URL names a Request Tracker.
 * @param {number} port
 * @returns {Promise<{ url: string, sdl: string }>} its GraphQL endpoint and its SDL
 */
export async function startRtGraphql(port) {
  if (!existsSync(`${directory}/node_modules`)) {
    execFileSync('npm', ['ci'], { cwd: directory, stdio: 'inherit' });
  }
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: directory,
    env: { ...process.env, FEDERATION: 'on', PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  server.on('exit', (code) => process.exit(code ?? 1));
  process.on('exit', () => server.kill());
  const url = `http://127.0.0.1:${port}`;
  while (!(await lives(url))) await sleep(100);
  // Composition needs no credentials this way; the server itself may want some.
  const printSdl = ['dist/cli/main.js', 'schema', '--subgraph'];
  const sdl = execFileSync(process.execPath, printSdl, { cwd: directory, encoding: 'utf8' });
  return { url: `${url}/graphql`, sdl };
}

async function lives(url) {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
