import { hasResolvableKey } from '@pothos/plugin-federation';
import {
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  graphql,
  isInputObjectType,
  isInterfaceType,
  isUnionType,
} from 'graphql';
import { fixedLimits } from '../../limits.js';
import { InvalidInputError } from '../../rt/errors.js';
import type { Context } from '../context.js';
import type { ListSize } from '../cost/declared.js';
import { buildSchema } from '../schema.js';
import { annotateSdl } from '../sdl/annotate.js';

/** What many entities cost. No SDL tells it: composition knows the field and leaves it out. */
const sizedByRepresentations: ListSize = {
  assumedSize: fixedLimits.maxNodes,
  slicingArguments: ['representations'],
};

/** Whose composition a subgraph is printed for: `apollo` is what every tool takes. */
export type Composition = 'apollo' | 'hive';

/**
 * The schema as part of a federated graph: without Query.node and Query.nodes, with `_service` and `_entities`.
 */
export function buildSubgraph(composition: Composition = 'apollo'): GraphQLSchema {
  const schema = buildSchema({ asSubgraph: true });
  const { _entities: entities, _service: service } = schema.getQueryType()?.getFields() ?? {};
  if (entities) {
    checkRepresentations(entities);
    entities.extensions = { directives: [{ name: 'listSize', args: sizedByRepresentations }] };
  }
  enforceOneOf(schema);
  if (composition === 'hive' && service) showOneOf(service, schema);
  return schema;
}

/** The subgraph's SDL as gateways compose it, federation's directives included. */
export async function printSubgraph(schema: GraphQLSchema): Promise<string> {
  const { data } = await graphql({ schema, source: '{ _service { sdl } }' });
  return sdlOf(data?.['_service']);
}

/** Hive composes `@oneOf`, so its gateways and their clients see it. */
function showOneOf(service: GraphQLField<unknown, Context>, schema: GraphQLSchema): void {
  const { resolve } = service;
  const isOneOf = (name: string) => {
    const type = schema.getType(name);
    return isInputObjectType(type) && type.isOneOf;
  };
  service.resolve = (source, args, context, info) => {
    const shown: unknown = resolve?.(source, args, context, info);
    const sdl = annotateSdl(sdlOf(shown), { onInput: (name) => (isOneOf(name) ? ['@oneOf'] : []) });
    return { sdl };
  };
}

function sdlOf(service: unknown): string {
  const sdl: unknown = Reflect.get(Object(service), 'sdl');
  if (typeof sdl !== 'string') throw new Error('the subgraph does not tell its SDL');
  return sdl;
}

/** Gateways see plain inputs, since Apollo drops `@oneOf`; here exactly one member is still required. */
function enforceOneOf(schema: GraphQLSchema): void {
  for (const type of Object.values(buildSchema().getTypeMap())) {
    const own = schema.getType(type.name);
    if (isInputObjectType(type) && isInputObjectType(own)) own.isOneOf = type.isOneOf;
  }
}

/** One bad representation fails alone, and too many fail before RT is asked. */
function checkRepresentations(field: GraphQLField<unknown, Context>): void {
  const { resolve } = field;
  if (!resolve) throw new Error('_entities has no resolver');
  field.resolve = (source, args, context, info) => {
    const representations: readonly unknown[] = args['representations'];
    if (representations.length > fixedLimits.maxNodes) {
      throw new InvalidInputError(`Request at most ${fixedLimits.maxNodes} entities at once.`, {
        limit: { name: '_entities', allowed: fixedLimits.maxNodes, asked: representations.length },
      });
    }
    return representations.map((one) =>
      isEntity(one, info)
        ? first(resolve(source, { representations: [one] }, context, info))
        : new InvalidInputError(
            'A representation must have the __typename of an entity in this graph.',
          ),
    );
  };
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : list;
}

function isEntity(representation: unknown, { schema }: GraphQLResolveInfo): boolean {
  if (typeof representation !== 'object' || representation === null) return false;
  const name: unknown = Reflect.get(representation, '__typename');
  if (typeof name !== 'string') return false;
  const type = schema.getType(name);
  // A subgraph that adds fields to all types of an interface does not know which of them it has.
  if (isInterfaceType(type)) return hasResolvableKey(type);
  const entity = schema.getType('_Entity');
  return isUnionType(entity) && entity.getTypes().some((member) => member.name === name);
}
