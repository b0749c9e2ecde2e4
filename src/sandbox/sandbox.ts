import { type Sandbox, type ServeOptions, serveStore } from './http/serve-store.js';
import { loadWorld } from './store/load-world.js';
import { emptyStore } from './store/store.js';
import type { World } from './world.js';

export type { Sandbox } from './http/serve-store.js';
export { sandboxToken } from './http/sessions.js';

/** What to serve, and where. */
export interface SandboxOptions extends ServeOptions {
  readonly world: World;
  /** Tickets that a search does not tell apart come in another order each time, as PostgreSQL returns them. */
  readonly shuffleTies?: boolean;
}

/**
 * Starts a Request Tracker 5 in memory that speaks REST 1.0 as the real one does, with the world
 * in it and no tickets. Everything is gone once it is closed.
 */
export async function startSandbox({
  world,
  shuffleTies = false,
  ...options
}: SandboxOptions): Promise<Sandbox> {
  const store = emptyStore(world, () => Math.floor(Date.now() / 1000));
  store.shuffleTies = shuffleTies;
  loadWorld(store, world);
  return serveStore(store, options);
}
