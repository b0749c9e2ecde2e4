import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { OverlappingFieldsCanBeMergedRule, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * `@defer` and `@stream`. The plugin brings an older copy of GraphQL's rule that fields must merge, which compares
 * fragments as often as they are spread: a document of 400 tokens would hold the process for minutes. GraphQL's own
 * compares them once, and comes first among the rules.
 */
export function useIncrementalDelivery(): readonly Plugin[] {
  return [
    useDeferStream(),
    {
      onValidate({ validateFn, setValidationFn }) {
        setValidationFn((schema, document, rules, ...rest) =>
          validateFn(schema, document, rules && withoutCopy(rules), ...rest),
        );
      },
    },
  ];
}

function withoutCopy(rules: readonly ValidationRule[]): readonly ValidationRule[] {
  const { name } = OverlappingFieldsCanBeMergedRule;
  const first = rules.find((rule) => rule.name === name);
  return rules.filter((rule) => rule === first || rule.name !== name);
}
