import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../real-rt/rt-process.js';
import type { Certificate } from '../tls/self-signed.js';

/** A Redis of a test's own. */
export interface PrivateRedis {
  readonly url: string;
  /** All that it holds, as text. */
  dump(): Promise<string>;
  /** Stops responding, with its connections left open. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/**
 * Whether tests can start a Redis. Without it they are skipped with a notice; `REQUIRE_RT=1` turns that into a failure.
 */
export function redisAvailable(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  const notice = 'SKIPPED: tests of replicas, since there is no redis-server.';
  if (process.env['REQUIRE_RT'] === '1') throw new Error(notice);
  process.stderr.write(`\n${notice} bash test/support/install-redis.sh installs it.\n\n`);
  return false;
}

/** Starts a Redis that keeps nothing on the disk. The port may be one that was used before; `more` are more settings. */
export async function startRedis(
  port?: number,
  tls?: Certificate,
  more: readonly string[] = [],
): Promise<PrivateRedis & { readonly port: number }> {
  const own = port ?? (await freePort());
  const settings = [
    ...['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    ...['--port', tls ? '0' : String(own)],
    ...(tls
      ? ['--tls-port', String(own), '--tls-cert-file', tls.cert, '--tls-key-file', tls.key]
      : []),
    ...(tls ? ['--tls-auth-clients', 'no'] : []),
    ...more,
  ];
  const child = spawn('redis-server', settings, { stdio: 'ignore' });
  while (!(await answers(own))) {
    if (child.exitCode !== null) throw new Error('redis-server does not start');
    await sleep(20);
  }
  return {
    port: own,
    url: `${tls ? 'rediss' : 'redis'}://127.0.0.1:${own}`,
    dump: () => dump(own),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('connect', () => socket.end());
    socket.on('error', () => resolve(false));
  });
}

function dump(port: number): Promise<string> {
  const script = `local all = {} for _, key in ipairs(redis.call('KEYS', '*')) do
    local kind = redis.call('TYPE', key).ok
    local value = kind == 'string' and redis.call('GET', key)
      or table.concat(kind == 'hash' and redis.call('HGETALL', key) or redis.call('ZRANGE', key, 0, -1), ' ')
    table.insert(all, key .. ' ' .. value) end return table.concat(all, '\\n')`;
  const { stdout } = spawnSync('redis-cli', ['-p', String(port), 'EVAL', script, '0'], {
    encoding: 'utf8',
  });
  return Promise.resolve(stdout);
}
