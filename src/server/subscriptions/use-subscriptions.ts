import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  getOperationAST,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { fixedLimits } from '../../limits.js';
import type { RtTrace } from '../../rt/connection/trace.js';
import { graphqlError } from '../../schema/errors.js';
import type { Mask } from '../answer/mask.js';
import { traced } from '../answer/use-rt-trace.js';
import type { Connection } from '../caller/client-address.js';
import { checkQuery, type QueryLimits } from '../limits/check-query.js';
import type { Operations } from '../observe/operations.js';
import { isOwnEventSource } from '../request/csrf-gate.js';
import { letTakeEvents, takesEvents, wholeDocument } from '../request/use-accept.js';
import type { RequestContext } from '../request-context.js';
import { Callback, callbackHeaders } from './callback.js';
import { conditionalRoot } from './conditional-root.js';
import { eventStream } from './event-stream.js';
import { eventsOf } from './events-of.js';
import type { JointStreams } from './joint-streams.js';
import { followLive, LiveRun } from './live-run.js';
import type { Subscriptions } from './subscriptions.js';

type Results = AsyncIterable<ExecutionResult>;
type Asked = RequestContext & { readonly request: Request };

/**
 * Runs subscriptions: as many as there is room for, each event paid for like an operation of its own, and nothing left
 * behind when a client goes. Over HTTP they are event streams.
 */
export function useSubscriptions(options: {
  readonly subscriptions: Subscriptions;
  /** Hears of those that are open, and of what they tell. */
  readonly operations: Operations;
  readonly streams: JointStreams;
  /** Origins that may be told events by callbacks. */
  readonly callbacks: readonly string[];
  readonly limits: QueryLimits;
  readonly mask: Mask;
  /** The mask of an error for which a whole request is refused. */
  readonly refuse: Mask;
  readonly failed: (error: unknown) => void;
  /** Takes the cost of an operation from what its caller may spend in this minute. */
  readonly spend: (caller: string, cost: number) => Promise<number>;
}): Plugin<RequestContext, Connection> {
  const { subscriptions, operations, streams, limits, spend } = options;
  const joint = new WeakMap<Request, ReturnType<JointStreams['reserve']>>();
  const callbacks = new WeakMap<Request, Callback>();
  const runs = new WeakMap<Request, LiveRun>();

  async function start(args: ExecutionArgs, context: Asked) {
    const { request } = context;
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation)
      throw graphqlError('Set operationName to the name of one operation in the document.', {
        code: 'BAD_USER_INPUT',
      });
    const variables = args.variableValues ?? {};
    const { cost } = checkQuery(args.document, operation, variables, {
      ...limits,
      schema: args.schema,
    });
    const mask: Mask = (error) => {
      const masked = options.mask(error);
      operations.answered(request, { errors: [masked] });
      return masked;
    };
    subscriptions.checkRoom();
    const account = await context.account();
    const pay = () => spend(account, Math.max(1, cost));
    const whole = { ...args, document: wholeDocument(args.document) };
    const run = new LiveRun({
      lastEventId: request.headers.get('last-event-id') || undefined,
      mask,
      spend: pay,
      checkCaller: () => context.checkCaller(),
      async execute(event) {
        const { result, trace } = await executeEvent(event, whole, context);
        operations.answered(request, result);
        operations.told(request, trace);
        return result;
      },
      onEnd() {
        operations.unsubscribed(request);
        request.signal.removeEventListener('abort', left);
        leave();
      },
    });
    const left = () => run.end();
    const leave = subscriptions.enter(account, run);
    request.signal.addEventListener('abort', left);
    // It may have gone before anybody listened.
    if (request.signal.aborted) left();
    try {
      await pay();
      // A router that does not expect it is not told anything.
      await callbacks.get(request)?.check();
      followLive(context, run);
      const events = await createSourceEventStream(whole);
      if (!isAsyncIterable(events)) {
        run.end();
        return events;
      }
      run.begin(events);
      operations.subscribed(request);
      runs.set(request, run);
      return run;
    } catch (error) {
      run.end();
      throw error;
    } finally {
      // What began it is done: each event has means of its own.
      context.over();
    }
  }

  return {
    onValidate({ params: { documentAST }, setResult }) {
      const error = conditionalRoot(documentAST);
      if (error) setResult([error]);
    },
    onSubscribe({ args, setSubscribeFn }) {
      const { contextValue: context } = args;
      setSubscribeFn(async (given: ExecutionArgs) => {
        try {
          checkRequest(context.request);
          return await start(given, context);
        } catch (error) {
          context.over();
          return { errors: [options.mask(error)] };
        }
      });
    },
    onParams({ request, params }) {
      try {
        const callback = Callback.in(params.extensions, options.callbacks);
        if (callback) {
          callbacks.set(request, callback);
          letTakeEvents(request);
        }
        joint.set(request, streams.reserve(request, params.extensions?.['operationId']));
      } catch (error) {
        throw options.refuse(error);
      }
    },
    onResultProcess({ request, result, setResultProcessor, serverContext: { req } }) {
      const place = joint.get(request);
      if (place && !Array.isArray(result)) {
        setResultProcessor(() => {
          // What an operation fails with is a result of it; there is nothing else to fail.
          place.stream.tell(place.id, result as ExecutionResult | Results).catch(options.failed);
          return new Response(null, { status: 202 });
        }, 'application/json');
        return;
      }
      const run = runs.get(request);
      if (!run || !isAsyncIterable(result)) return;
      const callback = callbacks.get(request);
      if (callback) {
        setResultProcessor(() => {
          callback.tell(result as Results, run).catch(options.failed);
          return Response.json({ data: null }, { headers: callbackHeaders });
        }, 'application/json');
        return;
      }
      setResultProcessor(
        // Yoga's own type of a result is wider than what a subscription has.
        () =>
          eventStream(eventsOf(result as Results, run), {
            keepAliveMs: fixedLimits.maxSilenceMs,
            maxUnreadMs: fixedLimits.maxUnreadMs,
            cut: () => req?.socket.destroy(),
          }),
        'text/event-stream',
      );
    },
  };
}

/** Runs a subscription's operation for one event, with loaders, deadline and budgets of its own. */
async function executeEvent(
  event: unknown,
  args: ExecutionArgs,
  context: Asked,
): Promise<{ readonly result: ExecutionResult; readonly trace: RtTrace }> {
  const own = { ...context, ...(await context.fresh()) };
  try {
    const result = await execute({ ...args, rootValue: event, contextValue: own });
    const isTraced = context.request.headers.get('x-rt-trace') === '1';
    return { result: isTraced ? traced(result, own) : result, trace: own.trace };
  } finally {
    own.over();
  }
}

/** @throws GraphQLError where a request is not one that can get a stream */
function checkRequest(request: Request): void {
  if (!takesEvents(request)) throw notAStream();
  if (request.method === 'GET' && !isOwnEventSource(request)) {
    throw graphqlError(
      'Send a subscription by POST. GET is for the EventSource of a page of the same origin.',
      { code: 'BAD_USER_INPUT', http: { status: 405, headers: { allow: 'POST' } } },
    );
  }
}

function notAStream(): GraphQLError {
  return graphqlError(
    'A subscription needs a stream. Accept text/event-stream, or connect with a WebSocket (graphql-transport-ws).',
    { code: 'BAD_USER_INPUT', http: { status: 406, headers: {} } },
  );
}
