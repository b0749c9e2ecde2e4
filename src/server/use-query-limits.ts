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
  options: {
    readonly introspection: boolean;
    /** Takes the cost of an operation from what its caller has left. */
    readonly spend: (caller: string, cost: number) => Promise<void>;
  },
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
    async onExecute({ args, setResultAndStopExecution }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (!operation) return;
      try {
        const variables = args.variableValues ?? {};
        const { cost } = checkQuery(args.document, operation, variables, limits);
        await options.spend(args.contextValue.callerKey, Math.max(1, cost));
      } catch (error) {
        if (!(error instanceof RtError)) throw error;
        const { message, extensions } = toHttpGraphQLError(error);
        setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions })] });
      }
    },
  };
}
