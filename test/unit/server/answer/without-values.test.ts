import { buildSchema, GraphQLError, Kind, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, test } from 'vitest';
import { withoutValues } from '../../../../src/server/answer/without-values.js';

const schema = buildSchema(`
  type Query { login(input: Login!, level: Level): Int }
  input Login { user: String!, password: String }
  enum Level { LOW }
`);

/** What GraphQL says about a variable, cleaned. */
function aboutVariable(input: unknown): readonly string[] {
  const document = parse('query ($input: Login!) { login(input: $input) }');
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { errors = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], { input });
  return errors.map(withoutValues);
}

/** What GraphQL says about a document, cleaned. */
function aboutDocument(query: string): readonly string[] {
  try {
    return validate(schema, parse(query)).map(withoutValues);
  } catch (error) {
    return error instanceof GraphQLError ? [withoutValues(error)] : [String(error)];
  }
}

describe('a complaint about a value', () => {
  test('in a variable tells the place and the reason, and not the value', () => {
    expect(aboutVariable({ user: 'x', password: 'secret; at "y"', more: 1 })).toEqual([
      'Variable "$input" got invalid value; Field "more" is not defined by type "Login".',
    ]);
    expect(aboutVariable({ user: 'x', password: ['secret; "'] })).toEqual([
      'Variable "$input" got invalid value at "input.password"; String cannot represent a non string value.',
    ]);
    expect(aboutVariable('secret')).toEqual([
      'Variable "$input" got invalid value; Expected type "Login" to be an object.',
    ]);
  });

  test('in a document names the type', () => {
    expect(aboutDocument('{ login(input: "secret") }')).toEqual([
      'Expected value of type "Login!".',
    ]);
    expect(aboutDocument('{ login(input: { user: ["secret"] }) }')).toEqual([
      'String cannot represent a non string value.',
    ]);
    expect(aboutDocument('{ login(input: { user: "x" }, level: "secret") }')).toEqual([
      'Enum "Level" cannot represent non-enum value.',
    ]);
  });

  test('that breaks the syntax is told without its text', () => {
    expect(aboutDocument('{ login(input: { password "secret" }) }')).toEqual([
      'Syntax Error: Expected ":", found String.',
    ]);
    expect(aboutDocument('{ login(input: { password """secret""" }) }')).toEqual([
      'Syntax Error: Expected ":", found BlockString.',
    ]);
    expect(aboutDocument('{ login( }')).toEqual(['Syntax Error: Expected Name, found "}".']);
  });
});
