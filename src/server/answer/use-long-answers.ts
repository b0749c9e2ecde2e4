import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { fixedLimits } from '../../limits.js';
import type { Connection } from '../caller/client-address.js';
import type { RequestContext } from '../request-context.js';
import { eventStream } from '../subscriptions/event-stream.js';
import { type Answer, type AnswerParts, answerParts } from './answer-parts.js';
import { eventsOfParts } from './events-of-parts.js';
import { isLong, jsonPieces } from './json-pieces.js';
import { multipartOf } from './multipart-of.js';
import { inTurns } from './piecewise.js';
import { streamOf } from './stream-of.js';

/**
 * Writes an answer with long texts piece by piece, and one in parts, which may be long: the JSON of 60 MB in one go
 * would hold everybody else up for half a second.
 */
export function useLongAnswers(): Plugin<RequestContext, Connection> {
  return {
    onResultProcess({
      request,
      result,
      resultProcessor,
      setResultProcessor,
      serverContext: { req },
    }) {
      if (Array.isArray(result) || !resultProcessor) return;
      // Yoga's type of a result is wider than what an operation has.
      const answer = result as Answer;
      if (!isAsyncIterable(answer) && !isLong(answer.data)) return;
      const cut = () => req?.socket.destroy();
      /** The status and headers that Yoga gives such an answer. */
      const head: typeof resultProcessor = async (_, ...rest) => {
        const response = await resultProcessor(standIn(answer), ...rest);
        // What it would do when its body is read must not stay undone.
        await response.text();
        return response;
      };
      const setBody = (type: string, bodyOf: () => ReadableStream<Uint8Array> | null) =>
        setResultProcessor(async (...given) => new Response(bodyOf(), await head(...given)), type);
      // Subscriptions have processors of their own.
      switch (resultProcessor.name) {
        case 'processRegularResult': {
          // Yoga hands what this returns to `Response`, which takes a stream as well as a text.
          const stringify = ({
            stringify: _,
            ...shown
          }: ExecutionResult & { stringify?: unknown }) =>
            streamOf(inTurns(jsonPieces(shown)), cut);
          Object.assign(answer, { stringify });
          return;
        }
        case 'processSSEResult':
          setBody('text/event-stream', () => eventsAs(partsFor(answer, request), cut));
          return;
        case 'processMultipartResult':
          setBody('multipart/mixed', () => {
            const parts = partsFor(answer, request);
            return streamOf(multipartOf(parts), cut, { leave: () => parts.return() });
          });
      }
    },
  };
}

/** The parts of an answer, which end with their client: Yoga tells a stream of Node's nothing of one that leaves. */
function partsFor(answer: Answer, { signal }: Request): AnswerParts {
  const parts = answerParts(answer);
  // Nobody is there to be told what goes wrong while they end.
  signal.addEventListener('abort', () => void parts.return().catch(() => undefined), {
    once: true,
  });
  return parts;
}

/** An answer that Yoga takes for the same kind, and that has nothing in it. */
function standIn(answer: Answer): Answer {
  return isAsyncIterable(answer) ? nothing() : { ...answer, data: {} };
}

async function* nothing(): AsyncGenerator<ExecutionResult> {
  // It has no parts.
}

function eventsAs(parts: AnswerParts, cut: () => void): ReadableStream<Uint8Array> | null {
  const { maxSilenceMs: keepAliveMs, maxUnreadMs } = fixedLimits;
  return eventStream(eventsOfParts(parts), { keepAliveMs, maxUnreadMs, cut }).body;
}
