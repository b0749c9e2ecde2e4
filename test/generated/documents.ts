/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A file's bytes. Exactly one. */
export type AttachmentContentInput =
  {   /** Bytes in base64. */
  base64: string; text?: never; upload?: never; }
  |  { base64?: never;   /** Text, stored as UTF-8. */
  text: string; upload?: never; }
  |  { base64?: never; text?: never;   /** A part of a multipart request. */
  upload: Blob; };

/** Conditions on the text of messages, ANDed. */
export type ContentFilter = {
  /** Some message contains this. */
  contains?: string | null | undefined;
  /** No message contains this. */
  notContains?: string | null | undefined;
};

/** A new ticket. */
export type CreateTicketInput = {
  /** AdminCcs (RT: AdminCc). */
  adminCc?: Array<string> | null | undefined;
  /** Files of the first message. */
  attachments?: Array<NewAttachmentInput> | null | undefined;
  /** The message that opens it (RT: Text). */
  body?: MessageBodyInput | null | undefined;
  /** Ccs (RT: Cc). */
  cc?: Array<string> | null | undefined;
  /** Custom fields to set or clear; others are left alone. */
  customFields?: Array<CustomFieldInput> | null | undefined;
  /** When it should be done (RT: Due). */
  dueAt?: string | null | undefined;
  /** How urgent it becomes (RT: FinalPriority). */
  finalPriority?: number | null | undefined;
  /** A repeat with the same key within 24 h returns the first result instead of a second ticket and a second mail. Up to 1,000 characters. Keys belong to your account. They outlast a restart of the server where STATE_DIR or REDIS_URL is set, and end with its process elsewhere. */
  idempotencyKey?: string | null | undefined;
  /** How urgent it was at first (RT: InitialPriority). */
  initialPriority?: number | null | undefined;
  /** Made after creation, one call each; a failed link is a user error, the ticket stays. */
  links?: Array<TicketLinkInput> | null | undefined;
  /** The owner's login name, email address, or ID: user/14 or 14 (RT: Owner). Nobody when absent. */
  owner?: string | null | undefined;
  /** How urgent it is now (RT: Priority). */
  priority?: number | null | undefined;
  /** The queue's name, or its ID: queue/1 or 1 (RT: Queue). */
  queue: string;
  /** The requestors (RT: Requestor). Empty when absent. */
  requestors?: Array<string> | null | undefined;
  /** When it was resolved (RT: Resolved). */
  resolvedAt?: string | null | undefined;
  /** Service level (RT: SLA). */
  sla?: string | null | undefined;
  /** When work started (RT: Started). */
  startedAt?: string | null | undefined;
  /** When work should start (RT: Starts). */
  startsAt?: string | null | undefined;
  /** An initial status; the queue's own when absent (RT: Status). */
  status?: string | null | undefined;
  /** One line of up to 200 bytes (RT: Subject). */
  subject?: string | null | undefined;
  /** Minutes it should take (RT: TimeEstimated). */
  timeEstimatedMinutes?: number | null | undefined;
  /** Minutes it still takes (RT: TimeLeft). */
  timeLeftMinutes?: number | null | undefined;
  /** Minutes it has taken (RT: TimeWorked). */
  timeWorkedMinutes?: number | null | undefined;
};

/** A condition on one custom field. An unknown field matches nothing, as in RT. */
export type CustomFieldFilter = {
  /** What its value must be. */
  match: CustomFieldMatch;
  /** The field's name. */
  name: string;
};

/** A custom field and all its values. */
export type CustomFieldInput = {
  /** The field's name. */
  name: string;
  /** Empty list clears. More than one value needs a multi-value field. A field of type DATE takes days such as 2026-11-23, one of type DATE_TIME takes RFC 3339 instants such as 2026-11-23T09:30:00Z. */
  values: Array<string>;
};

