import {
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';

const schema = buildSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

/** Every named thing of a type, with its description. */
function* described(
  type: GraphQLNamedType,
): Generator<readonly [string, string | null | undefined]> {
  yield [type.name, type.description];
  if (isEnumType(type)) {
    for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field.description];
    for (const arg of 'args' in field ? field.args : []) {
      yield [`${type.name}.${field.name}(${arg.name})`, arg.description];
    }
  }
}

test('the schema and every type, field, argument and enum value have a description', () => {
  const missing = types.flatMap((type) => [...described(type)].filter(([, text]) => !text?.trim()));
  expect(missing.map(([name]) => name)).toEqual([]);
  for (const { description, args } of schema.getDirectives()) {
    for (const text of [description, ...args.map((arg) => arg.description)]) {
      expect(text?.trim()).toBeTruthy();
    }
  }
  expect(schema.description?.trim()).toBeTruthy();
});

test('every nullable field of an object says when it is null', () => {
  const silent = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          isNonNullType(field.type) ||
          /\bnull\b|\bset when\b|\bif any\b/i.test(field.description ?? '')
            ? []
            : [`${type.name}.${field.name}: ${getNamedType(field.type).name}`],
        )
      : [],
  );
  expect(silent).toEqual([]);
});
