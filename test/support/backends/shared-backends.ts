import { inject } from 'vitest';
import type { BackendName } from '../../contract/backends.js';
import type { SeededIds } from '../real-rt/rt-database.js';
import type { RtVersion } from '../real-rt/rt-install.js';
import type { Populated } from '../world/populate.js';

/**
 * A backend that all test files of a run read from: it holds `testWorld` and the tickets of
 * `populate`. Add tickets freely; change or delete only what the test itself created.
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
    backends: readonly SharedBackend[];
  }
}

/** The running backends, known while tests are collected: `for (…) describe(backend.name, …)`. */
export const sharedBackends = (): readonly SharedBackend[] => inject('backends');

/** The settings that the server has before the shared backend at a URL. */
export function settingsFor(url: string): Readonly<Record<string, string>> {
  // Unit tests have no backends.
  const backends: readonly SharedBackend[] | undefined = inject('backends');
  return backends?.find((backend) => backend.url === url)?.env ?? {};
}
