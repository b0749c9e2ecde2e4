import { Piecewise } from '../answer/piecewise.js';
import type { EventSource } from './event-stream.js';

/** How to write the events of something. */
interface Events<T> {
  /** One item as an event. */
  readonly event: (item: T) => Iterator<string>;
  /** The last event; undefined where the stream ends without one. */
  readonly last: () => Iterator<string> | undefined;
  /** The client has gone. */
  readonly leave: () => void;
}

/** The events of items that come one after the other, each written piece by piece. */
export function piecewiseEvents<T>(
  items: Pick<AsyncIterator<T>, 'next'>,
  { event, last, leave }: Events<T>,
): EventSource {
  const pieces = new Piecewise();
  let hasEnded = false;
  return {
    async next() {
      const more = await pieces.next();
      if (more !== undefined) return more;
      if (hasEnded) return undefined;
      const { done, value } = await items.next();
      if (!done) return pieces.start(event(value));
      hasEnded = true;
      const end = last();
      return end && pieces.start(end);
    },
    leave,
  };
}
