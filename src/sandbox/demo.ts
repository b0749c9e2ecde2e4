import { populateDemo } from './demo/populate.js';
import { demoWorldDescription } from './demo/world.js';
import { type Sandbox, serveStore } from './http/serve-store.js';
import { loadWorld } from './store/load-world.js';
import { emptyStore } from './store/store.js';
import type { World } from './world.js';

export { demoLogins } from './demo/people.js';

/** The structure of the demo: queues, people, groups, fields and rights. */
export const demoWorld: World = demoWorldDescription;

/** Where the demo runs, and which moment its two months of work lead up to. */
export interface DemoOptions {
  readonly port?: number;
  readonly host?: string;
  /** The current time unless given. */
  readonly now?: Date;
}

/** Starts a made-up help desk with about two hundred tickets, the same for the same moment. */
export function startDemoSandbox({ now, ...options }: DemoOptions = {}): Promise<Sandbox> {
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const moment = now === undefined ? seconds() : Math.floor(now.getTime() / 1000);
  const store = emptyStore(demoWorld, () => moment, true);
  loadWorld(store, demoWorld);
  populateDemo(store, moment);
  store.clock = now === undefined ? seconds : () => moment;
  return serveStore(store, options);
}
