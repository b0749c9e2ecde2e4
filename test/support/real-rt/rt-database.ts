import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from '../../../src/sandbox/world.js';
import { runProgram } from '../process/run-program.js';
import { quickDirectory } from './quick-directory.js';
import { packageVersion, type RtVersion, rtInstall } from './rt-install.js';
import { cheapHashes, databasePath, writeSiteConfig } from './rt-site-config.js';

type IdByName = Readonly<Record<string, number>>;

/** The ids RT gave to what the world names, and a login token per user (none on RT 4). */
export interface SeededIds {
  readonly queues: IdByName;
  readonly users: IdByName;
  readonly groups: IdByName;
  readonly customFields: IdByName;
  readonly tokens: Readonly<Record<string, string>>;
}

const seedScript = fileURLToPath(new URL('./rt-seed.pl', import.meta.url));
const idsPath = (dir: string): string => join(dir, 'ids.json');

/** A private directory of this user: the databases hold login tokens. */
const cacheDir = (): string => join(tmpdir(), `rt-graphql-databases-${userInfo().uid}`);

async function cachePath(version: RtVersion, world: World): Promise<string> {
  const key = createHash('sha256')
    .update(await packageVersion(version))
    .update(await readFile(seedScript))
    .update(cheapHashes)
    .update(JSON.stringify(world))
    .digest('hex');
  return join(cacheDir(), `rt${version}-${key.slice(0, 16)}`);
}

/** Runs RT's own installer and the seed script. */
async function build(version: RtVersion, world: World, dir: string): Promise<void> {
  const env = await writeSiteConfig(dir, world, 80);
  const { lib, setup } = rtInstall(version);
  await runProgram(setup, ['--action', 'init', '--skip-create'], { env });
  const input = JSON.stringify(world);
  await writeFile(idsPath(dir), await runProgram('perl', [`-I${lib}`, seedScript], { env, input }));
}

/** Two runs may build the same world at once: the first to finish wins, whole. */
async function moveUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) {
      throw error;
    }
  }
}

/** What this process is building: a set of backends for each file at a time wants the same world at once. */
const building = new Map<string, Promise<void>>();

async function buildOnce(version: RtVersion, world: World, cached: string): Promise<void> {
  await mkdir(cacheDir(), { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(join(await quickDirectory(), 'rt-building-'));
  const finished = await mkdtemp(join(cacheDir(), 'building-'));
  try {
    await build(version, world, scratch);
    await copyFile(databasePath(scratch), databasePath(finished));
    await copyFile(idsPath(scratch), idsPath(finished));
    await moveUnlessThere(finished, cached);
  } finally {
    for (const dir of [scratch, finished]) await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Puts a database with the world in it into `dir` and resolves with the ids.
 * Takes about 4 seconds for a new world; one that this machine has seen before is copied.
 */
export async function provideDatabase(
  version: RtVersion,
  world: World,
  dir: string,
): Promise<SeededIds> {
  const cached = await cachePath(version, world);
  if (!existsSync(cached)) {
    const started = building.get(cached) ?? buildOnce(version, world, cached);
    building.set(cached, started);
    await started.finally(() => building.delete(cached));
  }
  await copyFile(databasePath(cached), databasePath(dir));
  // The seed script prints exactly this shape.
  return JSON.parse(await readFile(idsPath(cached), 'utf8')) as SeededIds;
}
