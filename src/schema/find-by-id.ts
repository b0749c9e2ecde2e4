import type { GraphQLResolveInfo } from 'graphql';
import { fixedLimits } from '../limits.js';
import { InvalidInputError } from '../rt/errors.js';
import type { ObjectKind } from '../rt/object-spec.js';
import type { ShownObject } from '../rt/shown-object.js';
import { Attachment } from './attachment/attachment.js';
import { builder } from './builder.js';
import type { Context } from './context.js';
import { HistoryItem } from './history/history-item.js';
import { Node, typeNamesOf } from './node.js';
import { readIdOf, readObjectId } from './object-id.js';
import { wantedOf } from './wanted.js';

/** Any object by its global id, with what is selected of its type. Rejects with NotFoundError. */
async function loadNode(
  id: string,
  { load }: Context,
  info: GraphQLResolveInfo,
): Promise<ShownObject<ObjectKind>> {
  const object = readObjectId(id);
  const wanted = wantedOf(info, typeNamesOf[object.kind]);
  switch (object.kind) {
    case 'ticket':
      return load.object.ticket(object.id, wanted);
    case 'attachment':
      return load.object.attachment(object.id, wanted);
    case 'transaction':
      return load.object.transaction(object.id, wanted);
    default:
      return load.object.named(object.kind, { id: object.id }, wanted);
  }
}

builder.queryFields((t) => ({
  attachment: t.field({
    type: Attachment,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One MIME part. Null plus an error with code NOT_FOUND when it does not exist or is not visible.',
    args: { id: t.arg.id({ required: true, description: 'attachment/9 or 9.' }) },
    resolve: (_, { id }, { load }, info) =>
      load.object.attachment(readIdOf('attachment', id), wantedOf(info)),
  }),
  historyItem: t.field({
    type: HistoryItem,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One transaction of a ticket. Null plus an error with code NOT_FOUND when it does not exist or is not visible.',
    args: { id: t.arg.id({ required: true, description: 'transaction/129 or 129.' }) },
    resolve: (_, { id }, { load }, info) =>
      load.object.transaction(readIdOf('transaction', id), wantedOf(info)),
  }),
  node: t.field({
    type: Node,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'Relay refetch (left out of the federated print: two subgraphs that both have it do not compose). Null plus an error with code NOT_FOUND when it does not exist or is not visible.',
    args: { id: t.arg.id({ required: true, description: 'Any id of this API, e.g. ticket/17.' }) },
    resolve: (_, { id }, context, info) => loadNode(id, context, info),
  }),
  nodes: t.field({
    type: [Node],
    listSize: {
      assumedSize: fixedLimits.maxNodes,
      slicingArguments: ['ids'],
      requireOneSlicingArgument: false,
    },
    nullable: { list: true, items: true },
    nullOnlyWithError: [0, 1],
    description: `Up to ${fixedLimits.maxNodes} objects in one request to RT, in the order asked. Null, with an error each, for those that do not exist or are not visible.`,
    args: {
      ids: t.arg.idList({ required: true, description: 'Any ids of this API, mixed at will.' }),
    },
    resolve(_, { ids }, context, info) {
      if (ids.length > fixedLimits.maxNodes) {
        throw new InvalidInputError(`Ask for at most ${fixedLimits.maxNodes} nodes.`, {
          limit: { name: 'nodes', allowed: fixedLimits.maxNodes, asked: ids.length },
        });
      }
      return ids.map((id) => loadNode(id, context, info));
    },
  }),
}));
