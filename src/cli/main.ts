#!/usr/bin/env node
import { ConfigError } from '../config.js';
import { ListenError } from '../server/listen.js';
import { doctor } from './doctor.js';
import { printSubcommands } from './help.js';
import { printSchema } from './schema.js';
import { serve } from './serve.js';

/** Exit code of sysexits.h for a wrong configuration. */
const wrongConfiguration = 78;
const wrongUsage = 64;
const noPort = 1;

// A reader that has seen enough (`rt-graphql schema | head`) is not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [command = 'serve', ...options] = process.argv.slice(2);

function refuseUsage(): void {
  printSubcommands();
  process.exitCode = wrongUsage;
}

try {
  if (command === 'schema') {
    if (!(await printSchema(options))) refuseUsage();
  } else if (options.length > 0) refuseUsage();
  else if (command === 'serve') await serve(process.env);
  else if (command === 'doctor') process.exitCode = await doctor(process.env);
  else if (command === 'help' || command === '--help') printSubcommands();
  else refuseUsage();
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof ListenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof ConfigError ? wrongConfiguration : noPort;
}
