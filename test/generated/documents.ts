/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The content of a file. Set exactly one field. */
export type AttachmentContentInput =
  {   /** The content in base64. */
  base64: string; text?: never; upload?: never; }
  |  { base64?: never;   /** The content as text. It is stored as UTF-8. */
  text: string; upload?: never; }
  |  { base64?: never; text?: never;   /** A file uploaded in a multipart request. */
  upload: Blob; };

/** Conditions on the text of messages. All of them must be met. */
export type ContentFilter = {
  /** At least one message contains this text. */
  contains?: string | null | undefined;
  /** No message contains this text. */
  notContains?: string | null | undefined;
};

/** The ticket to create. */
export type CreateTicketInput = {
  /** The email addresses of the AdminCcs (RT: AdminCc). */
  adminCc?: Array<string> | null | undefined;
  /** The files to attach to the first message. */
  attachments?: Array<NewAttachmentInput> | null | undefined;
  /** The first message of the ticket (RT: Text). */
  body?: MessageBodyInput | null | undefined;
  /** The email addresses of the Ccs (RT: Cc). */
  cc?: Array<string> | null | undefined;
  /** The custom fields to set or clear. Custom fields that are not listed stay unchanged. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** The date and time by which the ticket is due (RT: Due). */
  dueAt?: string | null | undefined;
  /** The priority that the ticket is to reach at its due date, if RT is set up to escalate priorities (RT: FinalPriority). */
  finalPriority?: number | null | undefined;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of creating a second ticket; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  idempotencyKey?: string | null | undefined;
  /** The initial priority of the ticket (RT: InitialPriority). */
  initialPriority?: number | null | undefined;
  /** The links to add after the ticket is created, with one request to RT each. A link that fails is reported in `userErrors`; the ticket is kept. */
  links?: Array<TicketLinkInput> | null | undefined;
  /** The login name of the owner, or the email address or ID: user/14 or 14 (RT: Owner). Default: no owner. */
  owner?: string | null | undefined;
  /** The priority of the ticket (RT: Priority). */
  priority?: number | null | undefined;
  /** The name of the queue, or its ID: queue/1 or 1 (RT: Queue). */
  queue: string;
  /** The email addresses of the requestors (RT: Requestor). Default: none. */
  requestors?: Array<string> | null | undefined;
  /** The date and time when the ticket was resolved (RT: Resolved). */
  resolvedAt?: string | null | undefined;
  /** The service level (RT: SLA). */
  sla?: string | null | undefined;
  /** The date and time when work on the ticket started (RT: Started). */
  startedAt?: string | null | undefined;
  /** The date and time when work on the ticket should start (RT: Starts). */
  startsAt?: string | null | undefined;
  /** The initial status (RT: Status). Default: the one set in the lifecycle of the queue. */
  status?: string | null | undefined;
  /** The subject: one line of up to 200 bytes (RT: Subject). */
  subject?: string | null | undefined;
  /** The estimated work in minutes (RT: TimeEstimated). */
  timeEstimatedMinutes?: number | null | undefined;
  /** The remaining work in minutes (RT: TimeLeft). */
  timeLeftMinutes?: number | null | undefined;
  /** The time worked, in minutes (RT: TimeWorked). */
  timeWorkedMinutes?: number | null | undefined;
};

/** A condition on one custom field. A field that does not exist matches no ticket, as in RT. */
export type CustomFieldFilter = {
  /** The condition on the values of the field. */
  match: CustomFieldMatch;
  /** The name of the field. */
  name: string;
};

/** A custom field and its new values. */
export type CustomFieldInput = {
  /** The name of the field. */
  name: string;
  /** All values of the field; they replace the old ones. An empty list clears the field. More than one value needs a field that allows several. Use dates such as 2026-11-23 for type DATE, and RFC 3339 timestamps such as 2026-11-23T09:30:00Z for type DATE_TIME. */
  values: Array<string>;
};

/** A condition on the values of a custom field. Set exactly one field. For a custom field of type DATE_TIME, `eq`, `neq`, `lt` and `gt` take an RFC 3339 timestamp. */
export type CustomFieldMatch =
  {   /** At least one value contains this text. % and _ are wildcards. */
  contains: string; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never;   /** At least one value ends with this text. */
  endsWith: string; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never;   /** At least one value equals this. */
  eq: string; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never;   /** At least one value is greater than this, as RT compares values. */
  gt: string; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never;   /** True: at least one value is set. False: no value is set. */
  isSet: boolean; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never;   /** At least one value is less than this, as RT compares values. */
  lt: string; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never;   /** No value equals this. */
  neq: string; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never;   /** No value contains this text. */
  notContains: string; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never;   /** At least one value starts with this text. */
  startsWith: string; };