/** A condition on a custom field. Exactly one. eq, neq, lt and gt compare a field of type DateTime with an RFC 3339 instant. */
export type CustomFieldMatch =
  {   /** Some value contains this; % and _ are wildcards. */
  contains: string; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never;   /** Some value ends with this. */
  endsWith: string; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never;   /** Some value equals this. */
  eq: string; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never;   /** Some value is greater than this, as RT compares it. */
  gt: string; isSet?: never; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never;   /** Whether any value is set. */
  isSet: boolean; lt?: never; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never;   /** Some value is less than this, as RT compares it. */
  lt: string; neq?: never; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never;   /** No value equals this. */
  neq: string; notContains?: never; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never;   /** No value contains this. */
  notContains: string; startsWith?: never; }
  |  { contains?: never; endsWith?: never; eq?: never; gt?: never; isSet?: never; lt?: never; neq?: never; notContains?: never;   /** Some value starts with this. */
  startsWith: string; };

/** Conditions on a date, ANDed. A date that is not set is neither before nor after. */
export type DateTimeFilter = {
  /** Later than this. */
  after?: string | null | undefined;
  /** Earlier than this. */
  before?: string | null | undefined;
  /** Whether it is set at all. */
  isSet?: boolean | null | undefined;
  /** The whole day, in the viewer's zone. */
  on?: string | null | undefined;
};

/** Conditions on a whole number, ANDed. */
export type IntFilter = {
  /** Equal to. */
  eq?: number | null | undefined;
  /** Greater than. */
  gt?: number | null | undefined;
  /** Greater than or equal to. */
  gte?: number | null | undefined;
  /** One of these. */
  in?: Array<number> | null | undefined;
  /** Less than. */
  lt?: number | null | undefined;
  /** Less than or equal to. */
  lte?: number | null | undefined;
  /** Not equal to. */
  neq?: number | null | undefined;
  /** None of these. */
  notIn?: Array<number> | null | undefined;
};

/** A link that a ticket has, or has not. */
export type LinkFilter = {
  /** False: tickets without such a link. True when absent. */
  exists?: boolean | null | undefined;
  /** The other end. Absent: any link of this type. */
  ticket?: string | number | null | undefined;
  /** The type of link. */
  type: TicketLinkType;
};

/** Where a link leads. Exactly one. */
export type LinkTargetInput =
  {   /** A ticket of this RT: ticket/17 or 17. */
  ticket: string | number; uri?: never; }
  |  { ticket?: never;   /** Anything else that has a URI. */
  uri: string; };

/** The text of a message. Exactly one. */
export type MessageBodyInput =
  {   /** HTML (RT: text/html). RT makes a plain text of it for mail. */
  html: string; text?: never; }
  |  { html?: never;   /** Plain text, in as many lines as needed (RT: text/plain). */
  text: string; };

/** How much of what was asked was done. */
export type MutationOutcome =
  /** All asked for was done. */
  | 'APPLIED'
  /** Some was done; userErrors says what was not. */
  | 'PARTIAL'
  /** Nothing was done. */
  | 'REJECTED'
  /** RT found nothing to change. */
  | 'UNCHANGED';

/** Conditions on a name, ANDed. RT compares without regard to case. */
export type NameFilter = {
  /** Contains this; % and _ are wildcards that RT cannot escape. */
  contains?: string | null | undefined;
  /** Equal to. */
  eq?: string | null | undefined;
  /** One of these. */
  in?: Array<string> | null | undefined;
  /** Not equal to. An unset value is not equal to anything. */
  neq?: string | null | undefined;
  /** Does not contain this. */
  notContains?: string | null | undefined;
  /** None of these. */
  notIn?: Array<string> | null | undefined;
};

/** A file to send along. */
export type NewAttachmentInput = {
  /** Its bytes. */
  content: AttachmentContentInput;
  /** An ID that the HTML of the message can show the file by, as cid:<contentId> (RT builds multipart/related). */
  contentId?: string | null | undefined;
  /** Its MIME type; the upload's own, or text/plain for text, when absent. Stored as application/octet-stream where RT would change the bytes of the type: multipart/*, message/rfc822 with bytes beyond ASCII, and text that is not in its charset. */
  contentType?: string | null | undefined;
  /** Its name. What precedes the last slash or backslash is cut, as mail programs do. Names that RT would change are refused. */
  filename: string;
};

