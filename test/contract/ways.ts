import type { App } from '../../src/server/app.js';
import type { SharedBackend } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';

/** One way into a Request Tracker. */
export interface Way {
  readonly name: 'REST 1.0' | 'both';
  /** Settings that make the server go this way. */
  readonly env: Readonly<Record<string, string>>;
}

/** Whether a Request Tracker is asked by REST 2.0 too: the sandbox speaks REST 1.0 alone. */
export function hasRest2({ name }: Pick<SharedBackend, 'name'>): boolean {
  return name === 'RT 5';
}

/** The ways into a Request Tracker: REST 1.0 alone, and whichever is better where it has REST 2.0. */
export function waysInto(backend: Pick<SharedBackend, 'name'>): readonly Way[] {
  const alone: Way = { name: 'REST 1.0', env: { RT_REST: '1' } };
  return hasRest2(backend) ? [alone, { name: 'both', env: {} }] : [alone];
}

/** Runs something with a server that asks REST 1.0 alone, whose requests are then counted. */
export async function byRest1<T>(
  url: string,
  run: (app: App) => Promise<T>,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const app = appFor(url, { ...env, RT_REST: '1' });
  try {
    return await run(app);
  } finally {
    await app.close();
  }
}
