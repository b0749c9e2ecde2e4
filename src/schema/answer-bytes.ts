import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { Context } from './context.js';

/** Scalars whose values are small, whatever RT holds. */
const small = new Set(['Boolean', 'ByteCount', 'DateTime', 'Float', 'ID', 'Int', 'LocalDate']);

/**
 * Makes every field that returns a text or a file charge its bytes to the operation's budget. One file may be answered
 * under many aliases, so what RT sent is not the measure of it.
 */
export function countAnswerBytes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (!isScalarType(named) || small.has(named.name) || !field.resolve) continue;
      field.resolve = counted(field.resolve);
    }
  }
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

function counted(resolve: Resolver): Resolver {
  return (source, args, context, info) => {
    const charge = (value: unknown) => {
      context.answerBytes.charge(sizeOf(value));
      return value;
    };
    const value = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(charge) : charge(value);
  };
}

/** The bytes that a value takes in an answer, escapes apart. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Buffer.isBuffer(value)) return Math.ceil(value.length / 3) * 4;
  if (!Array.isArray(value)) return 0;
  return value.reduce<number>((sum, item) => sum + sizeOf(item), 0);
}