/** A person in a role. Exactly one. */
export type PersonFilter =
  {   /** One of these login names, email addresses or IDs. */
  anyOf: Array<string>; emailAddress?: never; emailContains?: never; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never;   /** This address. */
  emailAddress: string; emailContains?: never; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never;   /** An address that contains this. Not for creator and lastUpdatedBy. */
  emailContains: string; me?: never; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never;   /** The current user; false: anybody else. */
  me: boolean; name?: never; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never;   /** This login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too. */
  name: string; nobody?: never; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never; name?: never;   /** Owner only: Nobody; false: somebody. */
  nobody: boolean; notName?: never; }
  |  { anyOf?: never; emailAddress?: never; emailContains?: never; me?: never; name?: never; nobody?: never;   /** Anybody but this login name, email address or ID. */
  notName: string; };

/** Conditions on the status, ANDed. */
export type StatusFilter = {
  /** True: __Active__. False: __Inactive__. Holds across lifecycles. */
  active?: boolean | null | undefined;
  /** This status. */
  eq?: string | null | undefined;
  /** One of these. */
  in?: Array<string> | null | undefined;
  /** Any status but this. */
  neq?: string | null | undefined;
  /** None of these. */
  notIn?: Array<string> | null | undefined;
};

/** Conditions on a text, ANDed. RT compares without regard to case. An unset text is empty. */
export type TextFilter = {
  /** Contains this; % and _ are wildcards that RT cannot escape. */
  contains?: string | null | undefined;
  /** Ends with this. */
  endsWith?: string | null | undefined;
  /** Equal to. */
  eq?: string | null | undefined;
  /** Whether it is empty. */
  isEmpty?: boolean | null | undefined;
  /** Not equal to. Matches an unset text too. */
  neq?: string | null | undefined;
  /** Does not contain this. Matches an unset text too. */
  notContains?: string | null | undefined;
  /** Starts with this. */
  startsWith?: string | null | undefined;
};

