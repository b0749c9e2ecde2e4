/** What an event stream consists of, piece by piece. */
export interface EventSource {
  /** The next piece; undefined when the stream ends. Called when the client has taken the one before. */
  next(): Promise<string | undefined>;
  /** Nobody listens any more. */
  leave(): void;
}

/** How an event stream deals with silence and with clients that do not read. */
export interface EventStreamOptions {
  /** A comment is sent after so much silence, so that nobody between takes the connection for dead. */
  readonly keepAliveMs: number;
  /** A client that takes nothing for so long is cut. */
  readonly maxUnreadMs: number;
  readonly cut: () => void;
}

const comment = ':\n\n';

/**
 * An event stream as a response. It asks for a piece only when its client has taken the one before, so that a client
 * that does not read holds one piece, and is cut.
 */
export function eventStream(
  source: EventSource,
  { keepAliveMs, maxUnreadMs, cut }: EventStreamOptions,
): Response {
  // Some browsers take a stream for open only when something has come.
  let ready: { readonly piece: string | undefined } | undefined = { piece: comment };
  let isAsking = false;
  let give: ((piece: string | undefined) => void) | undefined;
  let silence: NodeJS.Timeout | undefined;
  let unread: NodeJS.Timeout | undefined;

  function ask(controller: ReadableStreamDefaultController<Uint8Array>): void {
    if (isAsking) return;
    isAsking = true;
    source.next().then(
      (piece) => {
        isAsking = false;
        if (give) give(piece);
        else ready = { piece };
      },
      (error) => controller.error(error),
    );
  }

  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        clearTimeout(unread);
        return new Promise((resolve) => {
          silence = setTimeout(() => give?.(comment), keepAliveMs);
          give = (piece) => {
            clearTimeout(silence);
            give = undefined;
            if (piece === undefined) controller.close();
            else {
              controller.enqueue(Buffer.from(piece));
              unread = setTimeout(cut, maxUnreadMs).unref();
            }
            resolve();
          };
          const now = ready;
          ready = undefined;
          if (now) give(now.piece);
          else ask(controller);
        });
      },
      cancel() {
        clearTimeout(unread);
        clearTimeout(silence);
        give = undefined;
        source.leave();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      connection: 'keep-alive',
      // Proxies must neither collect nor compress what comes.
      'content-encoding': 'none',
      'x-accel-buffering': 'no',
    },
  });
}
