#!/usr/bin/env node
import { ConfigError } from '../config.js';
import { ListenError } from '../server/listen.js';
import { runCommand } from './run-command.js';
import { UsageError } from './usage.js';

/** Exit codes of sysexits.h. */
const wrongConfiguration = 78;
const wrongUsage = 64;

// A reader that has seen enough (`rt-graphql schema | head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message} See rt-graphql --help.\n`);
    process.exitCode = wrongUsage;
  } else if (error instanceof ConfigError || error instanceof ListenError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = wrongConfiguration;
  } else throw error;
}
