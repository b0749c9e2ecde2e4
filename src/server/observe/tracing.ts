import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Errand } from '../../rt/connection/errand.js';
import { failures } from '../../rt/failures.js';
import { httpOfRequest } from '../answer/http-status.js';
import type { Watcher } from './watcher.js';

/** Traces of a process, and the watcher that makes their spans. */
export interface Tracing extends Watcher {
  /** Sends what is left. */
  stop(): Promise<void>;
}

const isFailure: ReadonlySet<string> = new Set(failures);

/**
 * One span for each operation, which continues the trace that its request names (W3C `traceparent`), and below it one for
 * each request to RT. What callers chose or RT answered is in none of them but the operation's name. Sampler, limits and
 * the name of the service are the SDK's own settings (`OTEL_…`).
 */
export function createTracing(processor: SpanProcessor): Tracing {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'rt-graphql' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('rt-graphql');
  const propagator = new W3CTraceContextPropagator();
  /** The operations that run. Their requests to RT are for the same errand. */
  const running = new WeakMap<Errand, { readonly span: Span; readonly context: Context }>();

  return {
    operations: {
      began(errand, { headers }) {
        const carrier: Record<string, string> = {};
        for (const name of propagator.fields()) {
          const value = headers.get(name);
          if (value !== null) carrier[name] = value;
        }
        const parent = propagator.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter);
        const span = tracer.startSpan(
          'graphql',
          { kind: SpanKind.SERVER, attributes: { 'rt_graphql.request_id': errand.requestId } },
          parent,
        );
        running.set(errand, { span, context: trace.setSpan(parent, span) });
      },
      ended({ errand, name, kind, status, codes, writes, events, rtRequests }) {
        const span = running.get(errand)?.span;
        if (!span) return;
        running.delete(errand);
        span.updateName(kind === 'unknown' ? 'graphql' : kind);
        span.setAttributes({
          'http.response.status_code': status,
          'rt_graphql.rt_requests': rtRequests,
          ...(kind !== 'unknown' && kind !== 'download' && { 'graphql.operation.type': kind }),
          ...(name !== undefined && { 'graphql.operation.name': name }),
          ...(codes.length > 0 && { 'rt_graphql.error_codes': [...codes] }),
          ...(writes.length > 0 && {
            'rt_graphql.outcome': writes.map(({ mutation, outcome }) => `${mutation} ${outcome}`),
          }),
          ...(events !== undefined && { 'rt_graphql.events': events }),
        });
        // A client's mistake is not an error of the server.
        const [fault] = codes.filter((code) => httpOfRequest(code).status >= 500);
        if (fault) span.setStatus({ code: SpanStatusCode.ERROR, message: fault });
        span.end();
      },
    },
    rt: {
      sent({ rest, operation, objects, errand, headers }) {
        const context = errand && running.get(errand)?.context;
        // Nobody's: a probe, or the logout of a session that was not used any more.
        if (!context) return undefined;
        const attributes = { 'rt.rest': rest, 'rt.operation': operation, 'rt.objects': objects };
        const span = tracer.startSpan(
          `RT ${operation}`,
          { kind: SpanKind.CLIENT, attributes },
          context,
        );
        // RT makes no spans, but the proxy before it may.
        propagator.inject(trace.setSpan(context, span), headers, defaultTextMapSetter);
        return ({ outcome, bytes }) => {
          span.setAttributes({ 'rt.outcome': outcome, 'http.response.body.size': bytes });
          if (isFailure.has(outcome)) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: outcome });
          }
          span.end();
        };
      },
    },
    stop: () => provider.shutdown(),
  };
}
