import { buildSchema, execute, parse } from 'graphql';

/** Directives that decide when something arrives, which the reference executor does not know. */
const incremental = /@(?:defer|stream)\b(?:\([^)]*\))?/g;

/**
 * An answer's data with its keys in the order that the specification asks for: graphql-js executes the query once
 * more over the data. Every selection set with a fragment on a type has to select `__typename`.
 */
export function inQueryOrder(sdl: string, query: string, data: unknown): unknown {
  const { data: ordered, errors } = execute({
    schema: buildSchema(sdl),
    document: parse(query.replaceAll(incremental, '')),
    rootValue: data,
    fieldResolver: (source, _args, _context, { path }) => Reflect.get(Object(source), path.key),
    typeResolver: (source) => String(Reflect.get(Object(source), '__typename')),
  }) as { readonly data?: unknown; readonly errors?: readonly Error[] };
  if (errors) throw new AggregateError(errors, 'The data do not fit the query.');
  return ordered;
}
