import type { App } from '../../../src/server/app.js';
import { credentialsOf } from './ask.js';

/** A result of a subscription. */
export interface Event {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  readonly data?: any;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** A subscription that runs. */
export interface Subscription {
  /** All events so far. */
  readonly events: readonly Event[];
  /** Resolves with all events when there are so many. @throws when they do not come in time. */
  until(count: number, ms?: number): Promise<readonly Event[]>;
  /** Whether the server has ended the stream. */
  readonly hasEnded: () => boolean;
  stop(): void;
}

/** Subscribes by server-sent events. It is there when the answer has begun. */
export async function subscribe(
  app: App,
  query: string,
  {
    as = 'root',
    variables = {},
  }: { readonly as?: string; readonly variables?: Readonly<Record<string, unknown>> } = {},
): Promise<Subscription> {
  const end = new AbortController();
  const response = await app.fetch(
    new Request('http://localhost/graphql', {
      method: 'POST',
      signal: end.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: credentialsOf(as),
      },
      body: JSON.stringify({ query, variables }),
    }),
  );
  const events: Event[] = [];
  let hasEnded = false;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => {
    let text = '';
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) break;
      text += part.value;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: ?(.+)$/m.exec(block)?.[1];
        if (data !== undefined && /^event: ?next$/m.test(block)) events.push(JSON.parse(data));
      }
    }
  };
  read()
    .catch(() => undefined)
    .finally(() => {
      hasEnded = true;
    });
  return {
    events,
    hasEnded: () => hasEnded,
    async until(count, ms = 15_000) {
      for (const end = Date.now() + ms; events.length < count; ) {
        if (Date.now() > end) {
          throw new Error(`${events.length} of ${count} events: ${JSON.stringify(events)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return events;
    },
    stop() {
      end.abort();
      reader?.cancel().catch(() => undefined);
    },
  };
}