/** Conditions on a date. All of them must be met. A date that is not set is neither before nor after any other. */
export type DateTimeFilter = {
  /** The date is later than this. */
  after?: string | null | undefined;
  /** The date is earlier than this. */
  before?: string | null | undefined;
  /** True: the date is set. False: it is not set. */
  isSet?: boolean | null | undefined;
  /** The date falls on this day, in the viewer's time zone. */
  on?: string | null | undefined;
};

/** Conditions on an integer. All of them must be met. */
export type IntFilter = {
  /** The value equals this. */
  eq?: number | null | undefined;
  /** The value is greater than this. */
  gt?: number | null | undefined;
  /** The value is greater than or equal to this. */
  gte?: number | null | undefined;
  /** The value is one of these. */
  in?: Array<number> | null | undefined;
  /** The value is less than this. */
  lt?: number | null | undefined;
  /** The value is less than or equal to this. */
  lte?: number | null | undefined;
  /** The value does not equal this. */
  neq?: number | null | undefined;
  /** The value is not one of these. */
  notIn?: Array<number> | null | undefined;
};

/** A link that a ticket must have, or must not have. */
export type LinkFilter = {
  /** True (the default): tickets with such a link. False: tickets without one. */
  exists?: boolean | null | undefined;
  /** The other ticket: ticket/17 or 17. If omitted, any link of this type. */
  ticket?: string | number | null | undefined;
  /** The type of link. */
  type: TicketLinkType;
};

/** The target of a link. Set exactly one field. */
export type LinkTargetInput =
  {   /** A ticket of this RT: ticket/17 or 17. */
  ticket: string | number; uri?: never; }
  |  { ticket?: never;   /** The URI of anything else. */
  uri: string; };

/** The text of a message. Set exactly one field. */
export type MessageBodyInput =
  {   /** The message as HTML (RT: text/html). RT derives the plain text of outgoing email from it. */
  html: string; text?: never; }
  |  { html?: never;   /** The message as plain text, of any number of lines (RT: text/plain). */
  text: string; };

/** The overall result of a mutation. */
export type MutationOutcome =
  /** Every change was applied. */
  | 'APPLIED'
  /** Some changes were applied, or it is unknown which ones were (UNKNOWN_OUTCOME). `userErrors` lists those that were not applied as requested, or whose result is unknown. */
  | 'PARTIAL'
  /** No change was applied. */
  | 'REJECTED'
  /** There was nothing to change. */
  | 'UNCHANGED';

/** Conditions on a name. All of them must be met. RT ignores case. */
export type NameFilter = {
  /** The value contains this. % and _ are wildcards that cannot be escaped in RT. */
  contains?: string | null | undefined;
  /** The value equals this. */
  eq?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The value does not equal this. An unset value meets this condition. */
  neq?: string | null | undefined;
  /** The value does not contain this. */
  notContains?: string | null | undefined;
  /** The value is not one of these. */
  notIn?: Array<string> | null | undefined;
};

/** A file to attach. */
export type NewAttachmentInput = {
  /** The content of the file. */
  content: AttachmentContentInput;
  /** A Content-ID. The HTML of the message can embed the file as cid:<contentId>; RT then builds a multipart/related message. */
  contentId?: string | null | undefined;
  /** The MIME type. Default: the type of the upload, or text/plain for `text`. The type is stored as application/octet-stream if RT would otherwise change the content: for multipart/*, for message/rfc822 with non-ASCII bytes, and for text that is not valid in its charset. */
  contentType?: string | null | undefined;
  /** The file name. Everything up to the last slash or backslash is removed, as mail programs do. Names that RT would change are rejected. */
  filename: string;
};

