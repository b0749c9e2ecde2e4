/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
/** Links to add. */
export type AddTicketLinksInput = {
  /** The ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A repeat with the same key within 24 h returns the first result instead of a second write. Up to 1,000 characters. Keys belong to your account. They outlast a restart of the server where STATE_DIR or REDIS_URL is set, and end with its process elsewhere. */
  readonly idempotencyKey?: string | null | undefined;
  /** The links. */
  readonly links: ReadonlyArray<TicketLinkInput>;
};

/** A file's bytes. Exactly one. */
export type AttachmentContentInput =
  {   /** Bytes in base64. */
  readonly base64: string; readonly text?: never; readonly upload?: never; }
  |  { readonly base64?: never;   /** Text, stored as UTF-8. */
  readonly text: string; readonly upload?: never; }
  |  { readonly base64?: never; readonly text?: never;   /** A part of a multipart request. */
  readonly upload: File; };

/** An internal comment. */
export type CommentOnTicketInput = {
  /** Files to send along. */
  readonly attachments?: ReadonlyArray<NewAttachmentInput> | null | undefined;
  /** Blind copies of this one message (RT: Bcc). */
  readonly bcc?: ReadonlyArray<string> | null | undefined;
  /** The text. Needed unless there is a file. */
  readonly body?: MessageBodyInput | null | undefined;
  /** Copies of this one message (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A repeat with the same key within 24 h returns the first result instead of a second mail. Up to 1,000 characters. Keys belong to your account. They outlast a restart of the server where STATE_DIR or REDIS_URL is set, and end with its process elsewhere. */
  readonly idempotencyKey?: string | null | undefined;
  /** A status to set as well (RT: Status). */
  readonly status?: string | null | undefined;
  /** Minutes to book with it (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
};

/** Conditions on the text of messages, ANDed. */
export type ContentFilter = {
  /** Some message contains this. */
  readonly contains?: string | null | undefined;
  /** No message contains this. */
  readonly notContains?: string | null | undefined;
};

/** A condition on one custom field. An unknown field matches nothing, as in RT. */
export type CustomFieldFilter = {
  /** What its value must be. */
  readonly match: CustomFieldMatch;
  /** The field's name. */
  readonly name: string;
};

/** A condition on a custom field. Exactly one. eq, neq, lt and gt compare a field of type DateTime with an RFC 3339 instant. */
export type CustomFieldMatch =
  {   /** Some value contains this; % and _ are wildcards. */
  readonly contains: string; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never;   /** Some value ends with this. */
  readonly endsWith: string; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never;   /** Some value equals this. */
  readonly eq: string; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never;   /** Some value is greater than this, as RT compares it. */
  readonly gt: string; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never;   /** Whether any value is set. */
  readonly isSet: boolean; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never;   /** Some value is less than this, as RT compares it. */
  readonly lt: string; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never;   /** No value equals this. */
  readonly neq: string; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never;   /** No value contains this. */
  readonly notContains: string; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never;   /** Some value starts with this. */
  readonly startsWith: string; };

/** Conditions on a date, ANDed. A date that is not set is neither before nor after. */
export type DateTimeFilter = {
  /** Later than this. */
  readonly after?: string | null | undefined;
  /** Earlier than this. */
  readonly before?: string | null | undefined;
  /** Whether it is set at all. */
  readonly isSet?: boolean | null | undefined;
  /** The whole day, in the viewer's zone. */
  readonly on?: string | null | undefined;
};

/** What a link leads to when it is not a ticket you may see. */
export type ExternalResourceKind =
  /** An article of this or another RT. */
  | 'ARTICLE'
  /** An asset of this or another RT. */
  | 'ASSET'
  /** A ticket of this RT that you may not see. */
  | 'HIDDEN_TICKET'
  /** Any other URI. */
  | 'OTHER'
  /** A ticket of another RT. */
  | 'REMOTE_TICKET'
  /** A web page. */
  | 'WEB';

/** Conditions on a whole number, ANDed. */
export type IntFilter = {
  /** Equal to. */
  readonly eq?: number | null | undefined;
  /** Greater than. */
  readonly gt?: number | null | undefined;
  /** Greater than or equal to. */
  readonly gte?: number | null | undefined;
  /** One of these. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** Less than. */
  readonly lt?: number | null | undefined;
  /** Less than or equal to. */
  readonly lte?: number | null | undefined;
  /** Not equal to. */
  readonly neq?: number | null | undefined;
  /** None of these. */
  readonly notIn?: ReadonlyArray<number> | null | undefined;
};

/** A link that a ticket has, or has not. */
export type LinkFilter = {
  /** False: tickets without such a link. True when absent. */
  readonly exists?: boolean | null | undefined;
  /** The other end. Absent: any link of this type. */
  readonly ticket?: string | number | null | undefined;
  /** The type of link. */
  readonly type: TicketLinkType;
};

/** Where a link leads. Exactly one. */
export type LinkTargetInput =
  {   /** A ticket of this RT: ticket/17 or 17. */
  readonly ticket: string | number; readonly uri?: never; }
  |  { readonly ticket?: never;   /** Anything else that has a URI. */
  readonly uri: string; };

/** The text of a message. Exactly one. */
export type MessageBodyInput =
  {   /** HTML (RT: text/html). RT makes a plain text of it for mail. */
  readonly html: string; readonly text?: never; }
  |  { readonly html?: never;   /** Plain text, in as many lines as needed (RT: text/plain). */
  readonly text: string; };

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
  readonly contains?: string | null | undefined;
  /** Equal to. */
  readonly eq?: string | null | undefined;
  /** One of these. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** Not equal to. An unset value is not equal to anything. */
  readonly neq?: string | null | undefined;
  /** Does not contain this. */
  readonly notContains?: string | null | undefined;
  /** None of these. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** A file to send along. */
export type NewAttachmentInput = {
  /** Its bytes. */
  readonly content: AttachmentContentInput;
  /** An ID that the HTML of the message can show the file by, as cid:<contentId> (RT builds multipart/related). */
  readonly contentId?: string | null | undefined;
  /** Its MIME type; the upload's own, or text/plain for text, when absent. Stored as application/octet-stream where RT would change the bytes of the type: multipart/*, message/rfc822 with bytes beyond ASCII, and text that is not in its charset. */
  readonly contentType?: string | null | undefined;
  /** Its name. What precedes the last slash or backslash is cut, as mail programs do. Names that RT would change are refused. */
  readonly filename: string;
};

/** A person in a role. Exactly one. */
export type PersonFilter =
  {   /** One of these login names, email addresses or IDs. */
  readonly anyOf: ReadonlyArray<string>; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never;   /** This address. */
  readonly emailAddress: string; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never;   /** An address that contains this. Not for creator and lastUpdatedBy. */
  readonly emailContains: string; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never;   /** The current user; false: anybody else. */
  readonly me: boolean; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never;   /** This login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too. */
  readonly name: string; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never;   /** Owner only: Nobody; false: somebody. */
  readonly nobody: boolean; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never;   /** Anybody but this login name, email address or ID. */
  readonly notName: string; };

/** Links to remove. */
export type RemoveTicketLinksInput = {
  /** The ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A repeat with the same key within 24 h returns the first result instead of a second write. Up to 1,000 characters. Keys belong to your account. They outlast a restart of the server where STATE_DIR or REDIS_URL is set, and end with its process elsewhere. */
  readonly idempotencyKey?: string | null | undefined;
  /** The links. */
  readonly links: ReadonlyArray<TicketLinkInput>;
};

/** A public reply. */
export type ReplyToTicketInput = {
  /** Files to send along. */
  readonly attachments?: ReadonlyArray<NewAttachmentInput> | null | undefined;
  /** Blind copies of this one message (RT: Bcc). */
  readonly bcc?: ReadonlyArray<string> | null | undefined;
  /** The text. Needed unless there is a file. */
  readonly body?: MessageBodyInput | null | undefined;
  /** Copies of this one message (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A repeat with the same key within 24 h returns the first result instead of a second mail. Up to 1,000 characters. Keys belong to your account. They outlast a restart of the server where STATE_DIR or REDIS_URL is set, and end with its process elsewhere. */
  readonly idempotencyKey?: string | null | undefined;
  /** A status to set as well (RT: Status). */
  readonly status?: string | null | undefined;
  /** Minutes to book with it (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
};

/** Conditions on the status, ANDed. */
export type StatusFilter = {
  /** True: __Active__. False: __Inactive__. Holds across lifecycles. */
  readonly active?: boolean | null | undefined;
  /** This status. */
  readonly eq?: string | null | undefined;
  /** One of these. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** Any status but this. */
  readonly neq?: string | null | undefined;
  /** None of these. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** Conditions on a text, ANDed. RT compares without regard to case. An unset text is empty. */
export type TextFilter = {
  /** Contains this; % and _ are wildcards that RT cannot escape. */
  readonly contains?: string | null | undefined;
  /** Ends with this. */
  readonly endsWith?: string | null | undefined;
  /** Equal to. */
  readonly eq?: string | null | undefined;
  /** Whether it is empty. */
  readonly isEmpty?: boolean | null | undefined;
  /** Not equal to. Matches an unset text too. */
  readonly neq?: string | null | undefined;
  /** Does not contain this. Matches an unset text too. */
  readonly notContains?: string | null | undefined;
  /** Starts with this. */
  readonly startsWith?: string | null | undefined;
};

/** Fields are ANDed. `and`, `or`, `not` nest. TicketSQL has no NOT, so `not` is pushed down to negated operators. */
export type TicketFilter = {
  /** An AdminCc (RT: AdminCc). */
  readonly adminCc?: PersonFilter | null | undefined;
  /** All of these. */
  readonly and?: ReadonlyArray<TicketFilter> | null | undefined;
  /** The media type of some attachment (RT: ContentType). Negative conditions mean that no attachment matches. */
  readonly attachmentContentType?: TextFilter | null | undefined;
  /** The file name of some attachment (RT: Filename). Negative conditions mean that no attachment matches. */
  readonly attachmentFilename?: TextFilter | null | undefined;
  /** Tickets the viewer bookmarked; false: all others. */
  readonly bookmarked?: boolean | null | undefined;
  /** A Cc (RT: Cc). */
  readonly cc?: PersonFilter | null | undefined;
  /** Full-text or LIKE search of message bodies, as RT is configured (RT: Content). */
  readonly content?: ContentFilter | null | undefined;
  /** When it was created (RT: Created). */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** Who created it (RT: Creator). */
  readonly creator?: PersonFilter | null | undefined;
  /** Conditions on custom fields, ANDed (RT: CF.{Name}). */
  readonly customFields?: ReadonlyArray<CustomFieldFilter> | null | undefined;
  /** When it should be done (RT: Due). */
  readonly dueAt?: DateTimeFilter | null | undefined;
  /** Its last priority (RT: FinalPriority). */
  readonly finalPriority?: IntFilter | null | undefined;
  /** Its first priority (RT: InitialPriority). */
  readonly initialPriority?: IntFilter | null | undefined;
  /** Who changed it last (RT: LastUpdatedBy). */
  readonly lastUpdatedBy?: PersonFilter | null | undefined;
  /** Its queue's lifecycle (RT: Lifecycle). */
  readonly lifecycle?: NameFilter | null | undefined;
  /** A link it has, or has not. */
  readonly linkedTo?: LinkFilter | null | undefined;
  /** Not this. */
  readonly not?: TicketFilter | null | undefined;
  /** The ticket's number (RT: id). */
  readonly number?: IntFilter | null | undefined;
  /** Any of these. */
  readonly or?: ReadonlyArray<TicketFilter> | null | undefined;
  /** Its owner (RT: Owner). */
  readonly owner?: PersonFilter | null | undefined;
  /** Its priority (RT: Priority). */
  readonly priority?: IntFilter | null | undefined;
  /** Its queue (RT: Queue). eq, neq, in and notIn take its name or its ID (queue/1 or 1). */
  readonly queue?: NameFilter | null | undefined;
  /** A requestor (RT: Requestor). */
  readonly requestor?: PersonFilter | null | undefined;
  /** When its status last became inactive (RT: Resolved). */
  readonly resolvedAt?: DateTimeFilter | null | undefined;
  /** Its service level (RT: SLA). */
  readonly sla?: NameFilter | null | undefined;
  /** When work started (RT: Started). */
  readonly startedAt?: DateTimeFilter | null | undefined;
  /** When work should start (RT: Starts). */
  readonly startsAt?: DateTimeFilter | null | undefined;
  /** Its status (RT: Status). */
  readonly status?: StatusFilter | null | undefined;
  /** Its subject (RT: Subject). */
  readonly subject?: TextFilter | null | undefined;
  /** Minutes it should take (RT: TimeEstimated). */
  readonly timeEstimatedMinutes?: IntFilter | null | undefined;
  /** Minutes it still takes (RT: TimeLeft). */
  readonly timeLeftMinutes?: IntFilter | null | undefined;
  /** Minutes it took (RT: TimeWorked). */
  readonly timeWorkedMinutes?: IntFilter | null | undefined;
  /** Last contact with the requestors (RT: Told). */
  readonly toldAt?: DateTimeFilter | null | undefined;
  /** When anything about it last changed (RT: LastUpdated). */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** Any role on the ticket (RT: Watcher). */
  readonly watcher?: PersonFilter | null | undefined;
};

/** A link to make or remove. */
export type TicketLinkInput = {
  /** Where it leads. */
  readonly target: LinkTargetInput;
  /** How the two are linked. */
  readonly type: TicketLinkType;
};

/** How a ticket is linked, seen from that ticket. */
export type TicketLinkType =
  /** The target cannot be resolved before this ticket (RT: DependedOnBy). */
  | 'DEPENDED_ON_BY'
  /** This ticket cannot be resolved before the target (RT: DependsOn). */
  | 'DEPENDS_ON'
  /** Child tickets (RT: Members, HasMember). */
  | 'MEMBERS'
  /** Parent tickets (RT: MemberOf). */
  | 'MEMBER_OF'
  /** The target mentions this ticket (RT: ReferredToBy). */
  | 'REFERRED_TO_BY'
  /** This ticket mentions the target (RT: RefersTo). */
  | 'REFERS_TO';

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

export type QueuesQueryVariables = Exact<{ [key: string]: never; }>;


export type QueuesQuery = { readonly queues: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly description: string | null } | null> } | null };

export type TicketListQueryVariables = Exact<{
  filter: TicketFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TicketListQuery = { readonly tickets: { readonly totalCount: number | null, readonly pageInfo: { readonly startCursor: string | null, readonly endCursor: string | null, readonly hasNextPage: boolean, readonly hasPreviousPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly subject: string, readonly status: string, readonly isOverdue: boolean, readonly updatedAt: string, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string }> } | null> } | null };

export type TicketRowFragment = { readonly id: string, readonly number: number, readonly subject: string, readonly status: string, readonly isOverdue: boolean, readonly updatedAt: string, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string }> };

