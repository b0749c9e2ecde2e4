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
  description: 'The raw values of a transaction, as RT recorded them.',
  fields: (t) => ({
    field: t.string({
      nullable: true,
      description: 'The name of the changed field (RT: Field). Null if the type has none.',
      resolve: (item) => item.read(c.field),
    }),
    oldValue: t.string({
      nullable: true,
      description: 'The value before the change (RT: OldValue). Null if RT recorded no old value.',
      resolve: (item) => item.read(c.oldValue),
    }),
    newValue: t.string({
      nullable: true,
      description: 'The value after the change (RT: NewValue). Null if RT recorded no new value.',
      resolve: (item) => item.read(c.newValue),
    }),
    data: t.string({
      nullable: true,
      description:
        'Further data, such as the subject of a message (RT: Data). Null if RT recorded no data.',
      resolve: (item) => item.read(c.data),
    }),
  }),
});

/** RT's transaction: anything that ever happened to a ticket. */
export const HistoryItem = builder.interfaceRef<TransactionObject>('HistoryItem').implement({
  description:
    'An event in the history of a ticket (an RT transaction). Types that this schema does not know, including those of RT extensions, are returned as GenericHistoryItem, so a new version of RT does not break clients.',
  interfaces: [Node],
  resolveType: (item) => typeNameOf(item),
  fields: (t) => ({
    ticket: t.field({
      nullable: true,
      nullOnlyWithError: true,
      type: Ticket,
      description:
        'The ticket this item belongs to (RT: Ticket). For a merged ticket, the ticket it was merged into.',
      resolve: (item, _, { load }, info) =>
        load.object.mentionedTicket(item.read(c.ticket), wantedOf(info)),
    }),
    type: t.field(
      stringField(
        c.type,
        "RT's name for the type of transaction, e.g. Create, Correspond, Set or AddLink (RT: Type).",
      ),
    ),
    description: t.field(
      stringField(
        c.description,
        "RT's one-line description, in the language set for your RT account.",
      ),
    ),
    creator: t.field({
      type: User,
      nullable: true,
      description:
        'The user who did it (RT: Creator). Null if RT does not report a user. REST 1.0 returns it only together with the content, so it makes the request slower.',
      ...needs(c.creator),
      resolve(item, _, { load }, info) {
        const name = item.read(c.creator);
        return name === null ? null : load.object.knownNamed('user', name, wantedOf(info));
      },
    }),
    createdAt: t.field(dateField(c.created, 'The date and time when it happened (RT: Created).')),
    timeTakenMinutes: t.field(
      intField(c.timeTaken, 'The minutes of work recorded with this item (RT: TimeTaken).'),
    ),
    raw: t.field({
      type: RawTransaction,
      description: 'The raw values of the transaction (RT: Field, OldValue, NewValue, Data).',
      ...needs(c.field, c.oldValue, c.newValue, c.data),
      resolve: (item) => item,
    }),
  }),
});
