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
      'No format of an answer fits the Accept header. Accept application/json, application/graphql-response+json, multipart/mixed or text/event-stream.',
    );
  }
  // Yoga reads neither qualities nor wildcards as HTTP has them.
  request.headers.set('accept', formats.types.join(', '));
  return undefined;
}

/** Answers whole what a client does not take in parts: `@defer` and `@stream` have no effect then. */
export function useAccept(): Plugin<RequestContext> {
  const whole = new WeakMap<DocumentNode, DocumentNode>();
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const { request } = args.contextValue;
      if (accepted(request.headers.get('accept'))?.isIncremental) return;
      const document = whole.get(args.document) ?? withoutParts(args.document);
      whole.set(args.document, document);
      setExecuteFn((given) => executeFn({ ...given, document }));
    },
  };
}

function withoutParts(document: DocumentNode): DocumentNode {
  return visit(document, {
    [Kind.DIRECTIVE]: ({ name }) => (['defer', 'stream'].includes(name.value) ? null : undefined),
  });
}