export type PersonFragment = { readonly id: string, readonly name: string, readonly realName: string | null };

export type AttachedFileFragment = { readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string };

export type FreshLinkQueryVariables = Exact<{
  id: string | number;
}>;


export type FreshLinkQuery = { readonly attachment: { readonly id: string, readonly saveUrl: string } | null };

type Message_CommentItem_Fragment = { readonly text: string | null, readonly html: string | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type Message_CorrespondenceItem_Fragment = { readonly text: string | null, readonly html: string | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type Message_EmailRecordItem_Fragment = { readonly text: string | null, readonly html: string | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type Message_TicketCreatedItem_Fragment = { readonly text: string | null, readonly html: string | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

export type MessageFragment =
  | Message_CommentItem_Fragment
  | Message_CorrespondenceItem_Fragment
  | Message_EmailRecordItem_Fragment
  | Message_TicketCreatedItem_Fragment
;

export type ReplyMutationVariables = Exact<{
  input: ReplyToTicketInput;
}>;


export type ReplyMutation = { readonly sent: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly updatedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> } | null };

export type CommentMutationVariables = Exact<{
  input: CommentOnTicketInput;
}>;


export type CommentMutation = { readonly sent: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly updatedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> } | null };

export type TicketFactsFragment = { readonly priority: number, readonly isOverdue: boolean, readonly createdAt: string, readonly updatedAt: string, readonly dueAt: string | null, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string }>, readonly cc: ReadonlyArray<{ readonly emailAddress: string }>, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null }> };

