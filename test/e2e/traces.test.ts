import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCli } from '../support/process/cli-server.js';

/** What OTLP's JSON has of a span, as far as it is looked at here. */
interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly spanId: string;
}

test('traces go to a collector by OTLP, with its headers, and the last of them at the end', async () => {
  const spans: SentSpan[] = [];
  const seen: { path: string | undefined; key: unknown; text: string }[] = [];
  const collector = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      seen.push({ path: request.url, key: request.headers['x-key'], text });
      for (const { scopeSpans } of JSON.parse(text).resourceSpans) {
        for (const { spans: own } of scopeSpans) spans.push(...own);
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never the string that a pipe's is.
  const { port } = collector.address() as AddressInfo;
  const server = await startCli({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret-key',
    OTEL_SERVICE_NAME: 'help-desk',
    // Nothing is sent before the end.
    OTEL_BSP_SCHEDULE_DELAY: '60000',
  });
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    },
    body: JSON.stringify({ query: '{ ticket(id: 1) { subject } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { ticket: {} } });
  expect(spans).toEqual([]);
  expect(await server.stop()).toBe(0);
  collector.close();
  const operation = spans.find(({ name }) => name === 'query');
  expect(operation).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' });
  const ofRt = spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
  expect(ofRt.map(({ name }) => name)).toContain('RT show');
  expect(seen[0]).toMatchObject({ path: '/v1/traces', key: 'secret-key' });
  expect(seen[0]?.text).toContain('help-desk');
  expect(server.stdout()).not.toContain('secret-key');
});

test('without a collector nothing of the OpenTelemetry SDK is loaded', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'loaded-'));
  // V8 then writes down which files were loaded.
  const loadedWith = async (env: Readonly<Record<string, string>>) => {
    const server = await startCli({ ...env, NODE_V8_COVERAGE: dir });
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await server.stop()).toBe(0);
    const files = await readdir(dir);
    const texts = await Promise.all(files.map((file) => readFile(join(dir, file), 'utf8')));
    await Promise.all(files.map((file) => rm(join(dir, file))));
    return texts.flatMap((text) => {
      const { result } = JSON.parse(text) as {
        readonly result: readonly { readonly url: string }[];
      };
      return result.flatMap(({ url }) => url.match(/@opentelemetry\/[a-z-]+/)?.[0] ?? []);
    });
  };
  try {
    const off = new Set(await loadedWith({}));
    expect([...off]).toEqual([]);
    const on = new Set(await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }));
    expect([...on]).toContain('@opentelemetry/sdk-trace-base');
  } finally {
    await rm(dir, { recursive: true });
  }
});
