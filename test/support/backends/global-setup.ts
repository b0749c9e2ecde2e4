import type { TestProject } from 'vitest/node';
import {
  availableBackends,
  type Backend,
  missingBackends,
  type RunningBackend,
} from '../../contract/backends.js';
import { type Populated, populate } from '../world/populate.js';
import { testWorld } from '../world/world.js';
import type { SharedBackend } from './shared-backends.js';

interface Started {
  /** A set for each file that runs at a time, so that no file meets what another one does meanwhile. */
  readonly sets: readonly (readonly SharedBackend[])[];
  stop(): Promise<void>;
}

/** Vitest loads this file once per project: what is shared between them lives on the process. */
const perProcess = globalThis as { rtGraphqlBackends?: Promise<Started> };

/** So many of one backend, all filled alike. */
async function startSome(
  backend: Backend,
  howMany: number,
  running: RunningBackend[],
): Promise<readonly SharedBackend[]> {
  const { name, env } = backend;
  const keep = (started: RunningBackend) => {
    running.push(started);
    return started;
  };
  const shared = ({ url, version, ids }: RunningBackend, populated: Populated): SharedBackend => ({
    ...{ name, url, version, populated },
    ...(env && { env }),
    ...(ids && { ids }),
  });
  const first = keep(await backend.start(testWorld));
  const populated = await populate(first.url);
  const others = Array.from({ length: howMany - 1 }, async () => {
    if (first.twin) return shared(keep(await first.twin()), populated);
    const other = keep(await backend.start(testWorld));
    return shared(other, await populate(other.url));
  });
  return [shared(first, populated), ...(await allOf(others))];
}

/** What all of them come to, or the first failure, when none of them starts anything any more. */
async function allOf<T>(starts: readonly Promise<T>[]): Promise<readonly T[]> {
  const failed = (await Promise.allSettled(starts)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return Promise.all(starts);
}

async function startAll(howMany: number): Promise<Started> {
  for (const line of missingBackends()) {
    process.stderr.write(`\n${line}\n\n`);
  }
  const running: RunningBackend[] = [];
  const stop = async (): Promise<void> => {
    delete perProcess.rtGraphqlBackends;
    await Promise.all(running.splice(0).map((backend) => backend.stop()));
  };
  try {
    const backends = await allOf(
      availableBackends().map((backend) => startSome(backend, howMany, running)),
    );
    const sets = Array.from({ length: howMany }, (_, at) =>
      backends.flatMap((some) => some[at] ?? []),
    );
    return { sets, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** How many files can run at a time: one file alone, as while working on it, needs one set. */
function filesAtOnce({ config, vitest }: TestProject): number {
  // The sets are shared by all projects of a run, some of which run more files at a time.
  const own = vitest.projects.map((project) => project.config.maxWorkers || 0);
  const most = Math.max(vitest.config.maxWorkers, ...own);
  return config.watch ? most : Math.min(most, vitest.state.getPaths().length);
}

/**
 * Starts and fills every available backend, all at once, one time per test run and worker, and
 * hands their addresses to the tests. Returns what stops them.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  perProcess.rtGraphqlBackends ??= startAll(filesAtOnce(project));
  const { sets, stop } = await perProcess.rtGraphqlBackends;
  project.provide('backends', sets);
  return stop;
}
