import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { examples } from '../../../graphiql/examples.js';

const sdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
const schema = buildSchema(sdl, { assumeValidSDL: true });

describe.each(examples)('the example $name', ({ name, query, variables = {} }) => {
  const document = parse(query);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );

  test('is an operation of the schema, with variables that fit', () => {
    expect(validate(schema, document)).toEqual([]);
    for (const { variableDefinitions = [] } of operations) {
      expect(getVariableValues(schema, variableDefinitions, variables).errors).toBeUndefined();
    }
  });

  test('is named like its tab', () => {
    expect(operations[0]?.name?.value).toBe(name);
  });
});
