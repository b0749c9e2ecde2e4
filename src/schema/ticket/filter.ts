import type { InputRef } from '@pothos/core';
import { builder } from '../builder.js';
import { TicketLinkType } from '../link/link.js';

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

type Ints = typeof IntFilter.$inferInput;
type Names = typeof NameFilter.$inferInput;
type Texts = typeof TextFilter.$inferInput;
type Dates = typeof DateTimeFilter.$inferInput;

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

/** TicketFilter's members as resolvers get them; written out because the type contains itself. */
export interface TicketFilterInput {
  and?: TicketFilterInput[] | null | undefined;
  or?: TicketFilterInput[] | null | undefined;
  not?: TicketFilterInput | null | undefined;
  number?: Ints | null | undefined;
  queue?: Names | null | undefined;
  lifecycle?: Names | null | undefined;
  status?: typeof StatusFilter.$inferInput | null | undefined;
  subject?: Texts | null | undefined;
  content?: typeof ContentFilter.$inferInput | null | undefined;
  owner?: PersonInput | null | undefined;
  creator?: PersonInput | null | undefined;
  lastUpdatedBy?: PersonInput | null | undefined;
  requestor?: PersonInput | null | undefined;
  cc?: PersonInput | null | undefined;
  adminCc?: PersonInput | null | undefined;
  watcher?: PersonInput | null | undefined;
  priority?: Ints | null | undefined;
  initialPriority?: Ints | null | undefined;
  finalPriority?: Ints | null | undefined;
  timeWorkedMinutes?: Ints | null | undefined;
  timeEstimatedMinutes?: Ints | null | undefined;
  timeLeftMinutes?: Ints | null | undefined;
  sla?: Names | null | undefined;
  createdAt?: Dates | null | undefined;
  startsAt?: Dates | null | undefined;
  startedAt?: Dates | null | undefined;
  dueAt?: Dates | null | undefined;
  resolvedAt?: Dates | null | undefined;
  toldAt?: Dates | null | undefined;
  updatedAt?: Dates | null | undefined;
  attachmentFilename?: Texts | null | undefined;
  attachmentContentType?: Texts | null | undefined;
  linkedTo?: typeof LinkFilter.$inferInput | null | undefined;
  customFields?: CustomFieldInput[] | null | undefined;
  bookmarked?: boolean | null | undefined;
}

/** The typed search for tickets. */
export const TicketFilter: InputRef<TicketFilterInput> = builder
  .inputRef<TicketFilterInput>('TicketFilter')
  .implement({
    description:
      'Fields are ANDed. `and`, `or`, `not` nest. TicketSQL has no NOT, so `not` is pushed down to negated operators.',
    fields: (t) => ({
      and: t.field({ type: [TicketFilter], description: 'All of these.' }),
      or: t.field({ type: [TicketFilter], description: 'Any of these.' }),
      not: t.field({ type: TicketFilter, description: 'Not this.' }),
      number: t.field({ type: IntFilter, description: "The ticket's number (RT: id)." }),
      queue: t.field({
        type: NameFilter,
        description:
          'Its queue (RT: Queue). eq, neq, in and notIn take its name or its ID (queue/1 or 1).',
      }),
      lifecycle: t.field({
        type: NameFilter,
        description: "Its queue's lifecycle (RT: Lifecycle).",
      }),
      status: t.field({ type: StatusFilter, description: 'Its status (RT: Status).' }),
      subject: t.field({ type: TextFilter, description: 'Its subject (RT: Subject).' }),
      content: t.field({
        type: ContentFilter,
        description:
          'Full-text or LIKE search of message bodies, as RT is configured (RT: Content).',
      }),
      owner: t.field({ type: PersonFilter, description: 'Its owner (RT: Owner).' }),
      creator: t.field({ type: PersonFilter, description: 'Who created it (RT: Creator).' }),
      lastUpdatedBy: t.field({
        type: PersonFilter,
        description: 'Who changed it last (RT: LastUpdatedBy).',
      }),
      requestor: t.field({ type: PersonFilter, description: 'A requestor (RT: Requestor).' }),
      cc: t.field({ type: PersonFilter, description: 'A Cc (RT: Cc).' }),
      adminCc: t.field({ type: PersonFilter, description: 'An AdminCc (RT: AdminCc).' }),
      watcher: t.field({
        type: PersonFilter,
        description: 'Any role on the ticket (RT: Watcher).',
      }),
      priority: t.field({ type: IntFilter, description: 'Its priority (RT: Priority).' }),
      initialPriority: t.field({
        type: IntFilter,
        description: 'Its first priority (RT: InitialPriority).',
      }),
      finalPriority: t.field({
        type: IntFilter,
        description: 'Its last priority (RT: FinalPriority).',
      }),
      timeWorkedMinutes: t.field({
        type: IntFilter,
        description: 'Minutes it took (RT: TimeWorked).',
      }),
      timeEstimatedMinutes: t.field({
        type: IntFilter,
        description: 'Minutes it should take (RT: TimeEstimated).',
      }),
      timeLeftMinutes: t.field({
        type: IntFilter,
        description: 'Minutes it still takes (RT: TimeLeft).',
      }),
      sla: t.field({ type: NameFilter, description: 'Its service level (RT: SLA).' }),
      createdAt: t.field({ type: DateTimeFilter, description: 'RT: Created.' }),
      startsAt: t.field({ type: DateTimeFilter, description: 'RT: Starts.' }),
      startedAt: t.field({ type: DateTimeFilter, description: 'RT: Started.' }),
      dueAt: t.field({ type: DateTimeFilter, description: 'RT: Due.' }),
      resolvedAt: t.field({ type: DateTimeFilter, description: 'RT: Resolved.' }),
      toldAt: t.field({ type: DateTimeFilter, description: 'RT: Told.' }),
      updatedAt: t.field({ type: DateTimeFilter, description: 'RT: LastUpdated.' }),
      attachmentFilename: t.field({
        type: TextFilter,
        description:
          'The file name of some attachment (RT: Filename). Negative conditions mean that no attachment matches.',
      }),
      attachmentContentType: t.field({
        type: TextFilter,
        description:
          'The media type of some attachment (RT: ContentType). Negative conditions mean that no attachment matches.',
      }),
      linkedTo: t.field({ type: LinkFilter, description: 'A link it has, or has not.' }),
      customFields: t.field({
        type: [CustomFieldFilter],
        description: 'Conditions on custom fields, ANDed (RT: CF.{Name}).',
      }),
      bookmarked: t.boolean({ description: 'Tickets the viewer bookmarked; false: all others.' }),
    }),
  });
