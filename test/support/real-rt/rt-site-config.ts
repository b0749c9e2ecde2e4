import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from '../../../src/sandbox/world.js';

/** The environment that points RT's programs at one instance's configuration. */
export type RtEnvironment = Readonly<Record<string, string>>;

const perlString = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/**
 * How dear a password or a token is to check, as a power of two. RT's 12 is a quarter of a second of a processor
 * for each request that brings one, more than all else that most requests take.
 */
export const cheapHashes = 'Set($BcryptCost, 4);';
/** As dear as on a site, for who measures. RT hashes anew what was hashed more cheaply, when it is used. */
export const dearHashes = 'Set($BcryptCost, 12);';

/** What makes RT faster in tests, and changes nothing that it stores or says. */
const shortcuts: RtEnvironment = {
  // RT loads `…_Local.pm` from there after each of its own modules.
  PERL5LIB: fileURLToPath(new URL('./overlay', import.meta.url)),
  // RT looks through the text of each statement for its values, which takes longer than SQLite saves by that.
  SB_PREFER_BIND: '0',
};

/** The SQLite file of the instance in `dir`. */
export const databasePath = (dir: string): string => join(dir, 'rt.sqlite');

/**
 * Writes the configuration of a private Request Tracker that keeps everything it writes below
 * `dir`: database, sessions, compiled pages, logs. Mail goes to a scratch file, never out. `more` are lines of
 * Perl with other settings.
 */
export async function writeSiteConfig(
  dir: string,
  world: Pick<World, 'name' | 'organization' | 'timezone'>,
  port: number,
  more: readonly string[] = [],
): Promise<RtEnvironment> {
  const settings = [
    `Set($rtname, ${perlString(world.name)});`,
    `Set($Organization, ${perlString(world.organization ?? world.name)});`,
    `Set($Timezone, ${perlString(world.timezone)});`,
    `Set($CorrespondAddress, 'rt@rt.example');`,
    `Set($CommentAddress, 'rt-comment@rt.example');`,
    `Set($OwnerEmail, 'root@rt.example');`,
    `Set($WebDomain, '127.0.0.1');`,
    `Set($WebPort, ${port});`,
    `Set($WebPath, '');`,
    `Set($DatabaseType, 'SQLite');`,
    `Set($DatabaseName, ${perlString(databasePath(dir))});`,
    `Set($DatabaseHost, '');`,
    `Set($DatabaseUser, '');`,
    `Set($DatabasePassword, '');`,
    `Set($WebSessionClass, 'Apache::Session::File');`,
    `Set($MailCommand, 'testfile');`,
    // Else the text of an HTML comment depends on which browsers the machine has.
    `Set($HTMLFormatter, 'core');`,
    cheapHashes,
    `Set($LogToSyslog, undef);`,
    `Set($LogToSTDERR, 'error');`,
    `Set($LogToFile, 'warning');`,
    `Set($LogDir, ${perlString(join(dir, 'log'))});`,
    `Set($LogToFileNamed, 'rt.log');`,
    `$RT::VarPath = ${perlString(join(dir, 'var'))};`,
    `$RT::MasonDataDir = ${perlString(join(dir, 'mason'))};`,
    `$RT::MasonSessionDir = ${perlString(join(dir, 'sessions'))};`,
    ...more,
    '1;',
  ];
  const config = join(dir, 'RT_SiteConfig.pm');
  const configDir = join(dir, 'RT_SiteConfig.d');
  for (const name of ['RT_SiteConfig.d', 'log', 'var', 'mason', 'sessions', 'mail']) {
    await mkdir(join(dir, name), { recursive: true });
  }
  await writeFile(config, `${settings.join('\n')}\n`);
  return {
    RT_SITE_CONFIG: config,
    // Without this one RT reads the machine's own directory too, and its database settings win.
    RT_SITE_CONFIG_DIR: configDir,
    TMPDIR: join(dir, 'mail'),
    // Who measures RT measures it as it is on a site.
    ...(more.includes(dearHashes) ? {} : shortcuts),
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
  };
}
