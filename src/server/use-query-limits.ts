import { GraphQLError, getOperationAST, NoSchemaIntrospectionCustomRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { RtError } from '../rt/errors.js';
import { toHttpGraphQLError } from './http-errors.js';
import { checkQuery, type QueryLimits } from './query-limits.js';
import type { RequestContext } from './request-context.js';

/** Tokens of a document; parsing stops there. */
const maxTokens = 2000;

/** Refuses documents that are too long, operations that cost too much, and introspection where it is off. */
export function useQueryLimits(
  limits: QueryLimits,
  options: { readonly introspection: boolean },
): Plugin<RequestContext> {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, parseOptions: object) =>
        parseFn(source, { ...parseOptions, maxTokens }),
      );
    },
    onValidate({ addValidationRule }) {
      if (!options.introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
    },
    onExecute({ args, setResultAndStopExecution }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (!operation) return;
      try {
        checkQuery(args.document, operation, args.variableValues ?? {}, limits);
      } catch (error) {
        if (!(error instanceof RtError)) throw error;
        const { message, extensions } = toHttpGraphQLError(error);
        setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions })] });
      }
    },
  };
}
