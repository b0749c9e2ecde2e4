import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.js';
import { wantedUnder } from '../wanted.js';
import type { Result } from './payload.js';

/** What mutations share over requests: results by idempotency key, and one writer at a time on a ticket. */
export interface WriteGuard {
  /**
   * Runs a write once for a caller's key: a repeat, at the same time or later, gets the first result. A write
   * that failed before RT can have seen it is forgotten and may be tried again.
   * @throws InvalidInputError when the key was used for another input
   */
  once(
    caller: string,
    key: string | null | undefined,
    input: unknown,
    run: () => Promise<Result>,
  ): Promise<Result>;
  /** Runs with no other write of this process on the same tickets. */
  alone<T>(tickets: readonly number[], run: () => Promise<T>): Promise<T>;
}

/**
 * Runs one mutation: once by its key, alone on its tickets, and with everything read before forgotten. What it
 * reads after its write serves its payload too; where the outcome is unknown, the payload reads anew.
 */
export function guarded(
  context: Context,
  options: {
    readonly name: string;
    readonly key?: string | null | undefined;
    readonly input: unknown;
    readonly tickets?: readonly number[];
    readonly info?: GraphQLResolveInfo;
  },
  run: (context: Context) => Promise<Result>,
): Promise<Result> {
  return context.guard.once(
    context.callerKey,
    options.key == null ? undefined : `${options.name} ${options.key}`,
    options.input,
    () =>
      context.guard.alone(options.tickets ?? [], async () => {
        context.load.forget();
        const { info } = options;
        const result = await run(
          info ? { ...context, selected: wantedUnder(info, 'ticket') } : context,
        );
        const unknown = result.userErrors.some(({ code }) => code === 'UNKNOWN_OUTCOME');
        if (unknown) context.load.forget();
        const [askedId, another] = options.tickets ?? [];
        return another === undefined ? { ...result, askedId } : result;
      }),
  );
}
