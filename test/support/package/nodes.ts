import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A version of Node, and where its program is. */
export interface NodeVersion {
  readonly major: string;
  readonly program: string;
}

const others = ['20', '22', '24', '26'];

/**
 * Every version of Node that the package is tried on: the one that runs the tests, and those that
 * `test/support/install-nodes.sh` has fetched. With `REQUIRE_RT=1` all of them must be there.
 */
export function nodeVersions(): readonly NodeVersion[] {
  const own = { major: process.versions.node.split('.')[0] ?? '', program: process.execPath };
  const fetched = others.map((major) => ({
    major,
    program: resolve(`node_modules/.nodes/${major}/node_modules/node/bin/node`),
  }));
  const missing = fetched.filter(({ program }) => !existsSync(program));
  if (missing.length > 0) {
    const names = missing.map(({ major }) => `Node ${major}`).join(', ');
    const notice = `SKIPPED: the package on ${names}. bash test/support/install-nodes.sh fetches them.`;
    if (process.env['REQUIRE_RT'] === '1') throw new Error(notice);
    process.stderr.write(`\n${notice}\n\n`);
  }
  return [own, ...fetched.filter((one) => !missing.includes(one) && one.major !== own.major)];
}
