import { useEffect, useRef, useState } from 'react';
import { type AnyVariables, type Client, type TypedDocumentNode, useClient } from 'urql';

/** What a subscription is resumed with: its variables after some event. */
export type Resume = Readonly<Record<string, unknown>>;

/** How a subscription is followed. */
interface LiveOptions<Data> {
  /** Asks where now is, so that nothing is missed between what is shown and the first event. */
  readonly now: (client: Client) => Promise<Resume | undefined>;
  /** Where an event is. */
  readonly read: (data: Data) => Resume | undefined;
  /** Something has changed, or may have. */
  readonly onChange: () => void;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;

/**
 * Follows a subscription for as long as the component is shown. It begins with where now is, then has what is shown read
 * anew, and goes on from there: no change falls in between. A stream that breaks is resumed after the last event, with
 * growing pauses. Returns whether it is connected.
 */
export function useLive<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: LiveOptions<Data>,
): boolean {
  const client = useClient();
  const [isLive, setLive] = useState(false);
  const latest = useRef(options);
  latest.current = options;
  const key = JSON.stringify(variables);

  useEffect(() => {
    let isOver = false;
    let stop: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = firstPauseMs;
    let resume: Resume | undefined;

    async function connect(): Promise<void> {
      resume ??= await latest.current.now(client);
      if (isOver) return;
      if (!resume) return again();
      setLive(true);
      latest.current.onChange();
      const wanted: Variables = { ...JSON.parse(key), ...resume };
      let hasEnded = false;
      const { unsubscribe } = client.subscription(document, wanted).subscribe((result) => {
        const place = result.data && latest.current.read(result.data);
        if (place) {
          pause = firstPauseMs;
          resume = place;
          latest.current.onChange();
        }
        // A place that is not taken any more would be refused for ever.
        if (result.error) resume = undefined;
        if ((result.error || !result.hasNext) && !hasEnded) {
          hasEnded = true;
          again();
        }
      });
      stop = unsubscribe;
    }

    function again(): void {
      if (isOver) return;
      setLive(false);
      stop?.();
      timer = setTimeout(connect, pause);
      pause = Math.min(longestPauseMs, 2 * pause);
    }

    void connect();
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop?.();
      setLive(false);
    };
  }, [client, document, key]);

  return isLive;
}
