import { transactionColumns as c } from '../../rt/columns/transaction.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { dateField, intField, stringField } from '../column-field.js';
import { Node } from '../node.js';
import { Ticket } from '../ticket/ticket.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';
import { typeNameOf } from './type-name.js';

export type TransactionObject = ShownObject<'transaction'>;

const RawTransaction = builder.objectRef<TransactionObject>('RawTransaction').implement({
  description: 'What RT recorded, verbatim.',
  fields: (t) => ({
    field: t.string({
      nullable: true,
      description: 'What was changed (RT: Field). Null when the type needs none.',
      resolve: (item) => item.read(c.field),
    }),
    oldValue: t.string({
      nullable: true,
      description: 'The value before (RT: OldValue). Null if RT recorded no old value.',
      resolve: (item) => item.read(c.oldValue),
    }),
    newValue: t.string({
      nullable: true,
      description: 'The value after (RT: NewValue). Null if RT recorded no new value.',
      resolve: (item) => item.read(c.newValue),
    }),
    data: t.string({
      nullable: true,
      description:
        'Extra data, such as the subject of a message (RT: Data). Null if RT recorded no data.',
      resolve: (item) => item.read(c.data),
    }),
  }),
});

/** RT's transaction: anything that ever happened to a ticket. */
export const HistoryItem = builder.interfaceRef<TransactionObject>('HistoryItem').implement({
  description:
    'One RT transaction. Unknown or extension types come as GenericHistoryItem, so a new RT never breaks a client.',
  interfaces: [Node],
  resolveType: (item) => typeNameOf(item),
  fields: (t) => ({
    ticket: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Ticket,
      description:
        'The ticket it happened to (RT: Ticket). If that was merged, the ticket that remains.',
      resolve: (item, _, { load }, info) =>
        load.object.mentionedTicket(item.read(c.ticket), wantedOf(info)),
    }),
    type: t.field(
      stringField(c.type, "RT's type name, verbatim (Create, Correspond, Set, AddLink...)."),
    ),
    description: t.field(
      stringField(
        c.description,
        "RT's one-line sentence, in the language of the credential's user.",
      ),
    ),
    creator: t.field({
      type: User,
      nullable: true,
      description:
        'Who did it (RT: Creator). Null when RT does not say. REST 1.0 tells it only together with the content, which costs time.',
      ...needs(c.creator),
      resolve(item, _, { load }, info) {
        const name = item.read(c.creator);
        return name === null ? null : load.object.knownNamed('user', name, wantedOf(info));
      },
    }),
    createdAt: t.field(dateField(c.created, 'When it happened (RT: Created).')),
    timeTakenMinutes: t.field(intField(c.timeTaken, 'Minutes booked with it (RT: TimeTaken).')),
    raw: t.field({
      type: RawTransaction,
      description: 'Verbatim Field / OldValue / NewValue / Data.',
      ...needs(c.field, c.oldValue, c.newValue, c.data),
      resolve: (item) => item,
    }),
  }),
});
