import { expect, test } from 'vitest';
import { runCommand } from '../../../src/cli/run-command.js';
import { UsageError } from '../../../src/cli/usage.js';

test.each([
  [['sevre'], "Unknown command 'sevre'."],
  [['toString'], "Unknown command 'toString'."],
  [['--prot'], "Unknown option '--prot'."],
  [['serve', '--port'], "Unknown option '--port'."],
  [['doctor', 'now'], "Unexpected argument 'now'."],
  [['schema', '--subgrahp'], "Unknown option '--subgrahp'."],
  [['schema', '--hive'], '--hive needs --subgraph.'],
  [['sandbox', '--prot', '1'], "Unknown option '--prot'."],
  [['sandbox', '--port'], "Option '--port <value>' argument missing."],
  [['sandbox', '--port', 'http'], "--port must be a whole number from 0 to 65535, not 'http'."],
  [['sandbox', '--port=65536'], "--port must be a whole number from 0 to 65535, not '65536'."],
])('%j is refused with one line that names the wrong word', async (args, problem) => {
  const refused = runCommand(args);
  await expect(refused).rejects.toThrow(new UsageError(problem));
});
