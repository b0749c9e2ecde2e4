import type { InputRef } from '@pothos/core';
import {
  columnsWith,
  type SearchField,
  searchFields,
  type ticketColumns,
  type ticketSearchFields,
  type WithUse,
} from '../../rt/columns/ticket.js';
import { builder } from '../builder.js';
import { TicketLinkType } from '../link/link.js';
import { descriptions } from './descriptions.js';

export const IntFilter = builder.inputType('IntFilter', {
  description: 'Conditions on an integer. All of them must be met.',
  fields: (t) => ({
    eq: t.int({ description: 'The value equals this.' }),
    neq: t.int({ description: 'The value does not equal this.' }),
    in: t.intList({ description: 'The value is one of these.' }),
    notIn: t.intList({ description: 'The value is not one of these.' }),
    lt: t.int({ description: 'The value is less than this.' }),
    lte: t.int({ description: 'The value is less than or equal to this.' }),
    gt: t.int({ description: 'The value is greater than this.' }),
    gte: t.int({ description: 'The value is greater than or equal to this.' }),
  }),
});

export const NameFilter = builder.inputType('NameFilter', {
  description: 'Conditions on a name. All of them must be met. RT ignores case.',
  fields: (t) => ({
    eq: t.string({ description: 'The value equals this.' }),
    neq: t.string({
      description: 'The value does not equal this. An unset value meets this condition.',
    }),
    in: t.stringList({ description: 'The value is one of these.' }),
    notIn: t.stringList({ description: 'The value is not one of these.' }),
    contains: t.string({
      description: 'The value contains this. % and _ are wildcards that cannot be escaped in RT.',
    }),
    notContains: t.string({ description: 'The value does not contain this.' }),
  }),
});

export const StatusFilter = builder.inputType('StatusFilter', {
  description: 'Conditions on the status. All of them must be met.',
  fields: (t) => ({
    eq: t.string({ description: 'The status is this.' }),
    neq: t.string({ description: 'The status is not this.' }),
    in: t.stringList({ description: 'The value is one of these.' }),
    notIn: t.stringList({ description: 'The value is not one of these.' }),
    active: t.boolean({
      description:
        'True: any active status (TicketSQL: __Active__). False: any inactive status (TicketSQL: __Inactive__). Works with every lifecycle.',
    }),
  }),
});

export const TextFilter = builder.inputType('TextFilter', {
  description:
    'Conditions on a text. All of them must be met. RT ignores case. A text that is not set counts as empty.',
  fields: (t) => ({
    eq: t.string({ description: 'The value equals this.' }),
    neq: t.string({
      description: 'The text does not equal this. A text that is not set meets this condition.',
    }),
    contains: t.string({
      description: 'The value contains this. % and _ are wildcards that cannot be escaped in RT.',
    }),
    notContains: t.string({
      description: 'The text does not contain this. A text that is not set meets this condition.',
    }),
    startsWith: t.string({ description: 'The text starts with this.' }),
    endsWith: t.string({ description: 'The text ends with this.' }),
    isEmpty: t.boolean({ description: 'True: the text is empty. False: it is not empty.' }),
  }),
});

export const ContentFilter = builder.inputType('ContentFilter', {
  description: 'Conditions on the text of messages. All of them must be met.',
  fields: (t) => ({
    contains: t.string({ description: 'At least one message contains this text.' }),
    notContains: t.string({ description: 'No message contains this text.' }),
  }),
});

export const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description:
    'Conditions on a date. All of them must be met. A date that is not set is neither before nor after any other.',
  fields: (t) => ({
    before: t.field({ type: 'DateTime', description: 'The date is earlier than this.' }),
    after: t.field({ type: 'DateTime', description: 'The date is later than this.' }),
    on: t.field({
      type: 'LocalDate',
      description: "The date falls on this day, in the viewer's time zone.",
    }),
    isSet: t.boolean({ description: 'True: the date is set. False: it is not set.' }),
  }),
});

export const PersonFilter = builder.inputType('PersonFilter', {
  description: 'A condition on the people in a role. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    name: t.string({
      description:
        'The person with this login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too.',
    }),
    notName: t.string({
      description: 'Anyone except the person with this login name, email address or ID.',
    }),
    emailAddress: t.field({
      type: 'EmailAddress',
      description: 'The person with this email address.',
    }),
    emailContains: t.string({
      description:
        'A person whose email address contains this. Not supported for `creator` and `lastUpdatedBy`.',
    }),
    me: t.boolean({ description: 'True: you. False: anybody else.' }),
    nobody: t.boolean({
      description:
        'True: tickets without an owner. False: tickets with one. Only supported for `owner`.',
    }),
    anyOf: t.stringList({
      description: 'The person with one of these login names, email addresses or IDs.',
    }),
  }),
});

export const LinkFilter = builder.inputType('LinkFilter', {
  description: 'A link that a ticket must have, or must not have.',
  fields: (t) => ({
    type: t.field({ type: TicketLinkType, required: true, description: 'The type of link.' }),
    ticket: t.id({
      description: 'The other ticket: ticket/17 or 17. If omitted, any link of this type.',
    }),
    exists: t.boolean({
      description: 'True (the default): tickets with such a link. False: tickets without one.',
    }),
  }),
});

