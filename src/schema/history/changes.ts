import { nobody } from '../../rt/columns/ticket.js';
import { transactionColumns as c } from '../../rt/columns/transaction.js';
import { userColumns } from '../../rt/columns/user.js';
import { readUtcDate } from '../../rt/dates/dates.js';
import { parseId } from '../../rt/object-spec.js';
import { orNull } from '../../rt/or-null.js';
import type { Wanted } from '../../rt/wanted.js';
import type { Context } from '../context.js';
import { Node } from '../node.js';
import { Queue } from '../queue/queue.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';
import { HistoryItem, type TransactionObject } from './history-item.js';
import { historyRef } from './history-ref.js';

const interfaces = [Node, HistoryItem];
const dateFields = new Set([
  'Starts',
  'Started',
  'Due',
  'Resolved',
  'Told',
  'Created',
  'LastUpdated',
]);

historyRef('StatusChangedItem').implement({
  description: 'A change of the status (RT: Status, or Set with Field=Status).',
  interfaces,
  fields: (t) => ({
    oldStatus: t.string({
      nullable: true,
      description:
        'The status before the change (RT: OldValue). Null if RT recorded no old status.',
      ...needs(c.oldValue),
      resolve: (item) => item.read(c.oldValue),
    }),
    newStatus: t.string({
      description: 'The status after the change (RT: NewValue).',
      ...needs(c.newValue),
      resolve: (item) => item.read(c.newValue) ?? '',
    }),
  }),
});

/** A user that RT recorded by number. Null for Nobody, and for one that RT does not show. */
async function userOf(value: string | null, wanted: Wanted, { load }: Context) {
  const id = parseId(value ?? '');
  if (id === undefined) return null;
  const keys = new Set([...wanted.keys, userColumns.name.key]);
  const user = await orNull(load.object.named('user', { id }, { ...wanted, keys }));
  return user?.read(userColumns.name) === nobody ? null : user;
}

historyRef('OwnerChangedItem').implement({
  description:
    'A change of the owner (RT: Give, Take, Steal, Untake, Force, or Set with Field=Owner).',
  interfaces,
  fields: (t) => ({
    oldOwner: t.field({
      type: User,
      nullable: true,
      description: 'The owner before the change (RT: OldValue). Null if the ticket had no owner.',
      ...needs(c.oldValue),
      resolve: (item, _, context, info) => userOf(item.read(c.oldValue), wantedOf(info), context),
    }),
    newOwner: t.field({
      type: User,
      nullable: true,
      description: 'The owner after the change (RT: NewValue). Null if the ticket has no owner.',
      ...needs(c.newValue),
      resolve: (item, _, context, info) => userOf(item.read(c.newValue), wantedOf(info), context),
    }),
  }),
});

function queueOf(value: string | null, wanted: Wanted, { load }: Context) {
  const id = parseId(value ?? '');
  return id === undefined ? null : orNull(load.object.named('queue', { id }, wanted));
}

historyRef('QueueChangedItem').implement({
  description: 'A move of the ticket to another queue (RT: Set with Field=Queue).',
  interfaces,
  fields: (t) => ({
    oldQueue: t.field({
      type: Queue,
      nullable: true,
      description: 'The queue before the change (RT: OldValue). Null if you may not see it.',
      ...needs(c.oldValue),
      resolve: (item, _, context, info) => queueOf(item.read(c.oldValue), wantedOf(info), context),
    }),
    newQueue: t.field({
      type: Queue,
      nullable: true,
      description: 'The queue after the change (RT: NewValue). Null if you may not see it.',
      ...needs(c.newValue),
      resolve: (item, _, context, info) => queueOf(item.read(c.newValue), wantedOf(info), context),
    }),
  }),
});

function dateOf(item: TransactionObject, value: string | null): Date | null {
  return dateFields.has(item.read(c.field) ?? '') ? (readUtcDate(value ?? '') ?? null) : null;
}

historyRef('FieldChangedItem').implement({
  description:
    'A change of any other field, such as Subject, Priority, Due, TimeWorked or SLA (RT: Set).',
  interfaces,
  fields: (t) => ({
    field: t.string({
      description: 'The name of the field in RT (RT: Field).',
      resolve: (item) => item.read(c.field) ?? '',
    }),
    oldValue: t.string({
      nullable: true,
      description: 'The value before the change, as RT stores it. Null if the field had no value.',
      ...needs(c.oldValue),
      resolve: (item) => item.read(c.oldValue),
    }),
    newValue: t.string({
      nullable: true,
      description: 'The value after the change, as RT stores it. Null if the field was cleared.',
      ...needs(c.newValue),
      resolve: (item) => item.read(c.newValue),
    }),
    oldDateTime: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The date before the change. Null unless the field is a date and had been set.',
      ...needs(c.oldValue),
      resolve: (item) => dateOf(item, item.read(c.oldValue)),
    }),
    newDateTime: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The date after the change. Null unless the field is a date and was set.',
      ...needs(c.newValue),
      resolve: (item) => dateOf(item, item.read(c.newValue)),
    }),
  }),
});

historyRef('GenericHistoryItem').implement({
  description:
    'A transaction of any other type, such as Told, AddReminder, SystemError, AttachmentTruncate, or a type from an RT extension.',
  interfaces,
});

export { interfaces, userOf };
