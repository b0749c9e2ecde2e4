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

/** Whether something came or went. */
export const ChangeAction = builder.enumType('ChangeAction', {
  description: 'Whether something came or went.',
  values: {
    ADDED: { value: 'ADDED', description: 'It was added, or set anew.' },
    REMOVED: { value: 'REMOVED', description: 'It was taken away.' },
  } as const,
});

historyRef('LinkChangedItem').implement({
  description: 'A link came or went (RT: AddLink, DeleteLink).',
  interfaces,
  fields: (t) => ({
    action: t.field({
      type: ChangeAction,
      description: 'Whether the link came or went.',
      resolve: (item) => (item.read(c.type) === 'DeleteLink' ? 'REMOVED' : 'ADDED'),
    }),
    linkType: t.field({
      type: TicketLinkType,
      nullable: true,
      description:
        'How the two are linked. Null for link types outside TicketLinkType, such as MergedInto.',
      resolve: (item) => linkKeyOf(item.read(c.field)) ?? null,
    }),
    target: t.field({
      type: LinkTarget,
      nullable: true,
      description: 'Where the link leads or led. Null when RT recorded nothing.',
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
    'Somebody came to watch the ticket, or went (RT: AddWatcher, DelWatcher, SetWatcher).',
  interfaces,
  fields: (t) => ({
    action: t.field({
      type: ChangeAction,
      description: 'Whether the person came or went.',
      resolve: (item) => (item.read(c.type) === 'DelWatcher' ? 'REMOVED' : 'ADDED'),
    }),
    role: t.string({
      description: "RT role name; custom roles keep RT's own name (RT: Field).",
      resolve: (item) => item.read(c.field) ?? '',
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The person. Null for a group, and for a user that RT does not show.',
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
    "A custom field changed (RT: CustomField). RT stores the field's number; the name comes from the description.",
  interfaces,
  fields: (t) => ({
    customFieldId: t.int({
      nullable: true,
      description: "RT's number of the field (RT: Field). Null when RT recorded none.",
      resolve: (item) => Number(item.read(c.field)) || null,
    }),
    customFieldName: t.string({
      nullable: true,
      description:
        "The field's name, if it is one of the fields of the ticket's queue. Null if the field is hidden or no longer applied there, or if RT's description fits several fields.",
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
