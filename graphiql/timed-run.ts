import type { FetcherReturnType } from '@graphiql/toolkit';
import { type Extensions, setLastRun } from './last-run.js';

type Answer = Awaited<FetcherReturnType>;

/**
 * Sends an operation, and tells the page how long it takes and what the server says it cost. That is taken out of the
 * answer unless the person asked for it: the answer is to look as any client gets it.
 */
export async function timedRun(
  send: () => Promise<unknown>,
  { keepExtensions }: { readonly keepExtensions: boolean },
): Promise<Answer> {
  const start = performance.now();
  let told: Extensions = {};
  let answers = 0;
  setLastRun({ answers });

  function came<T>(result: T): T {
    // Parts that come in one piece of the response come as one list.
    const parts: unknown[] = Array.isArray(result) ? result : [result];
    answers += parts.length;
    for (const part of parts) {
      const extensions: unknown = isObject(part) ? part['extensions'] : undefined;
      if (!isObject(extensions) || !isObject(part)) continue;
      const { rt, cost, ...others } = extensions as Extensions;
      told = { ...told, ...(rt && { rt }), ...(cost && { cost }) };
      if (keepExtensions) continue;
      if (Object.keys(others).length > 0) part['extensions'] = others;
      else delete part['extensions'];
    }
    setLastRun({ ...told, ms: performance.now() - start, answers });
    return result;
  }

  /** A run that ended without an answer is not running any more. */
  function ended(): void {
    if (answers === 0) setLastRun({ ms: performance.now() - start, answers });
  }

  function failed(error: unknown): never {
    ended();
    throw error;
  }

  const answer = await send().catch(failed);
  if (!isAsyncIterable(answer)) return came(answer) as Answer;
  const results = answer[Symbol.asyncIterator]();
  // Not a generator: its return() would wait for the next result.
  const passed: AsyncIterableIterator<unknown> = {
    [Symbol.asyncIterator]: () => passed,
    next: async () => {
      const step = await results.next().catch(failed);
      if (step.done !== true) return { ...step, value: came(step.value) };
      ended();
      return step;
    },
    return: async () => {
      ended();
      return (await results.return?.()) ?? { done: true, value: undefined };
    },
  };
  return passed as Answer;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
