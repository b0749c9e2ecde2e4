import { existsSync } from 'node:fs';
import { runProgram } from '../process/run-program.js';

/** The major versions of Request Tracker that the tests run against. */
export type RtVersion = 5 | 4;

/** Where Debian's packages put one version of Request Tracker. */
export interface RtInstall {
  readonly version: RtVersion;
  /** RT's Perl modules. */
  readonly lib: string;
  /** The PSGI application that Starman serves. */
  readonly app: string;
  /** Creates and fills a database. */
  readonly setup: string;
}

const starman = '/usr/bin/starman';

/** The paths of Debian's packages, whether installed or not. */
export function rtInstall(version: RtVersion): RtInstall {
  const share = `/usr/share/request-tracker${version}`;
  return {
    version,
    lib: `${share}/lib`,
    app: `${share}/libexec/rt-server`,
    setup: `/usr/sbin/rt-setup-database-${version}`,
  };
}

/** What a person types to get a version of RT that is missing. */
export function howToInstall(version: RtVersion): string {
  return `apt-get install request-tracker${version} rt${version}-db-sqlite rt${version}-standalone starman`;
}

/**
 * Whether this machine can boot that Request Tracker.
 * With REQUIRE_RT=1 in the environment a missing one is an error, never a skip.
 */
export function realRtAvailable(version: RtVersion): boolean {
  const { app, setup } = rtInstall(version);
  const available = [app, setup, starman].every((path) => existsSync(path));
  if (!available && process.env['REQUIRE_RT'] === '1') {
    throw new Error(
      `REQUIRE_RT=1, but there is no Request Tracker ${version} on this machine (${howToInstall(version)})`,
    );
  }
  return available;
}

/** Debian's full version of the installed package, e.g. `5.0.3+dfsg-3~deb12u6`. */
export function packageVersion(version: RtVersion): Promise<string> {
  return runProgram('dpkg-query', [
    '--show',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholder
    '--showformat=${Version}',
    `request-tracker${version}`,
  ]);
}
