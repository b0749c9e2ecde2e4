import { spawn } from 'node:child_process';

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/**
 * Runs a program to its end and resolves with what it printed.
 * Throws with its last error output when it exits with another code than 0.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...options.env } });
    const printed: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) {
        resolve(Buffer.concat(printed).toString('utf8'));
        return;
      }
      const tail = Buffer.concat(complaints).toString('utf8').slice(-4000);
      reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail}`));
    });
    child.stdin.on('error', () => {
      // A program that ends without reading its input closes the pipe; its exit code says why.
    });
    child.stdin.end(options.input ?? '');
  });
}
