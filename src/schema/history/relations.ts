import { ticketColumns } from '../../rt/columns/ticket.js';
import { transactionColumns as c } from '../../rt/columns/transaction.js';
import { linkKeyOf } from '../../rt/links.js';
import { wantColumns } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import { TicketLinkType } from '../link/link.js';
import { LinkTarget, linkTarget } from '../link/target.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';
import { interfaces, userOf } from './changes.js';
import { customFieldIn } from './custom-field-in.js';
import { historyRef } from './history-ref.js';

/** Whether something was added or removed. */
export const ChangeAction = builder.enumType('ChangeAction', {
  description: 'Whether something was added or removed.',
  values: {
    ADDED: { value: 'ADDED', description: 'It was added, or set to a new value.' },
    REMOVED: { value: 'REMOVED', description: 'It was removed.' },
  } as const,
});

historyRef('LinkChangedItem').implement({
  description: 'A change of a link: it was added or removed (RT: AddLink, DeleteLink).',
  interfaces,
  fields: (t) => ({
    action: t.field({
      type: ChangeAction,
      description: 'Whether the link was added or removed.',
      resolve: (item) => (item.read(c.type) === 'DeleteLink' ? 'REMOVED' : 'ADDED'),
    }),
    linkType: t.field({
      type: TicketLinkType,
      nullable: true,
      description:
        'The type of link. Null for types that are not in TicketLinkType, such as MergedInto.',
      resolve: (item) => linkKeyOf(item.read(c.field)) ?? null,
    }),
    target: t.field({
      type: LinkTarget,
      nullable: true,
      description: 'The target of the link. Null if RT recorded no target.',
      ...needs(c.oldValue, c.newValue),
      async resolve(item, _, context, info) {
        const uri = item.read(c.newValue) ?? item.read(c.oldValue);
        if (uri === null) return null;
        const ticket = await context.load.links.ticketAt(uri, item.read(c.ticket));
        return linkTarget({ uri, ticket }, context, wantedOf(info));
      },
    }),
  }),
});

historyRef('WatcherChangedItem').implement({
  description:
    'A change of the people in a role of the ticket (RT: AddWatcher, DelWatcher, SetWatcher).',
  interfaces,
  fields: (t) => ({
    action: t.field({
      type: ChangeAction,
      description: 'Whether the person was added or removed.',
      resolve: (item) => (item.read(c.type) === 'DelWatcher' ? 'REMOVED' : 'ADDED'),
    }),
    role: t.string({
      description: 'The name of the role in RT, also for custom roles (RT: Field).',
      resolve: (item) => item.read(c.field) ?? '',
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The person who was added or removed. Null for a group, and for a user that you may not see.',
      ...needs(c.oldValue, c.newValue),
      resolve: (item, _, context, info) =>
        userOf(
          item.read(c.type) === 'DelWatcher' ? item.read(c.oldValue) : item.read(c.newValue),
          wantedOf(info),
          context,
        ),
    }),
  }),
});

historyRef('CustomFieldChangedItem').implement({
  description:
    "A change of a custom field (RT: CustomField). RT records only the number of the field; its name is taken from RT's description of the change.",
  interfaces,
  fields: (t) => ({
    customFieldId: t.int({
      nullable: true,
      description: 'The number of the field in RT (RT: Field). Null if RT recorded no number.',
      resolve: (item) => Number(item.read(c.field)) || null,
    }),
    customFieldName: t.string({
      nullable: true,
      description:
        "The name of the field. Null if you may not see the field, if it no longer applies to the ticket's queue, or if RT's description matches more than one field.",
      ...needs(c.description, c.oldValue, c.newValue),
      async resolve(item, _, { load }) {
        const ticket = await load.object.ticket(
          item.read(c.ticket),
          wantColumns(ticketColumns.queue),
        );
        const fields = await load.customFields({ name: ticket.read(ticketColumns.queue) });
        return customFieldIn(
          item.read(c.description),
          fields.map(({ name }) => name),
          [item.read(c.oldValue), item.read(c.newValue)],
        );
      },
    }),
    oldValue: t.string({
      nullable: true,
      description: 'The value that was removed (RT: OldValue). Null if the field had no value.',
      ...needs(c.oldValue),
      resolve: (item) => item.read(c.oldValue),
    }),
    newValue: t.string({
      nullable: true,
      description: 'The value that was added (RT: NewValue). Null if no value was added.',
      ...needs(c.newValue),
      resolve: (item) => item.read(c.newValue),
    }),
  }),
});