/** Fields are ANDed. `and`, `or`, `not` nest. TicketSQL has no NOT, so `not` is pushed down to negated operators. */
export type TicketFilter = {
  /** An AdminCc (RT: AdminCc). */
  adminCc?: PersonFilter | null | undefined;
  /** All of these. */
  and?: Array<TicketFilter> | null | undefined;
  /** The media type of some attachment (RT: ContentType). Negative conditions mean that no attachment matches. */
  attachmentContentType?: TextFilter | null | undefined;
  /** The file name of some attachment (RT: Filename). Negative conditions mean that no attachment matches. */
  attachmentFilename?: TextFilter | null | undefined;
  /** Tickets the viewer bookmarked; false: all others. */
  bookmarked?: boolean | null | undefined;
  /** A Cc (RT: Cc). */
  cc?: PersonFilter | null | undefined;
  /** Full-text or LIKE search of message bodies, as RT is configured (RT: Content). */
  content?: ContentFilter | null | undefined;
  /** When it was created (RT: Created). */
  createdAt?: DateTimeFilter | null | undefined;
  /** Who created it (RT: Creator). */
  creator?: PersonFilter | null | undefined;
  /** Conditions on custom fields, ANDed (RT: CF.{Name}). */
  customFields?: Array<CustomFieldFilter> | null | undefined;
  /** When it should be done (RT: Due). */
  dueAt?: DateTimeFilter | null | undefined;
  /** Its last priority (RT: FinalPriority). */
  finalPriority?: IntFilter | null | undefined;
  /** Its first priority (RT: InitialPriority). */
  initialPriority?: IntFilter | null | undefined;
  /** Who changed it last (RT: LastUpdatedBy). */
  lastUpdatedBy?: PersonFilter | null | undefined;
  /** Its queue's lifecycle (RT: Lifecycle). */
  lifecycle?: NameFilter | null | undefined;
  /** A link it has, or has not. */
  linkedTo?: LinkFilter | null | undefined;
  /** Not this. */
  not?: TicketFilter | null | undefined;
  /** The ticket's number (RT: id). */
  number?: IntFilter | null | undefined;
  /** Any of these. */
  or?: Array<TicketFilter> | null | undefined;
  /** Its owner (RT: Owner). */
  owner?: PersonFilter | null | undefined;
  /** Its priority (RT: Priority). */
  priority?: IntFilter | null | undefined;
  /** Its queue (RT: Queue). eq, neq, in and notIn take its name or its ID (queue/1 or 1). */
  queue?: NameFilter | null | undefined;
  /** A requestor (RT: Requestor). */
  requestor?: PersonFilter | null | undefined;
  /** When its status last became inactive (RT: Resolved). */
  resolvedAt?: DateTimeFilter | null | undefined;
  /** Its service level (RT: SLA). */
  sla?: NameFilter | null | undefined;
  /** When work started (RT: Started). */
  startedAt?: DateTimeFilter | null | undefined;
  /** When work should start (RT: Starts). */
  startsAt?: DateTimeFilter | null | undefined;
  /** Its status (RT: Status). */
  status?: StatusFilter | null | undefined;
  /** Its subject (RT: Subject). */
  subject?: TextFilter | null | undefined;
  /** Minutes it should take (RT: TimeEstimated). */
  timeEstimatedMinutes?: IntFilter | null | undefined;
  /** Minutes it still takes (RT: TimeLeft). */
  timeLeftMinutes?: IntFilter | null | undefined;
  /** Minutes it took (RT: TimeWorked). */
  timeWorkedMinutes?: IntFilter | null | undefined;
  /** Last contact with the requestors (RT: Told). */
  toldAt?: DateTimeFilter | null | undefined;
  /** When anything about it last changed (RT: LastUpdated). */
  updatedAt?: DateTimeFilter | null | undefined;
  /** Any role on the ticket (RT: Watcher). */
  watcher?: PersonFilter | null | undefined;
};

/** A link to make or remove. */
export type TicketLinkInput = {
  /** Where it leads. */
  target: LinkTargetInput;
  /** How the two are linked. */
  type: TicketLinkType;
};

/** How a ticket is linked, seen from that ticket. */
export type TicketLinkType =
  /** The target cannot be resolved before this ticket (RT: DependedOnBy). */
  | 'DependedOnBy'
  /** This ticket cannot be resolved before the target (RT: DependsOn). */
  | 'DependsOn'
  /** Child tickets (RT: Members, HasMember). */
  | 'Members'
  /** Parent tickets (RT: MemberOf). */
  | 'MemberOf'
  /** The target mentions this ticket (RT: ReferredToBy). */
  | 'ReferredToBy'
  /** This ticket mentions the target (RT: RefersTo). */
  | 'RefersTo';

/** Why something was not written. More codes may be added. */
export type UserErrorCode =
  /** Somebody else owns the ticket or took it first; the payload's ticket shows the owner. */
  | 'ALREADY_OWNED'
  /** RT refused an inactive status because the ticket depends on active tickets: see the ticket's blockers. */
  | 'BLOCKED_BY_DEPENDENCIES'
  /** The ticket changed after the client read it; the payload's ticket is its present state. */
  | 'CONFLICT'
  /** You lack the right. */
  | 'FORBIDDEN'
  /** The value cannot be written: it is malformed, or RT would change it silently. */
  | 'INVALID'
  /** The object does not exist, or you may not see it. */
  | 'NOT_FOUND'
  /** A value is missing. */
  | 'REQUIRED'
  /** RT refused for a reason that is not classified. */
  | 'RT_REFUSED'
  /** The value is longer than RT keeps. */
  | 'TOO_LARGE'
  /** RT has no such field here, or you may not see it. */
  | 'UNKNOWN_FIELD'
  /** The request reached RT and its answer was lost: the write may or may not have happened. */
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