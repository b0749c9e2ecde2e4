import { readFileSync } from 'node:fs';
import { doctor } from './doctor.js';
import { printSubcommands } from './help.js';
import { serveSandbox } from './sandbox.js';
import { printSchema } from './schema.js';
import { serve } from './serve.js';
import { readOptions, UsageError } from './usage.js';

/** Each command, which gets the arguments after its name and resolves with the exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  async serve(args) {
    readOptions(args, {});
    return serve(process.env);
  },
  schema: printSchema,
  sandbox: serveSandbox,
  async doctor(args) {
    return doctor(process.env, readOptions(args, { json: { type: 'boolean' } }));
  },
};

/**
 * Runs what was typed after `rt-graphql` and resolves with the exit code.
 * @throws UsageError before anything runs, when the arguments are wrong
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [command = 'serve', ...options] = args;
  if (args.includes('--help') || command === 'help') {
    printSubcommands();
    return 0;
  }
  if (command === '--version') {
    readOptions(options, {});
    printVersion();
    return 0;
  }
  const found = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (found) return found(options);
  const what = command.startsWith('-') ? 'option' : 'command';
  throw new UsageError(`Unknown ${what} '${command}'.`);
}

function printVersion(): void {
  const file = new URL('../../package.json', import.meta.url);
  process.stdout.write(`${JSON.parse(readFileSync(file, 'utf8')).version}\n`);
}
