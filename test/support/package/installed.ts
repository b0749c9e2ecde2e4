import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An empty project in which the package is installed. */
export interface Installed {
  readonly directory: string;
  /** The clone that was packed. */
  readonly clone: string;
  remove(): Promise<void>;
}

/** What a fresh clone does not have. */
const made: ReadonlySet<string> = new Set(['.git', 'dist', 'node_modules']);

/** Packs a fresh clone as `npm publish` would, and installs the tarball in an empty project, as a user would. */
export async function installPackage(): Promise<Installed> {
  const directory = await mkdtemp(join(tmpdir(), 'package-test-'));
  const packs = join(directory, 'packs');
  await mkdir(packs);
  const clone = join(directory, 'clone');
  await cp('.', clone, { recursive: true, filter: (path) => !made.has(basename(path)) });
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const pack = ['pack', '--pack-destination', packs, '--loglevel', 'error'];
  await run('npm', pack, { ...options, cwd: clone });
  const project = join(directory, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = join(packs, 'rt-graphql-0.1.0.tgz');
  const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  await run('npm', ['install', ...quiet, tarball], { ...options, cwd: project });
  return { directory: project, clone, remove: () => rm(directory, { recursive: true }) };
}
