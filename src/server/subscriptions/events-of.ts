import type { ExecutionResult } from 'graphql';
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
  let hasEnded = false;
  return {
    async next() {
      if (hasEnded) return undefined;
      const { done, value } = await iterator.next();
      if (!done) return eventOf('next', shownResult(value), run.eventId());
      hasEnded = true;
      return run.isStopped ? undefined : eventOf('complete');
    },
    leave: () => run.end(),
  };
}
