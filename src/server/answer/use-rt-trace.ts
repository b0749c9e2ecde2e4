import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { RtTrace } from '../../rt/connection/trace.js';
import type { RequestContext } from '../request-context.js';

const rounded = (ms: number) => Math.round(ms * 10) / 10;

/** What `extensions.rt` tells: how often RT was asked, for how long, and for what. */
function report(trace: RtTrace) {
  return {
    requests: trace.calls.length,
    logins: trace.logins,
    ms: rounded(trace.ms),
    bytes: trace.bytes,
    calls: trace.calls.map(({ rest, operation, objects, ms, columns, sharers }) => ({
      rest,
      operation,
      objects,
      ms: rounded(ms),
      columns,
      ...(sharers !== undefined && { sharers }),
    })),
  };
}

/**
 * Adds `Server-Timing: rt;dur=…` to every answer, and `extensions.rt` and `extensions.cost` where `x-rt-trace: 1` asks for
 * them: of an answer in parts, to the last one. Its Server-Timing is of what went before the first part.
 */
export function useRtTrace(): Plugin<RequestContext> {
  const traces = new WeakMap<Request, RtTrace>();
  return {
    onExecute({ args }) {
      const { contextValue } = args;
      const { trace, request } = contextValue;
      traces.set(request, trace);
      return {
        onExecuteDone({ result, setResult }) {
          if (request.headers.get('x-rt-trace') !== '1') return undefined;
          if (!isAsyncIterable(result)) {
            setResult(traced(result, contextValue));
            return undefined;
          }
          return {
            onNext({ result: part, setResult: setPart }) {
              if (Reflect.get(part, 'hasNext') === false) setPart(traced(part, contextValue));
            },
          };
        },
      };
    },
    onResponse({ request, response }) {
      const trace = traces.get(request);
      if (trace) response.headers.append('server-timing', `rt;dur=${rounded(trace.ms)}`);
    },
  };
}

/** A result with what its operation asked of RT, and what it cost. */
export function traced(result: ExecutionResult, { trace, cost }: RequestContext): ExecutionResult {
  const told = { rt: report(trace), ...(cost && { cost }) };
  return { ...result, extensions: { ...result.extensions, ...told } };
}
