import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program.js';

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Without rights of root, as this user; root's own when absent. */
  readonly uid?: number;
  /** Nothing can be written but in /tmp. */
  readonly isReadOnly?: boolean;
  /** A process group of its own, so that what it starts can be ended with it: `process.kill(-pid)`. */
  readonly isGroup?: boolean;
}

/** What a command did. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/**
 * A file system of its own, in which commands that write to /etc or /opt can be run as they are: the programs are this
 * machine's, and all else is a copy or empty. Needs root.
 */
export interface PrivateRoot {
  /** Where it is from outside. */
  readonly directory: string;
  /** Runs a command of the shell to its end. */
  run(command: string, options?: RunOptions): Promise<Ran>;
  /** Starts a program. The child's process is the program's own. */
  start(program: readonly string[], options?: RunOptions): ChildProcess;
  remove(): Promise<void>;
}

/** Mounts the machine's programs below the new root, and becomes the command in it. The root comes first. */
const enter = `
set -e
root=$1 shown=$2 node=$3; shift 3
mount --bind "$root" "$root"
for one in usr $shown; do mount --rbind "/$one" "$root/$one"; mount -o remount,bind,ro "$root/$one"; done
if [ -n "$node" ]; then mount --bind "$node" "$root$node"; fi
if [ -d "$NPM_CACHE" ]; then mount --bind "$NPM_CACHE" "$root/root/.npm"; fi
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
if [ -n "$READ_ONLY" ]; then mount -t tmpfs tmpfs "$root/tmp"; mount -o remount,bind,ro "$root"; fi
exec chroot "$root" "$@"
`;

/** What programs need of /etc to find hosts, users, libraries and certificates. */
const settings =
  `passwd group hosts resolv.conf nsswitch.conf ssl ca-certificates alternatives ld.so.cache ld.so.conf
  ld.so.conf.d localtime`.split(/\s+/);

/** Makes one. */
export async function privateRoot(): Promise<PrivateRoot> {
  const directory = await mkdtemp(join(tmpdir(), 'private-root-'));
  const shown: string[] = [];
  for (const name of [
    'usr',
    'dev',
    'proc',
    'run',
    'opt',
    'root/.npm',
    'home',
    'tmp',
    'var/lib',
    'etc',
  ]) {
    await mkdir(join(directory, name), { recursive: true });
  }
  // Where all programs are in /usr, the others are links into it.
  for (const name of ['bin', 'sbin', 'lib', 'lib64'].filter((one) => existsSync(`/${one}`))) {
    const place = join(directory, name);
    if ((await lstat(`/${name}`)).isSymbolicLink())
      await symlink(await readlink(`/${name}`), place);
    else {
      await mkdir(place);
      shown.push(name);
    }
  }
  await chmod(directory, 0o755);
  await chmod(join(directory, 'tmp'), 0o1777);
  for (const name of settings.filter((one) => existsSync(`/etc/${one}`))) {
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(`/etc/${name}`, join(directory, 'etc', name), options);
  }
  // What npm has fetched before.
  const cache = (await runProgram('npm', ['config', 'get', 'cache'])).trim();
  // Node may be anywhere.
  const prefix = dirname(dirname(process.execPath));
  const node = prefix.startsWith('/usr') ? '' : prefix;
  if (node !== '') await mkdir(join(directory, node), { recursive: true });

  function start(program: readonly string[], options: RunOptions = {}): ChildProcess {
    const { cwd = '/', env = {}, uid, isReadOnly = false, isGroup = false } = options;
    const user = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups'];
    const drop = ['setpriv', ...user, '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
    const variables = Object.entries({ HOME: uid === undefined ? '/root' : '/tmp', ...env });
    const command = [
      ...(uid === undefined ? [] : drop),
      ...['env', `--chdir=${cwd}`, ...variables.map(([name, value]) => `${name}=${value}`)],
      ...program,
    ];
    const parts = [enter, 'sh', directory, shown.join(' '), node, ...command];
    return spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', ...parts], {
      env: {
        ...process.env,
        NODE_ENV: '',
        READ_ONLY: isReadOnly ? '1' : '',
        NPM_CACHE: cache,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: isGroup,
    });
  }

  return {
    directory,
    start,
    run: (command, options) =>
      new Promise((resolve, reject) => {
        const child = start(['sh', '-ec', command], options);
        let output = '';
        child.stdout?.on('data', (chunk: Buffer) => (output += chunk));
        child.stderr?.on('data', (chunk: Buffer) => (output += chunk));
        child.once('error', reject);
        child.once('close', (code) => resolve({ code, output }));
      }),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
