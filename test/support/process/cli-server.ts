import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../real-rt/rt-process.js';
import { balance } from '../replicas/balancer.js';
import { startRedis } from '../replicas/private-redis.js';
import { isReplicated, replicaSettings } from '../replicas/replicated.js';
import { program } from './program.js';

/** `rt-graphql serve` in a process of its own. */
export interface CliServer {
  readonly url: string;
  /** Everything it has printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Null while it runs. */
  readonly exitCode: () => number | null;
  /** Time that the processor has spent on it, in seconds; other programs do not lengthen it. */
  cpuSeconds(): Promise<number>;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
  /** Nobody reads what it prints from now on, as when a log collector has ended. */
  closeOutput(): void;
  /** Sends a signal and does not wait for the end. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the real command line with a clean environment and waits until it answers: one server, or two replicas behind
 * a balancer where `TEST_REPLICAS=2` and the test has not set up its own.
 */
export function startCli(env: Readonly<Record<string, string>>): Promise<CliServer> {
  const isAlone = !isReplicated() || 'REDIS_URL' in env || 'STATE_DIR' in env;
  return isAlone ? startOne(env) : startBoth(env);
}

async function startBoth(env: Readonly<Record<string, string>>): Promise<CliServer> {
  const redis = await startRedis();
  const shared = { ...replicaSettings(redis.url), ...env };
  const both = await Promise.all([startOne(shared), startOne(shared)]).catch(async (error) => {
    await redis.stop();
    throw error;
  });
  const balancer = await balance(both.map(({ url }) => url));
  const sum = async (of: readonly Promise<number>[]) =>
    (await Promise.all(of)).reduce((all, one) => all + one);
  const end = async () => {
    await balancer.close();
    await redis.stop();
  };
  return {
    url: balancer.url,
    stdout: () => both.map((one) => one.stdout()).join(''),
    stderr: () => both.map((one) => one.stderr()).join(''),
    exitCode: () => both.map((one) => one.exitCode()).find((code) => code !== null) ?? null,
    cpuSeconds: () => sum(both.map((one) => one.cpuSeconds())),
    memory: async () => Math.max(...(await Promise.all(both.map((one) => one.memory())))),
    closeOutput: () => both.forEach((one) => void one.closeOutput()),
    signal: (signal) => both.forEach((one) => void one.signal(signal)),
    async kill() {
      await Promise.all(both.map((one) => one.kill()));
      await end();
    },
    async stop() {
      const codes = await Promise.all(both.map((one) => one.stop()));
      await end();
      return codes.find((code) => code !== 0) ?? 0;
    },
  };
}

async function startOne(env: Readonly<Record<string, string>>): Promise<CliServer> {
  const port = await freePort();
  const child = spawn(process.execPath, [...program, 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (child.exitCode !== null || tries > 1200) {
      child.kill('SIGKILL');
      throw new Error(`rt-graphql does not start: ${printed.stderr}${printed.stdout}`);
    }
    await sleep(50);
  }
  return {
    url,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    exitCode: () => child.exitCode,
    cpuSeconds: async () => {
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8');
      // User and system time, in hundredths of a second, after the name in brackets.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    },
    closeOutput: () => child.stdout.destroy(),
    signal: (signal) => child.kill(signal),
    async kill() {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
