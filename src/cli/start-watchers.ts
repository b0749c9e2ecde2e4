import type { Config } from '../config.js';
import type { Logger } from '../server/log.js';
import type { Watcher } from '../server/observe/watcher.js';

/** What watches the server that is about to start. */
export interface Watchers {
  readonly all: readonly Watcher[];
  /** Call when nothing more is to be seen. */
  stop(): Promise<void>;
}

/**
 * Starts what the settings ask for: what they do not is not even loaded.
 * @throws ListenError where METRICS_PORT cannot be opened
 */
export async function startWatchers(
  { metrics: place, traces }: Config,
  log: Logger,
): Promise<Watchers> {
  const all: Watcher[] = [];
  const stops: (() => Promise<void>)[] = [];
  if (place) {
    const [{ createMetrics }, { serveMetrics }] = await Promise.all([
      import('../server/observe/metrics.js'),
      import('../server/observe/serve-metrics.js'),
    ]);
    const metrics = createMetrics();
    const served = await serveMetrics(metrics, place);
    log.info(`metrics at ${served.url}`);
    all.push(metrics);
    stops.push(served.stop);
  }
  if (traces) {
    const { exportTraces } = await import('../server/observe/export-traces.js');
    const tracing = exportTraces(log);
    all.push(tracing);
    stops.push(tracing.stop);
  }
  return {
    all,
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}
