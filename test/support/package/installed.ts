import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An empty project in which the package is installed. */
export interface Installed {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Packs this working copy as `npm publish` would, and installs the tarball in an empty project, as a user would. */
export async function installPackage(): Promise<Installed> {
  const directory = await mkdtemp(join(tmpdir(), 'package-test-'));
  const packs = join(directory, 'packs');
  await mkdir(packs);
  const options = { maxBuffer: 64 * 1024 * 1024 };
  await run('npm', ['pack', '--pack-destination', packs, '--loglevel', 'error'], options);
  const project = join(directory, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = join(packs, 'rt-graphql-0.1.0.tgz');
  const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error'];
  await run('npm', ['install', ...quiet, tarball], { ...options, cwd: project });
  return { directory: project, remove: () => rm(directory, { recursive: true }) };
}
