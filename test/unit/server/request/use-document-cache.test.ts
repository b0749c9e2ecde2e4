import { createSchema, createYoga, type Plugin } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { useDocumentCache } from '../../../../src/server/request/use-document-cache.js';

/** A server that tells how many documents it parsed and validated. */
function server(isLetIn: (request: Request) => boolean) {
  const done = { parsed: 0, validated: 0 };
  const counting: Plugin = {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options: object) => {
        done.parsed++;
        return parseFn(source, options);
      });
    },
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document, rules, ...rest) => {
        done.validated++;
        return validateFn(schema, document, rules, ...rest);
      });
    },
  };
  const yoga = createYoga({
    schema: createSchema({
      typeDefs: 'type Query { a: Int }',
      resolvers: { Query: { a: () => 1 } },
    }),
    parserAndValidationCache: false,
    logging: false,
    plugins: [counting, useDocumentCache(isLetIn)],
  });
  const ask = async (query: string, who: string) => {
    const headers = { 'content-type': 'application/json', who };
    const body = JSON.stringify({ query });
    const init = { method: 'POST', headers, body };
    return (await yoga.fetch('http://localhost/graphql', init)).json();
  };
  return { ask, done };
}

const isKnown = ({ headers }: Request) => headers.get('who') === 'known';

test('a valid document of a caller who was let in is parsed and validated once', async () => {
  const { ask, done } = server(isKnown);
  for (let round = 0; round < 3; round++) {
    expect(await ask('{ a }', 'known')).toEqual({ data: { a: 1 } });
  }
  expect(done).toEqual({ parsed: 1, validated: 1 });
});

test('what strangers send is not kept, and neither is what is invalid', async () => {
  const { ask, done } = server(isKnown);
  for (let round = 0; round < 3; round++) {
    expect(await ask('{ a }', 'stranger')).toEqual({ data: { a: 1 } });
    expect(await ask('{ b }', 'known')).toMatchObject({ errors: [{}] });
    expect(await ask('{ b', 'known')).toMatchObject({ errors: [{}] });
  }
  expect(done).toEqual({ parsed: 9, validated: 6 });
});
