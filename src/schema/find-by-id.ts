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
      'One attachment: a MIME part of a message. Null, with a NOT_FOUND error, if it does not exist or if you may not see it.',
    args: {
      id: t.arg.id({ required: true, description: 'The ID of the attachment: attachment/9 or 9.' }),
    },
    resolve: (_, { id }, { load }, info) =>
      load.object.attachment(readIdOf('attachment', id), wantedOf(info)),
  }),
  historyItem: t.field({
    type: HistoryItem,
    nullable: true,
    nullOnlyWithError: true,
    description:
      "One item of a ticket's history. Null, with a NOT_FOUND error, if it does not exist or if you may not see it.",
    args: {
      id: t.arg.id({
        required: true,
        description: 'The ID of the history item: transaction/129 or 129.',
      }),
    },
    resolve: (_, { id }, { load }, info) =>
      load.object.transaction(readIdOf('transaction', id), wantedOf(info)),
  }),
  node: t.field({
    type: Node,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'Any object by its ID, as Relay needs it. Not part of the federated schema, because subgraphs that both define it do not compose. Null, with a NOT_FOUND error, if the object does not exist or if you may not see it.',
    args: {
      id: t.arg.id({ required: true, description: 'The ID of any object, e.g. ticket/17.' }),
    },
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
    description: `Up to ${fixedLimits.maxNodes} objects by their IDs, in the given order and fetched with one request to RT. An item is null, with an error, if the object does not exist or if you may not see it.`,
    args: {
      ids: t.arg.idList({
        required: true,
        description: 'The IDs of the objects. They can be of different types.',
      }),
    },
    resolve(_, { ids }, context, info) {
      if (ids.length > fixedLimits.maxNodes) {
        throw new InvalidInputError(`Request at most ${fixedLimits.maxNodes} nodes at once.`, {
          limit: { name: 'nodes', allowed: fixedLimits.maxNodes, asked: ids.length },
        });
      }
      return ids.map((id) => loadNode(id, context, info));
    },
  }),
}));
