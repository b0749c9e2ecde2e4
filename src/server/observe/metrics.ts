import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { clientLeft } from './operation.js';
import type { Watcher } from './watcher.js';

/** Seconds, from an answer out of memory to the longest operation. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** All metrics of a process, and the watcher that counts them. Labels have few values, none of which a caller chooses. */
export interface Metrics extends Watcher {
  readonly registry: Registry;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const own = (name: string, help: string) => ({ name: `rt_graphql_${name}`, help, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ ...own(name, help), labelNames });
  const histogram = <L extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly L[],
  ) => new Histogram<L>({ ...own(name, help), buckets, labelNames });

  const operations = counter(
    'operations_total',
    'GraphQL operations and downloads, by their first error code; OK without errors, LEFT if the client did not wait',
    ['kind', 'status'],
  );
  const operationSeconds = histogram(
    'operation_duration_seconds',
    'Time from a request to the end of its response, without subscriptions',
    durations,
    ['kind'],
  );
  const writes = counter('writes_total', 'Mutations by outcome', ['mutation', 'outcome']);
  const subscriptions = new Gauge(own('subscriptions', 'Open subscriptions'));
  const events = counter('subscription_events_total', 'Events sent to subscribers');
  const requests = counter('rt_requests_total', 'Requests to RT, including logins and probes', [
    'rest',
    'operation',
    'outcome',
  ]);
  const requestSeconds = histogram(
    'rt_request_duration_seconds',
    "Time from sending a request to the last byte of RT's response",
    durations,
    ['rest', 'operation'],
  );
  const bytes = counter('rt_response_bytes_total', "Bytes of RT's responses", ['rest']);
  const fallbacks = counter(
    'rest2_fallbacks_total',
    'Reads that REST 1.0 served because the response of REST 2.0 could not be used',
    ['reason'],
  );
  const batches = histogram(
    'batch_size',
    'Objects that one operation requests together',
    [1, 2, 5, 10, 25, 50, 100, 250, 500],
    ['loader'],
  );
  const waits = histogram(
    'queue_wait_seconds',
    'Time that requests wait until they are sent to RT (RT_CONCURRENCY)',
    durations,
    ['kind'],
  );
  const refused = counter(
    'queue_refused_total',
    'Requests rejected because too many were waiting for RT',
    ['kind'],
  );
  const logins = counter('logins_total', 'Logins at RT', ['outcome']);
  const lockOuts = counter('lock_outs_total', 'Logins rejected because too many had failed', [
    'of',
  ]);
  const breaker = new Gauge(
    own('breaker_open', '1 while RT is unreachable and no requests are sent to it'),
  );
  const uploads = counter('upload_bytes_total', 'Bytes of uploaded files');
  const deliveries = counter('webhook_deliveries_total', 'Events sent to webhooks', ['outcome']);

  return {
    registry,
    operations: {
      ended({ kind, status, codes, ms, writes: written }) {
        operations.inc({ kind, status: codes[0] ?? (status === clientLeft ? 'LEFT' : 'OK') });
        if (kind !== 'subscription') operationSeconds.observe({ kind }, ms / 1000);
        for (const { mutation, outcome } of written) writes.inc({ mutation, outcome });
      },
      subscribed: (isOpen) => subscriptions.inc(isOpen ? 1 : -1),
      told: () => events.inc(),
    },
    rt: {
      sent:
        ({ rest, operation }) =>
        ({ outcome, ms, bytes: size }) => {
          requests.inc({ rest, operation, outcome });
          requestSeconds.observe({ rest, operation }, ms / 1000);
          bytes.inc({ rest }, size);
        },
      waited(kind, ms, isServed) {
        waits.observe({ kind }, ms / 1000);
        if (!isServed) refused.inc({ kind });
      },
      login: (outcome) => logins.inc({ outcome }),
      breaker: (isOpen) => breaker.set(isOpen ? 1 : 0),
      fellBack: (reason) => fallbacks.inc({ reason }),
    },
    watch({ sessions, waiting, redis }) {
      const looked = (name: string, help: string, look: () => number) =>
        new Gauge({
          ...own(name, help),
          collect() {
            this.set(look());
          },
        });
      looked('rt_sessions', 'Open sessions in RT', sessions);
      looked('queue_waiting', 'Requests waiting to be sent to RT', waiting);
      if (redis) {
        const help = '1 while Redis is reachable, else 0; only where REDIS_URL is set';
        looked('redis_reachable', help, () => (redis() ? 1 : 0));
      }
    },
    batch: (loader, size) => batches.observe({ loader }, size),
    uploaded: (size) => uploads.inc(size),
    lockedOut: ({ of }) => lockOuts.inc({ of }),
    delivered: (outcome) => deliveries.inc({ outcome }),
  };
}
