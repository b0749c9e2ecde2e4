import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { Choices } from '../fuzz/fuzz-choices.js';

/** A root field to start from: `['query', 'ticket']`. */
export type Root = readonly [operation: 'query' | 'mutation', field: string];

/** Every root field that returns something with fields. */
export function rootsOf(schema: GraphQLSchema): readonly Root[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([operation, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter((field) => isCompositeType(getNamedType(field.type)))
      .map(({ name }): Root => [operation, name]),
  );
}

/**
 * A valid document whose fragments spread each other many times, on the same object and below it, at a root field
 * of one's choice. `longest` is how many fragments may follow each other.
 */
export function sharedFragments(
  schema: GraphQLSchema,
  [operation, name]: Root,
  tape: readonly number[],
  { longest = 40 } = {},
): string {
  const choices = new Choices(tape);
  const fragments: string[] = [];
  const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
  const field = root?.getFields()[name];
  if (!field) throw new Error(`there is no ${name}`);
  let tokens = 1500;
  let chains = 0;

  /** A chain of fragments on a type, each spreading the next ones; returns the first one's spread. */
  function chain(type: GraphQLNamedOutputType, depth: number): string {
    if (tokens < 0) return '__typename';
    const prefix = `F${chains++}x`;
    const length = 1 + choices.below(depth === 0 ? longest : 6);
    const doubled = 1 + choices.below(3);
    const below = Array.from({ length: choices.below(3) }, () => leafOrChain(type, depth));
    for (let at = 0; at < length; at++) {
      const later = choices.chance(10)
        ? '@defer '
        : choices.chance(10)
          ? '@include(if: true) '
          : '';
      const next = at + 1 < length ? `...${prefix}${at + 1} ${later}` : '';
      const wrapped = choices.chance(20) ? `... { ${next}} ` : next;
      const own = (choices.chance(30) && below.join(' ')) || '__typename';
      tokens -= 8 + 3 * doubled + own.length / 4;
      const spreads = next && `${next.repeat(doubled)}${wrapped}`;
      fragments.push(`fragment ${prefix}${at} on ${type.name} { ${spreads}${own} }`);
    }
    return `...${prefix}0 ...${prefix}${choices.below(length)}`;
  }

  function leafOrChain(type: GraphQLNamedOutputType, depth: number): string {
    if (isAbstractType(type) && !isInterfaceType(type)) return typed(type, depth);
    if (isAbstractType(type) && choices.chance(50)) return typed(type, depth);
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const own = choices.pick(Object.values(type.getFields()));
    const target = getNamedType(own.type);
    const call = `${own.name}${required(own.args)}`;
    if (!isCompositeType(target)) return call;
    return depth > 2 ? '__typename' : `${call} { ${chain(target, depth + 1)} }`;
  }

  function typed(type: GraphQLNamedOutputType, depth: number): string {
    if (!isAbstractType(type)) return '__typename';
    const member = choices.pick(schema.getPossibleTypes(type));
    return depth > 2
      ? `... on ${member.name} { __typename }`
      : `... on ${member.name} { ${chain(member, depth + 1)} }`;
  }

  const selection = chain(getNamedType(field.type), 0);
  return `${operation} { ${name}${required(field.args)} { ${selection} } } ${fragments.join(' ')}`;
}

function required(args: readonly GraphQLArgument[]): string {
  const needed = args.filter(isRequiredArgument);
  return needed.length === 0
    ? ''
    : `(${needed.map(({ name, type }) => `${name}: ${literal(type)}`).join(', ')})`;
}

/** Some value of an input type, with nothing in it that may be left out. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    return `{ ${given.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return { Int: '1', Boolean: 'true', ByteCount: '1', ID: '"ticket/1"' }[type.name] ?? '"x"';
}
