import { inject } from 'vitest';
import type { BackendName } from '../../contract/backends.js';
import type { SeededIds } from '../real-rt/rt-database.js';
import type { RtVersion } from '../real-rt/rt-install.js';
import type { Populated } from '../world/populate.js';

/**
 * A backend that the test files of a run read from, one file at a time: it holds `testWorld` and
 * the tickets of `populate`. Add tickets freely; change or delete only what the test itself created.
 */
export interface SharedBackend {
  readonly name: BackendName;
  readonly url: string;
  /** Whose behaviour it shows; the sandbox is like RT 5. */
  readonly version: RtVersion;
  /** Only a real RT tells the ids of what the world names. */
  readonly ids?: SeededIds;
  readonly populated: Populated;
  /** Settings that the server has before it. */
  readonly env?: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** A set for each file that runs at a time. */
    backends: readonly (readonly SharedBackend[])[];
  }
}

/** The backends that no other file uses meanwhile. Undefined in unit tests, which have none. */
function ownBackends(): readonly SharedBackend[] | undefined {
  const sets: readonly (readonly SharedBackend[])[] | undefined = inject('backends');
  // Vitest numbers what runs at a time from 1, and gives a number to the next file when one has ended.
  return sets?.[Number(process.env['VITEST_POOL_ID']) - 1];
}

/** The running backends, known while tests are collected: `for (…) describe(backend.name, …)`. */
export function sharedBackends(): readonly SharedBackend[] {
  const own = ownBackends();
  if (own === undefined) throw new Error('no backends were started for this worker');
  return own;
}

/** The settings that the server has before the shared backend at a URL. */
export function settingsFor(url: string): Readonly<Record<string, string>> {
  return ownBackends()?.find((backend) => backend.url === url)?.env ?? {};
}
