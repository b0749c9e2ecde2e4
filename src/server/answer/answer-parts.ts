import type { ExecutionResult } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { shownError } from './shown-result.js';

/** An answer, whole or in parts that come one after the other. */
export type Answer = ExecutionResult | AsyncIterable<ExecutionResult>;

/** The parts of an answer as clients see them: one where it is whole. */
export async function* answerParts(answer: Answer): AsyncGenerator<object> {
  if (!isAsyncIterable(answer)) yield shownPart(answer);
  else for await (const part of answer) yield shownPart(part);
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
