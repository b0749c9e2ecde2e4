import type { ExecutionResult } from 'graphql';
import { Piecewise } from '../answer/piecewise.js';
import { shownResult } from '../answer/shown-result.js';
import { eventOf } from './event-of.js';
import type { EventSource } from './event-stream.js';
import type { LiveRun } from './live-run.js';

/**
 * A subscription as GraphQL over SSE has it, one connection for each: every result is a `next` with the ID to come back
 * with. The end is `complete`, unless the server stops: then the client shall come back.
 */
export function eventsOf(results: AsyncIterable<ExecutionResult>, run: LiveRun): EventSource {
  const iterator = results[Symbol.asyncIterator]();
  const pieces = new Piecewise();
  let hasEnded = false;
  return {
    async next() {
      const more = await pieces.next();
      if (more !== undefined) return more;
      if (hasEnded) return undefined;
      const { done, value } = await iterator.next();
      if (!done) return pieces.start(eventOf('next', shownResult(value), run.eventId()));
      hasEnded = true;
      return run.isStopped ? undefined : pieces.start(eventOf('complete'));
    },
    leave: () => run.end(),
  };
}
