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
  await takeAllIn(server, connections);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
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
 * Takes in the connections that the system holds for the server: it would reset them when the port closes. Node takes
 * one in each turn of its event loop. Clients that come back at once would keep the queue full, so it is made shorter
 * before; there is no public way to say that to a server that listens already.
 */
async function takeAllIn(server: Server, connections: Connections): Promise<void> {
  const { _handle } = server as { _handle?: { listen?(backlog: number): number } };
  _handle?.listen?.(0);
  // For those whose first packets are on their way.
  await sleep(lookEveryMs);
  const end = performance.now() + fixedLimits.maxTakeInMs;
  for (let start = performance.now(); start < end; start = performance.now()) {
    const before = connections.taken;
    await turn();
    // Nobody waited, and hardly anybody can have come since.
    if (connections.taken === before && performance.now() - start < shortTurnMs) return;
  }
}