/** A condition on the people in a role. Set exactly one field. */
export type PersonFilter =
  {   /** The person with one of these login names, email addresses or IDs. */
  anyOf: Array<string>; emailAddress?: never; emailContains?: never; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never;   /** The person with this email address. */
  emailAddress: string; emailContains?: never; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never;   /** A person whose email address contains this. Not supported for `creator` and `lastUpdatedBy`. */
  emailContains: string; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never;   /** True: you. False: anybody else. */
  me: boolean; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never;   /** The person with this login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too. */
  name: string; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never; name?: never;   /** True: tickets without an owner. False: tickets with one. Only supported for `owner`. */
  nobody: boolean; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never; name?: never; nobody?: never;   /** Anyone except the person with this login name, email address or ID. */
  notName: string; };

/** Conditions on the status. All of them must be met. */
export type StatusFilter = {
  /** True: any active status (TicketSQL: __Active__). False: any inactive status (TicketSQL: __Inactive__). Works with every lifecycle. */
  active?: boolean | null | undefined;
  /** The status is this. */
  eq?: string | null | undefined;
  /** The value is one of these. */
  in?: Array<string> | null | undefined;
  /** The status is not this. */
  neq?: string | null | undefined;
  /** The value is not one of these. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on a text. All of them must be met. RT ignores case. A text that is not set counts as empty. */
export type TextFilter = {
  /** The value contains this. % and _ are wildcards that cannot be escaped in RT. */
  contains?: string | null | undefined;
  /** The text ends with this. */
  endsWith?: string | null | undefined;
  /** The value equals this. */
  eq?: string | null | undefined;
  /** True: the text is empty. False: it is not empty. */
  isEmpty?: boolean | null | undefined;
  /** The text does not equal this. A text that is not set meets this condition. */
  neq?: string | null | undefined;
  /** The text does not contain this. A text that is not set meets this condition. */
  notContains?: string | null | undefined;
  /** The text starts with this. */
  startsWith?: string | null | undefined;
};

/** Conditions on tickets. A ticket must meet all of them. `and`, `or` and `not` can be nested. TicketSQL has no NOT, so `not` is compiled to negated operators. */
export type TicketFilter = {
  /** The AdminCcs (RT: AdminCc). */
  adminCc?: PersonFilter | null | undefined;
  /** The ticket meets all of these conditions. */
  and?: Array<TicketFilter> | null | undefined;
  /** The MIME type of any attachment (RT: ContentType). A negative condition is met if no attachment matches. */
  attachmentContentType?: TextFilter | null | undefined;
  /** The file name of any attachment (RT: Filename). A negative condition is met if no attachment matches. */
  attachmentFilename?: TextFilter | null | undefined;
  /** True: tickets that the viewer bookmarked. False: all others. */
  bookmarked?: boolean | null | undefined;
  /** The Ccs (RT: Cc). */
  cc?: PersonFilter | null | undefined;
  /** The text of messages (RT: Content). RT uses full-text search if it is configured, LIKE otherwise. */
  content?: ContentFilter | null | undefined;
  /** The date and time when the ticket was created (RT: Created). */
  createdAt?: DateTimeFilter | null | undefined;
  /** The user who created the ticket (RT: Creator). */
  creator?: PersonFilter | null | undefined;
  /** Conditions on custom fields (RT: CF.{Name}). All of them must be met. */
  customFields?: Array<CustomFieldFilter> | null | undefined;
  /** The date and time by which the ticket is due (RT: Due). */
  dueAt?: DateTimeFilter | null | undefined;
  /** The final priority (RT: FinalPriority). */
  finalPriority?: IntFilter | null | undefined;
  /** The initial priority (RT: InitialPriority). */
  initialPriority?: IntFilter | null | undefined;
  /** The user who last changed the ticket (RT: LastUpdatedBy). */
  lastUpdatedBy?: PersonFilter | null | undefined;
  /** The lifecycle of the queue (RT: Lifecycle). */
  lifecycle?: NameFilter | null | undefined;
  /** A link that the ticket has, or does not have. */
  linkedTo?: LinkFilter | null | undefined;
  /** The ticket does not meet this condition. */
  not?: TicketFilter | null | undefined;
  /** The ticket's number (RT: id). */
  number?: IntFilter | null | undefined;
  /** The ticket meets at least one of these conditions. */
  or?: Array<TicketFilter> | null | undefined;
  /** The owner (RT: Owner). */
  owner?: PersonFilter | null | undefined;
  /** The current priority (RT: Priority). */
  priority?: IntFilter | null | undefined;
  /** The queue (RT: Queue). `eq`, `neq`, `in` and `notIn` take the name or the ID (queue/1 or 1). */
  queue?: NameFilter | null | undefined;
  /** The requestors (RT: Requestor). */
  requestor?: PersonFilter | null | undefined;
  /** The date and time when the status last became inactive (RT: Resolved). */
  resolvedAt?: DateTimeFilter | null | undefined;
  /** The service level (RT: SLA). */
  sla?: NameFilter | null | undefined;
  /** The date and time when work on the ticket started (RT: Started). */
  startedAt?: DateTimeFilter | null | undefined;
  /** The date and time when work on the ticket should start (RT: Starts). */
  startsAt?: DateTimeFilter | null | undefined;
  /** The status (RT: Status). */
  status?: StatusFilter | null | undefined;
  /** The subject (RT: Subject). */
  subject?: TextFilter | null | undefined;
  /** The estimated work in minutes (RT: TimeEstimated). */
  timeEstimatedMinutes?: IntFilter | null | undefined;
  /** The remaining work in minutes (RT: TimeLeft). */
  timeLeftMinutes?: IntFilter | null | undefined;
  /** The work done so far in minutes (RT: TimeWorked). */
  timeWorkedMinutes?: IntFilter | null | undefined;
  /** The date and time of the last contact with the requestors (RT: Told). */
  toldAt?: DateTimeFilter | null | undefined;
  /** The date and time of the last change to the ticket (RT: LastUpdated). */
  updatedAt?: DateTimeFilter | null | undefined;
  /** The people in any role (RT: Watcher). */
  watcher?: PersonFilter | null | undefined;
};

/** A link to add or remove. */
export type TicketLinkInput = {
  /** The target of the link. */
  target: LinkTargetInput;
  /** The type of link. */
  type: TicketLinkType;
};

/** The type of link, as seen from the ticket. */
export type TicketLinkType =
  /** The target cannot be resolved before this ticket (RT: DependedOnBy). */
  | 'DependedOnBy'
  /** This ticket cannot be resolved before the target (RT: DependsOn). */
  | 'DependsOn'
  /** The target is a child of this ticket (RT: Members, HasMember). */
  | 'Members'
  /** The target is the parent of this ticket (RT: MemberOf). */
  | 'MemberOf'
  /** The target refers to this ticket (RT: ReferredToBy). */
  | 'ReferredToBy'
  /** This ticket refers to the target (RT: RefersTo). */
  | 'RefersTo';

/** The reason why a change was not applied as requested, or why its result is unknown. New codes may be added. */
export type UserErrorCode =
  /** Somebody else owns the ticket, or took it first. The ticket in the payload shows the owner. */
  | 'ALREADY_OWNED'
  /** RT rejected an inactive status, because the ticket depends on active tickets. The ticket's `blockers` lists them. */
  | 'BLOCKED_BY_DEPENDENCIES'
  /** The ticket was changed after you read it. The ticket in the payload shows its current state. */
  | 'CONFLICT'
  /** You do not have the required right in RT. */
  | 'FORBIDDEN'
  /** The value is not valid, or RT would change it silently. */
  | 'INVALID'
  /** The object does not exist, or you may not see it. */
  | 'NOT_FOUND'
  /** A required value is missing. */
  | 'REQUIRED'
  /** The change was not applied as requested, for a reason not covered by the other codes. `message` explains it; `rtMessage` has RT's message, if there is one. */
  | 'RT_REFUSED'
  /** The value is longer than RT can store. */
  | 'TOO_LARGE'
  /** The field does not exist on this object, or you may not see it. */
  | 'UNKNOWN_FIELD'
  /** It is unknown whether RT applied the change: RT's response was lost, incomplete or unclear, or the result could not be checked. Read the object before you try again. */
  | 'UNKNOWN_OUTCOME';

export type CreateTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type CreateTicketMutation = { createTicket: { outcome: MutationOutcome, userErrors: Array<{ code: UserErrorCode, path: Array<string> }>, ticket: { id: string, number: number, subject: string, queue: { name: string } | null } | null } | null };

export type TicketPageQueryVariables = Exact<{
  filter?: TicketFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TicketPageQuery = { tickets: { totalCount: number | null, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ number: number, subject: string, status: string, queue: { name: string } | null, owner: { name: string } | null } | null> } | null };


export const CreateTicketDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateTicketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createTicket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ticket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"queue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateTicketMutation, CreateTicketMutationVariables>;
export const TicketPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TicketPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TicketFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tickets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"queue"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TicketPageQuery, TicketPageQueryVariables>;