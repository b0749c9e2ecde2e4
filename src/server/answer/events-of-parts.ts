import { eventOf } from '../subscriptions/event-of.js';
import type { EventSource } from '../subscriptions/event-stream.js';
import { piecewiseEvents } from '../subscriptions/piecewise-events.js';
import type { AnswerParts } from './answer-parts.js';

/** An answer as events: `next` for each of its parts, and `complete`. */
export function eventsOfParts(parts: AnswerParts): EventSource {
  return piecewiseEvents(parts, {
    event: (part) => eventOf('next', part),
    last: () => eventOf('complete'),
    // Nobody is there to be told what goes wrong while it ends.
    leave: () => void parts.return().catch(() => undefined),
  });
}
