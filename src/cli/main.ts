#!/usr/bin/env node
import { ConfigError } from '../config.js';
import { ListenError } from '../server/listen.js';
import { doctor } from './doctor.js';
import { printSubcommands } from './help.js';
import { printSchema, printSubgraphSchema } from './schema.js';
import { serve } from './serve.js';

/** Exit code of sysexits.h for a wrong configuration. */
const wrongConfiguration = 78;
const wrongUsage = 64;
const noPort = 1;

// A reader that has seen enough (`rt-graphql schema | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const words = process.argv.slice(2).join(' ');

try {
  switch (words) {
    case '':
    case 'serve':
      await serve(process.env);
      break;
    case 'schema':
      printSchema();
      break;
    case 'schema --subgraph':
      await printSubgraphSchema('apollo');
      break;
    case 'schema --subgraph --hive':
      await printSubgraphSchema('hive');
      break;
    case 'doctor':
      process.exitCode = await doctor(process.env);
      break;
    default:
      printSubcommands();
      process.exitCode = words === 'help' || words === '--help' ? 0 : wrongUsage;
  }
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof ListenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof ConfigError ? wrongConfiguration : noPort;
}
