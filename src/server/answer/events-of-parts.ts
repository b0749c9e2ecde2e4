import { eventOf } from '../subscriptions/event-of.js';
import type { EventSource } from '../subscriptions/event-stream.js';
import type { AnswerParts } from './answer-parts.js';
import { Piecewise } from './piecewise.js';

/** An answer as events: `next` for each of its parts, and `complete`. */
export function eventsOfParts(parts: AnswerParts): EventSource {
  const pieces = new Piecewise();
  let hasEnded = false;
  return {
    async next() {
      const more = await pieces.next();
      if (more !== undefined) return more;
      if (hasEnded) return undefined;
      const { done, value } = await parts.next();
      if (!done) return pieces.start(eventOf('next', value));
      hasEnded = true;
      return pieces.start(eventOf('complete'));
    },
    // Nobody is there to be told what goes wrong while it ends.
    leave: () => void parts.return().catch(() => undefined),
  };
}
