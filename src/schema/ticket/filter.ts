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
  description: 'Conditions on a whole number, ANDed.',
  fields: (t) => ({
    eq: t.int({ description: 'Equal to.' }),
    neq: t.int({ description: 'Not equal to.' }),
    in: t.intList({ description: 'One of these.' }),
    notIn: t.intList({ description: 'None of these.' }),
    lt: t.int({ description: 'Less than.' }),
    lte: t.int({ description: 'Less than or equal to.' }),
    gt: t.int({ description: 'Greater than.' }),
    gte: t.int({ description: 'Greater than or equal to.' }),
  }),
});

export const NameFilter = builder.inputType('NameFilter', {
  description: 'Conditions on a name, ANDed. RT compares without regard to case.',
  fields: (t) => ({
    eq: t.string({ description: 'Equal to.' }),
    neq: t.string({ description: 'Not equal to. An unset value is not equal to anything.' }),
    in: t.stringList({ description: 'One of these.' }),
    notIn: t.stringList({ description: 'None of these.' }),
    contains: t.string({
      description: 'Contains this; % and _ are wildcards that RT cannot escape.',
    }),
    notContains: t.string({ description: 'Does not contain this.' }),
  }),
});

export const StatusFilter = builder.inputType('StatusFilter', {
  description: 'Conditions on the status, ANDed.',
  fields: (t) => ({
    eq: t.string({ description: 'This status.' }),
    neq: t.string({ description: 'Any status but this.' }),
    in: t.stringList({ description: 'One of these.' }),
    notIn: t.stringList({ description: 'None of these.' }),
    active: t.boolean({
      description: 'True: __Active__. False: __Inactive__. Holds across lifecycles.',
    }),
  }),
});

export const TextFilter = builder.inputType('TextFilter', {
  description:
    'Conditions on a text, ANDed. RT compares without regard to case. An unset text is empty.',
  fields: (t) => ({
    eq: t.string({ description: 'Equal to.' }),
    neq: t.string({ description: 'Not equal to. Matches an unset text too.' }),
    contains: t.string({
      description: 'Contains this; % and _ are wildcards that RT cannot escape.',
    }),
    notContains: t.string({ description: 'Does not contain this. Matches an unset text too.' }),
    startsWith: t.string({ description: 'Starts with this.' }),
    endsWith: t.string({ description: 'Ends with this.' }),
    isEmpty: t.boolean({ description: 'Whether it is empty.' }),
  }),
});

export const ContentFilter = builder.inputType('ContentFilter', {
  description: 'Conditions on the text of messages, ANDed.',
  fields: (t) => ({
    contains: t.string({ description: 'Some message contains this.' }),
    notContains: t.string({ description: 'No message contains this.' }),
  }),
});

export const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'Conditions on a date, ANDed. A date that is not set is neither before nor after.',
  fields: (t) => ({
    before: t.field({ type: 'DateTime', description: 'Earlier than this.' }),
    after: t.field({ type: 'DateTime', description: 'Later than this.' }),
    on: t.field({ type: 'LocalDate', description: "The whole day, in the viewer's zone." }),
    isSet: t.boolean({ description: 'Whether it is set at all.' }),
  }),
});

export const PersonFilter = builder.inputType('PersonFilter', {
  description: 'A person in a role. Exactly one.',
  isOneOf: true,
  fields: (t) => ({
    name: t.string({
      description:
        'This login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too.',
    }),
    notName: t.string({ description: 'Anybody but this login name, email address or ID.' }),
    emailAddress: t.field({ type: 'EmailAddress', description: 'This address.' }),
    emailContains: t.string({
      description: 'An address that contains this. Not for creator and lastUpdatedBy.',
    }),
    me: t.boolean({ description: 'The current user; false: anybody else.' }),
    nobody: t.boolean({ description: 'Owner only: Nobody; false: somebody.' }),
    anyOf: t.stringList({ description: 'One of these login names, email addresses or IDs.' }),
  }),
});

export const LinkFilter = builder.inputType('LinkFilter', {
  description: 'A link that a ticket has, or has not.',
  fields: (t) => ({
    type: t.field({ type: TicketLinkType, required: true, description: 'The type of link.' }),
    ticket: t.id({ description: 'The other end. Absent: any link of this type.' }),
    exists: t.boolean({ description: 'False: tickets without such a link. True when absent.' }),
  }),
});

export const CustomFieldMatch = builder.inputType('CustomFieldMatch', {
  description:
    'A condition on a custom field. Exactly one. eq, neq, lt and gt compare a field of type DateTime with an RFC 3339 instant.',
  isOneOf: true,
  fields: (t) => ({
    eq: t.string({ description: 'Some value equals this.' }),
    neq: t.string({ description: 'No value equals this.' }),
    contains: t.string({ description: 'Some value contains this; % and _ are wildcards.' }),
    notContains: t.string({ description: 'No value contains this.' }),
    startsWith: t.string({ description: 'Some value starts with this.' }),
    endsWith: t.string({ description: 'Some value ends with this.' }),
    lt: t.string({ description: 'Some value is less than this, as RT compares it.' }),
    gt: t.string({ description: 'Some value is greater than this, as RT compares it.' }),
    isSet: t.boolean({ description: 'Whether any value is set.' }),
  }),
});

export const CustomFieldFilter = builder.inputType('CustomFieldFilter', {
  description: 'A condition on one custom field. An unknown field matches nothing, as in RT.',
  fields: (t) => ({
    name: t.string({ required: true, description: "The field's name." }),
    match: t.field({
      type: CustomFieldMatch,
      required: true,
      description: 'What its value must be.',
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
  lifecycle: "Its queue's lifecycle (RT: Lifecycle).",
  lastUpdatedBy: 'Who changed it last (RT: LastUpdatedBy).',
  watcher: 'Any role on the ticket (RT: Watcher).',
  attachmentFilename:
    'The file name of some attachment (RT: Filename). Negative conditions mean that no attachment matches.',
  attachmentContentType:
    'The media type of some attachment (RT: ContentType). Negative conditions mean that no attachment matches.',
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
      'Fields are ANDed. `and`, `or`, `not` nest. TicketSQL has no NOT, so `not` is pushed down to negated operators.',
    fields: (t) => {
      const columns = searchFields.map(({ name, filter }) => [
        name,
        t.field({ type: filters[filter], description: described.get(name) ?? '' }),
      ]);
      const beside = {
        and: t.field({ type: [TicketFilter], description: 'All of these.' }),
        or: t.field({ type: [TicketFilter], description: 'Any of these.' }),
        not: t.field({ type: TicketFilter, description: 'Not this.' }),
        content: t.field({
          type: ContentFilter,
          description:
            'Full-text or LIKE search of message bodies, as RT is configured (RT: Content).',
        }),
        linkedTo: t.field({ type: LinkFilter, description: 'A link it has, or has not.' }),
        customFields: t.field({
          type: [CustomFieldFilter],
          description: 'Conditions on custom fields, ANDed (RT: CF.{Name}).',
        }),
        bookmarked: t.boolean({ description: 'Tickets the viewer bookmarked; false: all others.' }),
      };
      return { ...Object.fromEntries(columns), ...beside };
    },
  });
