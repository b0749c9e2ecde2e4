import { setTimeout as sleep } from 'node:timers/promises';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { fixedLimits } from '../../limits.js';
import type { Logger } from '../log.js';
import { LineRation } from './line-ration.js';
import { createTracing, type Tracing } from './tracing.js';

/**
 * Traces that are sent to a collector by OTLP over HTTP. Where to, with which headers and in which batches the SDK reads
 * from its own variables (`OTEL_EXPORTER_OTLP_…`, `OTEL_BSP_…`).
 */
export function exportTraces(log: Pick<Logger, 'warn'>): Tracing {
  const ration = new LineRation(1, (left) => log.warn({ left }, 'traces could not be sent'));
  // What the SDK has to say may quote what it sends.
  const tell = () => {
    if (ration.take()) log.warn('traces could not be sent');
  };
  const quiet = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    DiagLogLevel.WARN,
  );
  const tracing = createTracing(new BatchSpanProcessor(new OTLPTraceExporter()));
  return {
    ...tracing,
    async stop() {
      const late = sleep(fixedLimits.maxTraceFlushMs, undefined, { ref: false });
      await Promise.race([tracing.stop().catch(tell), late]);
    },
  };
}
