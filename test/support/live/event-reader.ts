import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';

/** One event of a stream. */
export interface StreamEvent {
  readonly event?: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  readonly data?: any;
}

/** An event stream, read as a browser's EventSource does: by its lines. */
export interface EventReader {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly events: readonly StreamEvent[];
  /** Comments that have come. */
  readonly comments: () => number;
  readonly hasEnded: () => boolean;
  /** All that has come, as it came. */
  readonly text: () => string;
  /** Closes the connection as a killed client's system does. */
  leave(): void;
  /** Reads nothing any more, or goes on. */
  pause(): void;
}

/** Sends a request and reads what comes. Resolves with the response's headers. */
export function readEvents(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object;
  },
): Promise<EventReader> {
  const { method = 'POST', headers, body } = options;
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request(
      url,
      {
        method,
        headers: {
          accept: 'text/event-stream',
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        let rest = '';
        let comments = 0;
        let hasEnded = false;
        const events: StreamEvent[] = [];
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          rest += chunk;
          for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
            const block = rest.slice(0, end);
            rest = rest.slice(end + 2);
            if (block.startsWith(':')) comments++;
            else events.push(eventIn(block));
          }
        });
        response.on('close', () => {
          hasEnded = true;
        });
        response.on('error', () => undefined);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          events,
          comments: () => comments,
          hasEnded: () => hasEnded,
          text: () => text,
          leave: () => asked.destroy(),
          pause: () => response.pause(),
        });
      },
    );
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}

function eventIn(block: string): StreamEvent {
  const fields = block.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')] as const;
  });
  const { data = '', ...rest } = Object.fromEntries(fields);
  return { ...rest, ...(data !== '' && { data: JSON.parse(data) }) };
}
