import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { RequestContext } from '../request-context.js';
import type { Mask } from './mask.js';
import { shownError } from './shown-result.js';

/**
 * Masks the errors of deferred and streamed parts. Yoga masks those of an answer, and knows nothing of the ones
 * inside what comes later.
 */
export function useMaskedIncrements(mask: Mask): Plugin<RequestContext> {
  return {
    onExecute: () => ({
      onExecuteDone({ result }) {
        if (!isAsyncIterable(result)) return undefined;
        return {
          onNext({ result: part, setResult }) {
            const incremental: unknown = Reflect.get(part, 'incremental');
            if (!Array.isArray(incremental)) return;
            const told = incremental.map((one: unknown) => masked(one, mask));
            setResult(Object.assign({ ...part }, { incremental: told }));
          },
        };
      },
    }),
  };
}

function masked(part: unknown, mask: Mask): unknown {
  if (typeof part !== 'object' || part === null || !('errors' in part)) return part;
  const { errors } = part;
  if (!Array.isArray(errors)) return part;
  return {
    ...part,
    errors: errors.map((error: unknown) => shownError(mask(error))),
  };
}
