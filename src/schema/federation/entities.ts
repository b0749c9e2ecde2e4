import type { GraphQLResolveInfo } from 'graphql';
import { InvalidInputError } from '../../rt/errors.js';
import type { NamedKind } from '../../rt/named-kind.js';
import type { ObjectKind } from '../../rt/object-spec.js';
import { orNull } from '../../rt/or-null.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { Attachment } from '../attachment/attachment.js';
import { builder } from '../builder.js';
import type { Context } from '../context.js';
import { Group } from '../group/group.js';
import { HistoryItem } from '../history/history-item.js';
import { checkName } from '../named-page.js';
import { typeNamesOf } from '../node.js';
import { readIdOf } from '../object-id.js';
import { Queue } from '../queue/queue.js';
import { Ticket } from '../ticket/ticket.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

const byId = builder.selection<{ readonly id: string }>('id');
const byName = builder.selection<{ readonly name: string }>('name');
const byNumber = builder.selection<{ readonly number: number }>('number');

/** What a representation says under one key. It is JSON of a gateway's, so nothing about it is certain. */
function keyOf(representation: object, key: string): string | undefined {
  const value: unknown = Object.hasOwn(representation, key)
    ? Reflect.get(representation, key)
    : undefined;
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

function idOf(kind: ObjectKind, representation: object, key = 'id'): number {
  const id = keyOf(representation, key);
  if (id === undefined)
    throw new InvalidInputError(`A representation of this type must have the field ${key}.`);
  return readIdOf(kind, id);
}

/** Missing and hidden objects are null beside their neighbours: a gateway takes that for "no such entity". */
async function named<K extends NamedKind>(
  kind: K,
  representation: object,
  { load }: Context,
  info: GraphQLResolveInfo,
): Promise<ShownObject<K> | null> {
  const [id, name] = [keyOf(representation, 'id'), keyOf(representation, 'name')];
  if (id === undefined && name === undefined) {
    throw new InvalidInputError('A representation of this type must have the field id or name.');
  }
  // The name is the object's, not a caller's way to name it: a user may be called by the number of another one.
  const ref = id === undefined ? { name: checkName(name ?? '') } : { id: readIdOf(kind, id) };
  return orNull(load.object.named(kind, ref, wantedOf(info, typeNamesOf[kind])));
}

builder.asEntity(Ticket, {
  key: [byId, byNumber],
  async resolveReference(ref, { load }, info) {
    const number = idOf('ticket', ref, 'id' in ref ? 'id' : 'number');
    return orNull(load.object.ticket(number, wantedOf(info, typeNamesOf.ticket)));
  },
});

builder.asEntity(User, {
  key: [byId, byName],
  resolveReference: (ref, context, info) => named('user', ref, context, info),
});

builder.asEntity(Queue, {
  key: [byId, byName],
  resolveReference: (ref, context, info) => named('queue', ref, context, info),
});

builder.asEntity(Group, {
  key: byId,
  resolveReference: (ref, context, info) => named('group', ref, context, info),
});

builder.asEntity(Attachment, {
  key: byId,
  async resolveReference(ref, { load }, info) {
    const id = idOf('attachment', ref);
    return orNull(load.object.attachment(id, wantedOf(info, typeNamesOf.attachment)));
  },
});

// Subgraphs that add fields to every history item (`@interfaceObject`) refer to one without knowing its type.
builder.asEntity(HistoryItem, {
  key: byId,
  resolveReference: (ref, { load }, info) =>
    orNull(
      load.object.transaction(idOf('transaction', ref), wantedOf(info, typeNamesOf.transaction)),
    ),
});
