import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../real-rt/rt-process.js';

/** A web server of a test's own. */
export interface WebServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The web servers that docs/install.md has settings for. */
export type WebServerName = 'nginx' | 'apache';

/** Whether tests can start them. Without them they are skipped with a notice; `REQUIRE_RT=1` turns that into a failure. */
export function webServersAvailable(): boolean {
  if (['nginx', 'apache2'].every((name) => spawnSync(name, ['-v']).status === 0)) return true;
  const notice = 'SKIPPED: tests of reverse proxies, since nginx or Apache is missing.';
  if (process.env['REQUIRE_RT'] === '1') throw new Error(notice);
  process.stderr.write(`\n${notice} bash test/support/install-web-servers.sh installs them.\n\n`);
  return false;
}

/** Starts a web server whose one virtual host has these settings. */
export async function startWebServer(
  name: WebServerName,
  settings: (url: string) => Promise<string>,
): Promise<WebServer> {
  const dir = await mkdtemp(join(tmpdir(), `${name}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = join(dir, 'server.conf');
  await writeFile(file, { nginx, apache }[name](dir, port, await settings(url)));
  const child =
    name === 'nginx'
      ? spawn('nginx', ['-p', dir, '-c', file, '-e', join(dir, 'error.log')])
      : spawn('apache2', ['-X', '-f', file, '-E', join(dir, 'start.log')]);
  let printed = '';
  child.stderr.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  for (let tries = 0; !(await listens(url)); tries++) {
    if (child.exitCode !== null || tries > 200)
      throw new Error(`${name} does not start: ${printed}`);
    await sleep(50);
  }
  return {
    url,
    async stop() {
      await end(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const nginx = (dir: string, port: number, settings: string): string => `
daemon off; master_process off; pid ${dir}/pid;
events {}
http {
  access_log off;
  client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
  server { listen 127.0.0.1:${port}; ${settings} }
}`;

const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http'];

const apache = (dir: string, port: number, settings: string): string => `
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
ServerRoot ${dir}
ServerName 127.0.0.1
PidFile ${dir}/pid
ErrorLog ${dir}/error.log
Listen 127.0.0.1:${port}
${settings}`;

async function listens(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  // Apache waits for its event streams.
  const late = setTimeout(() => child.kill('SIGKILL'), 1000);
  await closed;
  clearTimeout(late);
}
