import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RtInstall } from './rt-install.js';
import type { RtEnvironment } from './rt-site-config.js';

/** A running Starman and all its workers. */
export interface RtProcess {
  stop(): Promise<void>;
}

/**
 * A shell of its own process group that waits for its input to end. That happens when the test
 * process closes the pipe and also when it dies in any way, even by SIGKILL: Starman, its workers
 * and the instance's directory go with it. When Starman ends by itself, so does the group.
 */
const guard = `
  dir=$1; shift
  { "$@" </dev/null; kill -KILL 0; } &
  read -r _
  trap '' TERM
  kill -TERM 0
  sleep 0.2
  rm -rf "$dir"
  kill -KILL 0
`;

/** Below the ports that systems give to connections, which could take one between its choice and its use. */
const ports = { from: 12_000, to: 32_000 };

/** A port that was free a moment ago. Any of many, so that two processes that choose at once choose different ones. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = ports.from + Math.floor(Math.random() * (ports.to - ports.from));
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** RT answers a request without credentials with 200 and its own 401 line, once it is up. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/REST/1.0/`);
    return (await response.text()).startsWith('RT/');
  } catch {
    return false;
  }
}

const logTail = (path: string): string => readFileSync(path, 'utf8').slice(-4000);

/**
 * Serves the instance in `dir` with so many Starman workers and resolves when it answers.
 * Throws with the end of Starman's log when it does not come up; nothing is left running then.
 * Stopping removes `dir`.
 */
export async function startRtProcess(
  install: RtInstall,
  dir: string,
  env: RtEnvironment,
  { port, workers }: { readonly port: number; readonly workers: number },
): Promise<RtProcess> {
  const log = join(dir, 'log', 'starman.log');
  const output = await open(log, 'a');
  const starman = [
    'starman',
    ...['--listen', `127.0.0.1:${port}`, '--workers', String(workers), '--preload-app'],
    ...['--error-log', log, install.app],
  ];
  const child = spawn('/bin/sh', ['-c', guard, 'rt-guard', dir, ...starman], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['pipe', output.fd, output.fd],
  });
  await output.close();
  const exited = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  // Neither the guard nor its pipe keeps a test process alive that forgot to stop it.
  child.unref();
  const stop = async (): Promise<void> => {
    child.ref();
    child.stdin?.end();
    await exited;
  };
  for (let waited = 0; waited < 60_000; waited += 100) {
    if (await answers(port)) {
      return { stop };
    }
    if (ended(child)) {
      throw new Error(`Request Tracker ${install.version} did not start:\n${logTail(log)}`);
    }
    await sleep(100);
  }
  const tail = logTail(log);
  await stop();
  throw new Error(`Request Tracker ${install.version} does not answer on ${port}:\n${tail}`);
}
