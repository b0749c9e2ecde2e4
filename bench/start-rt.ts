import { startSandbox } from '../src/sandbox/sandbox.js';
import { startRealRt } from '../test/support/real-rt/real-rt.js';
import { dearHashes } from '../test/support/real-rt/rt-site-config.js';
import type { testWorld } from '../test/support/world/world.js';

/** An RT that can be stopped. */
export interface StartedRt {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a bench's `--rt` names: RT `5` or `4`, or else the sandbox, with a world in it. */
export async function startRt(name: string, world: typeof testWorld): Promise<StartedRt> {
  if (name === '4' || name === '5')
    return startRealRt(name === '4' ? 4 : 5, world, [dearHashes], 4);
  const { url, close } = await startSandbox({ world });
  return { url, stop: () => close() };
}
