import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../real-rt/rt-process.js';
import { program } from './program.js';

/** `rt-graphql sandbox` in a process of its own, whose work is not the test's. */
export interface CliSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it and waits until it serves. */
export async function startCliSandbox(): Promise<CliSandbox> {
  const port = await freePort();
  const args = [...program, 'sandbox', '--port', String(port)];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  // It prints where it is once it is there.
  const printed = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
  if (!printed) throw new Error('rt-graphql sandbox does not start');
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