export type TicketLinksFragment = { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
      | { readonly kind: ExternalResourceKind, readonly url: string | null }
      | Record<PropertyKey, never>
     | null }> | null };

export type AddLinksMutationVariables = Exact<{
  input: AddTicketLinksInput;
}>;


export type AddLinksMutation = { readonly addTicketLinks: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
          | { readonly kind: ExternalResourceKind, readonly url: string | null }
          | Record<PropertyKey, never>
         | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> } | null };

export type RemoveLinksMutationVariables = Exact<{
  input: RemoveTicketLinksInput;
}>;


export type RemoveLinksMutation = { readonly removeTicketLinks: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
          | { readonly kind: ExternalResourceKind, readonly url: string | null }
          | Record<PropertyKey, never>
         | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> } | null };

export type TicketPageQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketPageQuery = { readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string, readonly webUrl: string, readonly priority: number, readonly isOverdue: boolean, readonly createdAt: string, readonly updatedAt: string, readonly dueAt: string | null, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string }>, readonly cc: ReadonlyArray<{ readonly emailAddress: string }>, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null }>, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
        | { readonly kind: ExternalResourceKind, readonly url: string | null }
        | Record<PropertyKey, never>
       | null }> | null } | null };

export type TimelineQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type TimelineQuery = { readonly ticket: { readonly id: string, readonly history: { readonly totalCount: number | null, readonly pageInfo: { readonly startCursor: string | null, readonly hasPreviousPage: boolean }, readonly nodes: ReadonlyArray<
        | { readonly __typename: 'CommentItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'CorrespondenceItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'CustomFieldChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'EmailRecordItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'FieldChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'GenericHistoryItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'LinkChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'OwnerChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly newOwner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'QueueChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'StatusChangedItem', readonly oldStatus: string | null, readonly newStatus: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'TicketCreatedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'WatcherChangedItem', readonly role: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
       | null> } | null } | null };

type TimelineItem_CommentItem_Fragment = { readonly __typename: 'CommentItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_CorrespondenceItem_Fragment = { readonly __typename: 'CorrespondenceItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_CustomFieldChangedItem_Fragment = { readonly __typename: 'CustomFieldChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_EmailRecordItem_Fragment = { readonly __typename: 'EmailRecordItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_FieldChangedItem_Fragment = { readonly __typename: 'FieldChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_GenericHistoryItem_Fragment = { readonly __typename: 'GenericHistoryItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_LinkChangedItem_Fragment = { readonly __typename: 'LinkChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_OwnerChangedItem_Fragment = { readonly __typename: 'OwnerChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly newOwner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_QueueChangedItem_Fragment = { readonly __typename: 'QueueChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_StatusChangedItem_Fragment = { readonly __typename: 'StatusChangedItem', readonly oldStatus: string | null, readonly newStatus: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_TicketCreatedItem_Fragment = { readonly __typename: 'TicketCreatedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_WatcherChangedItem_Fragment = { readonly __typename: 'WatcherChangedItem', readonly role: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

export type TimelineItemFragment =
  | TimelineItem_CommentItem_Fragment
  | TimelineItem_CorrespondenceItem_Fragment
  | TimelineItem_CustomFieldChangedItem_Fragment
  | TimelineItem_EmailRecordItem_Fragment
  | TimelineItem_FieldChangedItem_Fragment
  | TimelineItem_GenericHistoryItem_Fragment
  | TimelineItem_LinkChangedItem_Fragment
  | TimelineItem_OwnerChangedItem_Fragment
  | TimelineItem_QueueChangedItem_Fragment
  | TimelineItem_StatusChangedItem_Fragment
  | TimelineItem_TicketCreatedItem_Fragment
  | TimelineItem_WatcherChangedItem_Fragment
;

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null } | null };

type WriteResult_AddTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_ChangeTicketWatchersPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_ClaimNextTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_CommentOnTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_CreateGroupPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_CreateQueuePayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_CreateTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_CreateUserPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_MergeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_RemoveTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_ReplyToTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_SetTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_StealTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_TakeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UntakeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UpdateGroupPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UpdateQueuePayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UpdateTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UpdateTicketsPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

type WriteResult_UpdateUserPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly rtMessage: string | null }> };

export type WriteResultFragment =
  | WriteResult_AddTicketLinksPayload_Fragment
  | WriteResult_ChangeTicketWatchersPayload_Fragment
  | WriteResult_ClaimNextTicketPayload_Fragment
  | WriteResult_CommentOnTicketPayload_Fragment
  | WriteResult_CreateGroupPayload_Fragment
  | WriteResult_CreateQueuePayload_Fragment
  | WriteResult_CreateTicketPayload_Fragment
  | WriteResult_CreateUserPayload_Fragment
  | WriteResult_MergeTicketPayload_Fragment
  | WriteResult_RemoveTicketLinksPayload_Fragment
  | WriteResult_ReplyToTicketPayload_Fragment
  | WriteResult_SetTicketLinksPayload_Fragment
  | WriteResult_StealTicketPayload_Fragment
  | WriteResult_TakeTicketPayload_Fragment
  | WriteResult_UntakeTicketPayload_Fragment
  | WriteResult_UpdateGroupPayload_Fragment
  | WriteResult_UpdateQueuePayload_Fragment
  | WriteResult_UpdateTicketPayload_Fragment
  | WriteResult_UpdateTicketsPayload_Fragment
  | WriteResult_UpdateUserPayload_Fragment
;

export const PersonFragmentDoc = gql`
    fragment Person on User {
  id
  name
  realName
}
    ` as unknown as DocumentNode<PersonFragment, unknown>;
export const TicketRowFragmentDoc = gql`
    fragment TicketRow on Ticket {
  id
  number
  subject
  status
  isOverdue
  updatedAt
  queue {
    id
    name
  }
  owner {
    ...Person
  }
  requestors {
    emailAddress
  }
}
    ` as unknown as DocumentNode<TicketRowFragment, unknown>;
export const TicketFactsFragmentDoc = gql`
    fragment TicketFacts on Ticket {
  priority
  isOverdue
  createdAt
  updatedAt
  dueAt
  queue {
    id
    name
  }
  owner {
    ...Person
  }
  requestors {
    emailAddress
  }
  cc {
    emailAddress
  }
  customFields {
    name
    isEmpty
    values
  }
}
    ` as unknown as DocumentNode<TicketFactsFragment, unknown>;
export const TicketLinksFragmentDoc = gql`
    fragment TicketLinks on Ticket {
  id
  links {
    type
    uri
    ticket {
      id
      number
      subject
      status
    }
    target {
      ... on ExternalResource {
        kind
        url
      }
    }
  }
}
    ` as unknown as DocumentNode<TicketLinksFragment, unknown>;
export const AttachedFileFragmentDoc = gql`
    fragment AttachedFile on Attachment {
  id
  filename
  contentType
  size
  saveUrl: downloadUrl
  showUrl: downloadUrl(disposition: INLINE)
}
    ` as unknown as DocumentNode<AttachedFileFragment, unknown>;
export const MessageFragmentDoc = gql`
    fragment Message on MessageHistoryItem {
  text
  html
  attachments(filter: {named: true}) {
    ...AttachedFile
  }
}
    ` as unknown as DocumentNode<MessageFragment, unknown>;
export const TimelineItemFragmentDoc = gql`
    fragment TimelineItem on HistoryItem {
  __typename
  id
  createdAt
  description
  creator {
    ...Person
  }
  ... on TicketCreatedItem {
    ...Message
  }
  ... on CorrespondenceItem {
    ...Message
  }
  ... on CommentItem {
    ...Message
  }
  ... on StatusChangedItem {
    oldStatus
    newStatus
  }
  ... on OwnerChangedItem {
    newOwner {
      ...Person
    }
  }
  ... on WatcherChangedItem {
    role
  }
}
    ` as unknown as DocumentNode<TimelineItemFragment, unknown>;
export const WriteResultFragmentDoc = gql`
    fragment WriteResult on MutationPayload {
  outcome
  userErrors {
    code
    message
    rtMessage
  }
}
    ` as unknown as DocumentNode<WriteResultFragment, unknown>;
export const QueuesDocument = gql`
    query Queues {
  queues(first: 100) {
    nodes {
      id
      name
      description
    }
  }
}
    ` as unknown as DocumentNode<QueuesQuery, QueuesQueryVariables>;
export const TicketListDocument = gql`
    query TicketList($filter: TicketFilter!, $first: Int, $after: String, $last: Int, $before: String) {
  tickets(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
    orderBy: {field: UPDATED_AT, direction: DESC}
  ) {
    totalCount
    pageInfo {
      startCursor
      endCursor
      hasNextPage
      hasPreviousPage
    }
    nodes {
      ...TicketRow
    }
  }
}
    ${TicketRowFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<TicketListQuery, TicketListQueryVariables>;
export const FreshLinkDocument = gql`
    query FreshLink($id: ID!) {
  attachment(id: $id) {
    id
    saveUrl: downloadUrl
  }
}
    ` as unknown as DocumentNode<FreshLinkQuery, FreshLinkQueryVariables>;
export const ReplyDocument = gql`
    mutation Reply($input: ReplyToTicketInput!) {
  sent: replyToTicket(input: $input) {
    ...WriteResult
    ticket {
      id
      updatedAt
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<ReplyMutation, ReplyMutationVariables>;
export const CommentDocument = gql`
    mutation Comment($input: CommentOnTicketInput!) {
  sent: commentOnTicket(input: $input) {
    ...WriteResult
    ticket {
      id
      updatedAt
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<CommentMutation, CommentMutationVariables>;
export const AddLinksDocument = gql`
    mutation AddLinks($input: AddTicketLinksInput!) {
  addTicketLinks(input: $input) {
    ...WriteResult
    ticket {
      ...TicketLinks
    }
  }
}
    ${WriteResultFragmentDoc}
${TicketLinksFragmentDoc}` as unknown as DocumentNode<AddLinksMutation, AddLinksMutationVariables>;
export const RemoveLinksDocument = gql`
    mutation RemoveLinks($input: RemoveTicketLinksInput!) {
  removeTicketLinks(input: $input) {
    ...WriteResult
    ticket {
      ...TicketLinks
    }
  }
}
    ${WriteResultFragmentDoc}
${TicketLinksFragmentDoc}` as unknown as DocumentNode<RemoveLinksMutation, RemoveLinksMutationVariables>;
export const TicketPageDocument = gql`
    query TicketPage($id: ID!) {
  ticket(id: $id) {
    id
    number
    subject
    status
    webUrl
    ...TicketFacts
    ...TicketLinks
  }
}
    ${TicketFactsFragmentDoc}
${PersonFragmentDoc}
${TicketLinksFragmentDoc}` as unknown as DocumentNode<TicketPageQuery, TicketPageQueryVariables>;
export const TimelineDocument = gql`
    query Timeline($id: ID!, $last: Int!, $before: String) {
  ticket(id: $id) {
    id
    history(last: $last, before: $before) {
      totalCount
      pageInfo {
        startCursor
        hasPreviousPage
      }
      nodes {
        ...TimelineItem
      }
    }
  }
}
    ${TimelineItemFragmentDoc}
${PersonFragmentDoc}
${MessageFragmentDoc}
${AttachedFileFragmentDoc}` as unknown as DocumentNode<TimelineQuery, TimelineQueryVariables>;
export const ViewerDocument = gql`
    query Viewer {
  viewer {
    user {
      ...Person
    }
  }
}
    ${PersonFragmentDoc}` as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;