import type { ExecutionResult } from 'graphql';
import { shownResult } from '../answer/shown-result.js';
import { eventOf } from './event-of.js';
import type { EventSource } from './event-stream.js';
import type { LiveRun } from './live-run.js';
import { piecewiseEvents } from './piecewise-events.js';

/**
 * A subscription as GraphQL over SSE has it, one connection for each: every result is a `next` with the ID to come back
 * with. The end is `complete`, unless the server stops: then the client shall come back.
 */
export function eventsOf(results: AsyncIterable<ExecutionResult>, run: LiveRun): EventSource {
  return piecewiseEvents(results[Symbol.asyncIterator](), {
    event: (result) => eventOf('next', shownResult(result), run.eventId()),
    last: () => (run.isStopped ? undefined : eventOf('complete')),
    leave: () => run.end(),
  });
}
