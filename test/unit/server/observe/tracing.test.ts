import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../../../../src/config.js';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/sandbox.js';
import { type App, createApp } from '../../../../src/server/app.js';
import { createTracing } from '../../../../src/server/observe/tracing.js';
import { stateInProcess } from '../../../../src/server/state/state.js';
import { type RecordingProxy, recordingProxy } from '../../../support/http/recording-proxy.js';
import { readableLog } from '../../../support/observe/log-lines.js';

const exporter = new InMemorySpanExporter();
let sandbox: Sandbox;
let proxy: RecordingProxy;
let app: App;
beforeAll(async () => {
  sandbox = await startSandbox();
  proxy = await recordingProxy(sandbox.url);
  const config = readConfig({ RT_URL: proxy.url, RT_USER: 'root', RT_PASSWORD: 'password' });
  const tracing = createTracing(new SimpleSpanProcessor(exporter));
  const { log } = readableLog('warn');
  app = createApp(config, log, stateInProcess(), undefined, [tracing]);
});
afterAll(async () => {
  await app?.close();
  await proxy?.close();
  await sandbox?.close();
});
beforeEach(() => exporter.reset());

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

async function ask(query: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await app.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'traced-1', ...headers },
      body: JSON.stringify({ query, variables: { text: 'canary-text' } }),
    }),
  );
  await response.text();
  // A request to RT ends some turns after its answer was read.
  await expect.poll(() => exporter.getFinishedSpans().length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return exporter.getFinishedSpans();
}

test('an operation is a span of the trace that its request names, with one for each request to RT', async () => {
  const traceparent = `00-${traceId}-${spanId}-01`;
  const spans = await ask('query Mine { viewer { user { name } } ticket(id: 1) { subject } }', {
    traceparent,
  });
  const operation = spans.find(({ name }) => name === 'query');
  expect(operation?.spanContext().traceId).toBe(traceId);
  expect(operation?.parentSpanContext?.spanId).toBe(spanId);
  expect(operation?.resource.attributes['service.name']).toBe('rt-graphql');
  expect(operation?.attributes).toMatchObject({
    'graphql.operation.name': 'Mine',
    'graphql.operation.type': 'query',
    'http.response.status_code': 200,
    'rt_graphql.request_id': 'traced-1',
  });
  const ofRt = spans.filter(({ name }) => name.startsWith('RT '));
  expect(ofRt.map(({ name }) => name)).toEqual(expect.arrayContaining(['RT login', 'RT show']));
  for (const span of ofRt) {
    expect(span.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
    expect(span.attributes['rt.outcome']).toBe('answered');
  }
  // What stands before RT can go on with each of them.
  expect(proxy.requests.map(({ headers }) => headers['traceparent'])).toEqual(
    expect.arrayContaining(ofRt.map((span) => `00-${traceId}-${span.spanContext().spanId}-01`)),
  );
  const told = JSON.stringify(
    spans.map(({ name, attributes, status }) => [name, attributes, status]),
  );
  expect(told).not.toMatch(/password|canary|REST\/|RT_SID|root/);
});

test('without a trace, or with a malformed one, an operation begins its own', async () => {
  for (const traceparent of ['', 'nonsense', `00-${'0'.repeat(32)}-${spanId}-01`]) {
    exporter.reset();
    const [span] = await ask('{ __typename }', { traceparent });
    expect(span?.parentSpanContext).toBeUndefined();
    expect(span?.spanContext().traceId).toMatch(/^[\da-f]{32}$/);
  }
});

test('what a client did wrong is no error of its span, and what RT did is', async () => {
  const [invalid] = await ask('{ nothing }');
  expect([invalid?.name, invalid?.status.code]).toEqual(['graphql', 0]);
  await proxy.close();
  const spans = await ask('{ ticket(id: 2) { subject } }');
  const failed = spans
    .filter(({ status }) => status.code === 2)
    .map(({ status }) => status.message);
  expect(failed).toEqual(expect.arrayContaining(['refused', 'RT_UNAVAILABLE']));
});
