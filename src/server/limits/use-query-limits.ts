import {
  type ASTVisitor,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { fixedLimits } from '../../limits.js';
import { graphqlError } from '../../schema/errors.js';
import { cleanError, type Mask } from '../answer/mask.js';
import type { RequestContext } from '../request-context.js';
import { checkQuery, type QueryLimits } from './check-query.js';
import { isIntrospection } from './introspection.js';

/** A subgraph's SDL is its whole schema, so it is as closed as introspection. */
function noServiceSdl(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== '_service') return;
      context.reportError(
        graphqlError(
          'The schema of this server is not shown: _service is off.',
          { code: 'GRAPHQL_VALIDATION_FAILED' },
          { nodes: [node] },
        ),
      );
    },
  };
}

/** Refuses documents that are too long, operations that cost too much, and introspection where it is off. */
export function useQueryLimits(
  limits: QueryLimits,
  options: {
    readonly introspection: boolean;
    /** Execution is stopped without passing Yoga's mask. */
    readonly mask: Mask;
    /** Takes the cost of an operation from what its caller may spend in this minute, and tells what is left of that. */
    readonly spend: (caller: string, cost: number) => Promise<number>;
    /** Hears of a request that asks only about the schema, before its context is made. */
    readonly introspects: (request: Request) => void;
  },
): Plugin<RequestContext> {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, parseOptions: object) => {
        try {
          return parseFn(source, { ...parseOptions, maxTokens: fixedLimits.maxTokens });
        } catch (error) {
          // Two thousand brackets inside each other are more than the stack holds.
          throw error instanceof RangeError ? nestedTooDeeply() : error;
        }
      });
    },
    onValidate({ addValidationRule, context, params: { schema, documentAST: document } }) {
      if (isIntrospection(document, context.params.operationName)) {
        options.introspects(context.request);
      }
      if (!options.introspection) {
        addValidationRule(NoSchemaIntrospectionCustomRule);
        addValidationRule(noServiceSdl);
      }
      // Yoga masks what executing throws, and lets through what validation finds.
      return ({ valid, result, setResult }) => {
        if (valid) return;
        const openSchema = options.introspection ? schema : undefined;
        const told = (error: unknown) =>
          error instanceof GraphQLError ? cleanError(error, { openSchema, document }) : error;
        setResult(Array.from<unknown>(result).map(told));
      };
    },
    async onExecute({ args, setResultAndStopExecution }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (!operation) return;
      try {
        const variables = args.variableValues ?? {};
        const { cost } = checkQuery(args.document, operation, variables, {
          ...limits,
          schema: args.schema,
        });
        const caller = await spender(args.contextValue, cost);
        const left = await options.spend(caller, cost);
        args.contextValue.cost = { asked: cost, limit: limits.maxCost, leftThisMinute: left };
      } catch (error) {
        setResultAndStopExecution({ errors: [options.mask(error)] });
      }
    },
  };
}

/**
 * Whom an operation is counted for. One that costs nothing asks nothing of RT, not even who its caller is. Where RT does
 * not tell, the operation itself says why.
 */
async function spender({ account, owner }: RequestContext, cost: number): Promise<string> {
  return cost === 0 ? owner() : account().catch(owner);
}

function nestedTooDeeply(): GraphQLError {
  return graphqlError('Syntax Error: The document is nested too deeply.', {
    code: 'GRAPHQL_PARSE_FAILED',
  });
}
