import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { isLong, jsonPieces } from './json-pieces.js';

/**
 * Writes an answer with long texts piece by piece: the JSON of 60 MB in one go would hold everybody else up for half a
 * second. It is for answers that are one JSON document; Yoga builds events and parts around the text of theirs.
 */
export function useLongAnswers(): Plugin {
  return {
    onResultProcess({ result, resultProcessor }) {
      if (resultProcessor?.name !== 'processRegularResult') return;
      if (Array.isArray(result) || isAsyncIterable(result) || !isLong(result.data)) return;
      // Yoga hands what this returns to `Response`, which takes a stream as well as a text.
      const stringify = ({ stringify: _, ...shown }: ExecutionResult & { stringify?: unknown }) =>
        streamOf(jsonPieces(shown));
      Object.assign(result, { stringify });
    },
  };
}

function streamOf(pieces: Iterator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = pieces.next();
      if (done) return controller.close();
      controller.enqueue(Buffer.from(value));
      await nextTurn();
    },
  });
}