export const CustomFieldMatch = builder.inputType('CustomFieldMatch', {
  description:
    'A condition on the values of a custom field. Set exactly one field. For a custom field of type DATE_TIME, `eq`, `neq`, `lt` and `gt` take an RFC 3339 timestamp.',
  isOneOf: true,
  fields: (t) => ({
    eq: t.string({ description: 'At least one value equals this.' }),
    neq: t.string({ description: 'No value equals this.' }),
    contains: t.string({
      description: 'At least one value contains this text. % and _ are wildcards.',
    }),
    notContains: t.string({ description: 'No value contains this text.' }),
    startsWith: t.string({ description: 'At least one value starts with this text.' }),
    endsWith: t.string({ description: 'At least one value ends with this text.' }),
    lt: t.string({ description: 'At least one value is less than this, as RT compares values.' }),
    gt: t.string({
      description: 'At least one value is greater than this, as RT compares values.',
    }),
    isSet: t.boolean({ description: 'True: at least one value is set. False: no value is set.' }),
  }),
});

export const CustomFieldFilter = builder.inputType('CustomFieldFilter', {
  description:
    'A condition on one custom field. A field that does not exist matches no ticket, as in RT.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the field.' }),
    match: t.field({
      type: CustomFieldMatch,
      required: true,
      description: 'The condition on the values of the field.',
    }),
  }),
});

/** A @oneOf input as resolvers get it: one member is set, which GraphQL has checked. */
export type PersonInput = Readonly<{
  name?: string | null | undefined;
  notName?: string | null | undefined;
  emailAddress?: string | null | undefined;
  emailContains?: string | null | undefined;
  me?: boolean | null | undefined;
  nobody?: boolean | null | undefined;
  anyOf?: readonly string[] | null | undefined;
}>;

/** A condition on one custom field; one member of `match` is set. */
export interface CustomFieldInput {
  readonly name: string;
  readonly match: Readonly<{
    eq?: string | null | undefined;
    neq?: string | null | undefined;
    contains?: string | null | undefined;
    notContains?: string | null | undefined;
    startsWith?: string | null | undefined;
    endsWith?: string | null | undefined;
    lt?: string | null | undefined;
    gt?: string | null | undefined;
    isSet?: boolean | null | undefined;
  }>;
}

/** The filters of all ways that TicketSQL searches. */
const filters = {
  number: IntFilter,
  name: NameFilter,
  status: StatusFilter,
  text: TextFilter,
  person: PersonFilter,
  date: DateTimeFilter,
} as const satisfies Record<SearchField['filter'], unknown>;

export type FilterKind = keyof typeof filters;

/** What each of the filters comes to. */
export type FilterOf = {
  [K in FilterKind]: K extends 'person' ? PersonInput : (typeof filters)[K]['$inferInput'];
};

type Table = typeof ticketColumns;

/** A column's name in the filter: of lists, the name in the singular. */
type FilterName<K extends WithUse<'filter'>> = Table[K] extends {
  readonly one: { readonly name: infer N extends string };
}
  ? N
  : K;

type ColumnFilters = {
  [K in WithUse<'filter'> as FilterName<K>]?: FilterOf[Table[K]['filter']] | null | undefined;
} & {
  [K in keyof typeof ticketSearchFields]?:
    | FilterOf[(typeof ticketSearchFields)[K]['filter']]
    | null
    | undefined;
};

/** TicketFilter's members as resolvers get them; written out because the type contains itself. */
export interface TicketFilterInput extends ColumnFilters {
  and?: TicketFilterInput[] | null | undefined;
  or?: TicketFilterInput[] | null | undefined;
  not?: TicketFilterInput | null | undefined;
  content?: typeof ContentFilter.$inferInput | null | undefined;
  linkedTo?: typeof LinkFilter.$inferInput | null | undefined;
  customFields?: CustomFieldInput[] | null | undefined;
  bookmarked?: boolean | null | undefined;
}

/** What is searched beside columns. */
const others: Readonly<Record<keyof typeof ticketSearchFields, string>> = {
  number: "The ticket's number (RT: id).",
  lifecycle: 'The lifecycle of the queue (RT: Lifecycle).',
  lastUpdatedBy: 'The user who last changed the ticket (RT: LastUpdatedBy).',
  watcher: 'The people in any role (RT: Watcher).',
  attachmentFilename:
    'The file name of any attachment (RT: Filename). A negative condition is met if no attachment matches.',
  attachmentContentType:
    'The MIME type of any attachment (RT: ContentType). A negative condition is met if no attachment matches.',
};

const described = new Map<string, string>([
  ...columnsWith('filter').map(
    ([name, { one }]) => [one?.name ?? name, descriptions[name].filter] as const,
  ),
  ...Object.entries(others),
]);

/** The typed search for tickets. */
export const TicketFilter: InputRef<TicketFilterInput> = builder
  .inputRef<TicketFilterInput>('TicketFilter')
  .implement({
    description:
      'Conditions on tickets. A ticket must meet all of them. `and`, `or` and `not` can be nested. TicketSQL has no NOT, so `not` is compiled to negated operators.',
    fields: (t) => {
      const columns = searchFields.map(({ name, filter }) => [
        name,
        t.field({ type: filters[filter], description: described.get(name) ?? '' }),
      ]);
      const beside = {
        and: t.field({
          type: [TicketFilter],
          description: 'The ticket meets all of these conditions.',
        }),
        or: t.field({
          type: [TicketFilter],
          description: 'The ticket meets at least one of these conditions.',
        }),
        not: t.field({
          type: TicketFilter,
          description: 'The ticket does not meet this condition.',
        }),
        content: t.field({
          type: ContentFilter,
          description:
            'The text of messages (RT: Content). RT uses full-text search if it is configured, LIKE otherwise.',
        }),
        linkedTo: t.field({
          type: LinkFilter,
          description: 'A link that the ticket has, or does not have.',
        }),
        customFields: t.field({
          type: [CustomFieldFilter],
          description: 'Conditions on custom fields (RT: CF.{Name}). All of them must be met.',
        }),
        bookmarked: t.boolean({
          description: 'True: tickets that the viewer bookmarked. False: all others.',
        }),
      };
      return { ...Object.fromEntries(columns), ...beside };
    },
  });
