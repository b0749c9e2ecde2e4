import type { GraphQLError } from 'graphql';

/**
 * GraphQL's complaint about a value, without the value: it quotes the whole input, and a password may be in it,
 * in the wrong place or beside what is wrong. Where that stands is told all the same.
 */
export function withoutValues({ message, originalError }: GraphQLError): string {
  const variable = /^Variable "\$\w+" got invalid value/.exec(message)?.[0];
  if (variable === undefined) return withoutQuotes(message);
  const reason = originalError?.message ?? '';
  const before = message.endsWith(`; ${reason}`) ? message.slice(0, -reason.length - 2) : '';
  const place = / at "[^"]+"$/.exec(before)?.[0] ?? '';
  return `${variable}${place}${reason && `; ${withoutQuotes(reason)}`}`;
}

function withoutQuotes(message: string): string {
  return message
    .replace(/^(Syntax Error: [\s\S]*?\b(?:Block)?String) "[\s\S]*$/, '$1.')
    .replace(/( cannot represent [^:]*value): [\s\S]*$/, '$1.')
    .replace(/^(Expected value of type "[^"]*"), found [\s\S]*$/, '$1.');
}
