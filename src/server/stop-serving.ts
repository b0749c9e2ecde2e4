import type { Server } from 'node:http';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { fixedLimits } from '../limits.js';
import type { Connections } from './connections.js';
import type { Logger } from './log.js';

const lookEveryMs = 25;
/** What a turn of the event loop takes in which there is nothing to do, and some more. */
const shortTurnMs = 0.2;

/**
 * Stops a server without losing a request. Closing idle connections at once would lose those on which a request is
 * on its way, so for a short time everything is still answered, and every answer closes its connection. Then the port
 * closes, what came whole gets its answer, and clients that have sent half a request are waited for only while they
 * go on sending.
 */
export async function stopServing(
  server: Server,
  connections: Connections,
  log: Logger,
): Promise<void> {
  const start = Date.now();
  const passed = () => Date.now() - start;
  connections.close();
  await sleep(fixedLimits.stopGraceMs);
  connections.hold();
  await takeAllIn(connections);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  connections.release();
  while (connections.size > 0) {
    connections.cutQuiet(fixedLimits.stopGraceMs);
    if (passed() > fixedLimits.maxHalfSentMs) connections.cutHalfSent();
    if (passed() > fixedLimits.maxStopMs) {
      log.warn({ cut: connections.running() }, 'cutting requests that did not finish in time');
      connections.cut();
    }
    await sleep(lookEveryMs);
  }
  await closed;
}

/**
 * Takes in the connections that the system holds for the server, and that it would reset when the port closes. Node takes
 * one in each turn of its event loop. Clients that come back at once keep the queue full, so answers are held back
 * meanwhile, and the port closes when for a moment nobody has come.
 */
async function takeAllIn(connections: Connections): Promise<void> {
  const end = performance.now() + fixedLimits.maxTakeInMs;
  let seen = connections.taken;
  let quietSince = performance.now();
  for (let start = quietSince; start < end; start = performance.now()) {
    await turn();
    const now = performance.now();
    if (connections.taken > seen) {
      seen = connections.taken;
      quietSince = now;
      // In a long turn somebody may have come after the look.
    } else if (now - quietSince >= lookEveryMs && now - start < shortTurnMs) return;
    else await sleep(1);
  }
}
