import { populateDemo } from './demo/populate.js';
import { demoWorld } from './demo/world.js';
import { type Sandbox, type ServeOptions, serveStore } from './http/serve-store.js';
import { loadWorld } from './store/load-world.js';
import { emptyStore } from './store/store.js';
import type { World } from './world.js';

export { demoLogins } from './demo/people.js';
export { demoWorld } from './demo/world.js';
export type { Sandbox, SandboxCall, ServeOptions } from './http/serve-store.js';
export type { World } from './world.js';

/** What to serve, and where. */
export interface SandboxOptions extends ServeOptions {
  /** Queues, people, groups, custom fields and rights. Without it: a made-up help desk with about 200 tickets. */
  readonly world?: World;
  /** Stops the sandbox's clock at this moment; the help desk is the same for the same moment. */
  readonly now?: Date;
  /** Tickets that a search does not tell apart come in another order each time, as PostgreSQL returns them. */
  readonly shuffleTies?: boolean;
}

/**
 * Starts a Request Tracker 5 in memory that speaks REST 1.0 as the real one does. With a world it has no tickets yet.
 * Everything is gone once it is closed.
 */
export async function startSandbox({
  world,
  now,
  shuffleTies = false,
  ...options
}: SandboxOptions = {}): Promise<Sandbox> {
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const moment = now === undefined ? seconds() : Math.floor(now.getTime() / 1000);
  // The demo is searched for what was said, which RT leaves off by default.
  const store = emptyStore(world ?? demoWorld, () => moment, world === undefined);
  store.shuffleTies = shuffleTies;
  loadWorld(store, world ?? demoWorld);
  if (world === undefined) populateDemo(store, moment);
  store.clock = now === undefined ? seconds : () => moment;
  return serveStore(store, options);
}
