import type { ExecutionResult } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { shownError } from './shown-result.js';

/** An answer, whole or in parts that come one after the other. */
export type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;

/** The parts of an answer, one after the other. */
export type AnswerParts = Required<Omit<AsyncIterableIterator<object>, 'throw'>>;

/**
 * The parts of an answer as clients see them: one where it is whole. To leave them ends the answer even if none was taken,
 * which a generator that has not begun would not do.
 */
export function answerParts(answer: Answer): AnswerParts {
  const parts = (isAsyncIterable(answer) ? answer : wholeOf(answer))[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await parts.next();
      return done ? ended : { done: false, value: shownPart(value) };
    },
    async return() {
      await parts.return?.();
      return ended;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const ended = { done: true, value: undefined } as const;

async function* wholeOf(answer: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield answer;
}

/** A part without what is for HTTP and for Yoga. It may have more than a result has: `incremental`, `hasNext`. */
function shownPart(part: ExecutionResult & { readonly stringify?: unknown }): object {
  const { stringify: _stringify, errors, extensions = {}, ...rest } = part;
  const { http: _http, ...shown } = extensions;
  return {
    ...rest,
    ...(errors && { errors: errors.map(shownError) }),
    ...(Object.keys(shown).length > 0 && { extensions: shown }),
  };
}
