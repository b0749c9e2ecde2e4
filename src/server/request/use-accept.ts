import { type DocumentNode, Kind, visit } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { refusal } from '../answer/error-response.js';
import type { RequestContext } from '../request-context.js';
import { accepted } from './accept.js';

/**
 * Refuses a request that no format of an answer fits, before anything is executed: a client whose mutation was
 * answered with nothing would send it again. Undefined lets the request through.
 */
export function refuseFormat(request: Request): Response | undefined {
  if (request.method === 'OPTIONS') return undefined;
  const formats = accepted(request.headers.get('accept'));
  if (!formats) {
    return refusal(
      406,
      'The Accept header allows none of the supported types: application/json, application/graphql-response+json, multipart/mixed, text/event-stream.',
    );
  }
  if (formats.takesEvents) letTakeEvents(request);
  // Yoga reads neither qualities nor wildcards as HTTP has them.
  request.headers.set('accept', formats.types.join(', '));
  return undefined;
}

const eventTakers = new WeakSet<Request>();

/** Notes that the client of a request can be told events. */
export function letTakeEvents(request: Request): void {
  eventTakers.add(request);
}

/** Whether the client of a request can be told events: over HTTP, as an event stream. */
export function takesEvents(request: Request): boolean {
  return eventTakers.has(request);
}

/** Answers whole what a client does not take in parts: `@defer` and `@stream` have no effect then. */
export function useAccept(): Plugin<RequestContext> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { request } = args.contextValue;
      if (accepted(request.headers.get('accept'))?.isIncremental) return;
      const document = wholeDocument(args.document);
      setExecuteFn((given) => executeFn({ ...given, document }));
    },
  };
}

const wholeDocuments = new WeakMap<DocumentNode, DocumentNode>();

/** A document without `@defer` and `@stream`. */
export function wholeDocument(document: DocumentNode): DocumentNode {
  const known = wholeDocuments.get(document);
  if (known) return known;
  const whole: DocumentNode = visit(document, {
    [Kind.DIRECTIVE]: ({ name }) => (['defer', 'stream'].includes(name.value) ? null : undefined),
  });
  wholeDocuments.set(document, whole);
  return whole;
}
