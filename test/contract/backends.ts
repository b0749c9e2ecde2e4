import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { World } from '../../src/sandbox/world.js';
import { startRealRt } from '../support/real-rt/real-rt.js';
import type { SeededIds } from '../support/real-rt/rt-database.js';
import { howToInstall, type RtVersion, realRtAvailable } from '../support/real-rt/rt-install.js';

/** What can be asked in the tests. */
export type BackendName = 'sandbox' | 'RT 5' | 'RT 4' | 'RT 5 by REST 1.0';

/** A Request Tracker of a test's own, free to be changed. */
export interface RunningBackend {
  readonly url: string;
  /** Whose behaviour it shows; the sandbox is like RT 5. */
  readonly version: RtVersion;
  /** Only a real RT tells the ids of what the world names. */
  readonly ids?: SeededIds;
  /** Another one with what this one holds by now, where that takes less time than to fill it again. */
  twin?(): Promise<RunningBackend>;
  stop(): Promise<void>;
}

/** Something that can be a Request Tracker with a given world in it. */
export interface Backend {
  readonly name: BackendName;
  /** Settings that the server has before it. */
  readonly env?: Readonly<Record<string, string>>;
  /** `settings` are lines for a real RT's configuration. */
  start(world: World, settings?: readonly string[]): Promise<RunningBackend>;
}

const sandbox: Backend = {
  name: 'sandbox',
  start: async (world) => {
    const { url, close } = await startSandbox({ world });
    return { url, version: 5, stop: async () => close() };
  },
};

const realRt = (version: RtVersion): Backend & { readonly version: RtVersion } => ({
  name: `RT ${version}`,
  version,
  start: (world, settings) => startRealRt(version, world, settings),
});

const realRts = [realRt(5), realRt(4)];

/** What RT 5 does by REST 1.0 alone. RT 4 shows most of that, so the whole suite runs on it only when it is named. */
const byRest1: Backend & { readonly version: RtVersion } = {
  ...realRt(5),
  name: 'RT 5 by REST 1.0',
  env: { RT_REST: '1' },
};

/** A line for each Request Tracker this machine lacks. */
export const missingBackends = (): readonly string[] =>
  realRts
    .filter(({ version }) => !realRtAvailable(version))
    .map(
      ({ version }) =>
        `SKIPPED: no Request Tracker ${version} on this machine (${howToInstall(version)})`,
    );

/**
 * The backends this machine can start. With REQUIRE_RT=1 a missing real RT is thrown as an error.
 * TEST_BACKENDS (names, separated by commas: `sandbox,RT 5`) narrows the choice while working on
 * one of them.
 */
export function availableBackends(): readonly Backend[] {
  const wanted = process.env['TEST_BACKENDS']?.split(',');
  const named = wanted?.includes(byRest1.name) ? [...realRts, byRest1] : realRts;
  const present = named.filter(({ version }) => realRtAvailable(version));
  return [sandbox, ...present].filter(
    ({ name }) => process.env['REQUIRE_RT'] === '1' || (wanted?.includes(name) ?? true),
  );
}
