import type { TestProject } from 'vitest/node';
import {
  availableBackends,
  type Backend,
  missingBackends,
  type RunningBackend,
} from '../../contract/backends.js';
import { populate } from '../world/populate.js';
import { testWorld } from '../world/world.js';
import type { SharedBackend } from './shared-backends.js';

interface Started {
  /** A set for each file that runs at a time, so that no file meets what another one does meanwhile. */
  readonly sets: readonly (readonly SharedBackend[])[];
  stop(): Promise<void>;
}

/** Vitest loads this file once per project: what is shared between them lives on the process. */
const perProcess = globalThis as { rtGraphqlBackends?: Promise<Started> };

async function startOne(backend: Backend, running: RunningBackend[]): Promise<SharedBackend> {
  const started = await backend.start(testWorld);
  running.push(started);
  const { url, version, ids } = started;
  const populated = await populate(url);
  const { name, env } = backend;
  return { name, url, version, ...(env && { env }), ...(ids && { ids }), populated };
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
  const starts = Array.from({ length: howMany }, () =>
    availableBackends().map((backend) => startOne(backend, running)),
  );
  const results = await Promise.allSettled(starts.flat());
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { sets: await Promise.all(starts.map((set) => Promise.all(set))), stop };
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
