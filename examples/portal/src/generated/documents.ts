/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
import { gql } from '@urql/core';
/** The ticket and the links to add to it. */
export type AddTicketLinksInput = {
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The links to add. */
  readonly links: ReadonlyArray<TicketLinkInput>;
};

/** The content of a file. Set exactly one field. */
export type AttachmentContentInput =
  {   /** The content in base64. */
  readonly base64: string; readonly text?: never; readonly upload?: never; }
  |  { readonly base64?: never;   /** The content as text. It is stored as UTF-8. */
  readonly text: string; readonly upload?: never; }
  |  { readonly base64?: never; readonly text?: never;   /** A file uploaded in a multipart request. */
  readonly upload: File; };

/** Whether something was added or removed. */
export type ChangeAction =
  /** It was added, or set to a new value. */
  | 'ADDED'
  /** It was removed. */
  | 'REMOVED';

/** The ticket, the role, and the people to add to it or remove from it. */
export type ChangeTicketWatchersInput = {
  /** The email addresses to add. */
  readonly add?: ReadonlyArray<string> | null | undefined;
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The email addresses to remove. */
  readonly remove?: ReadonlyArray<string> | null | undefined;
  /** The role to change. */
  readonly role: WatcherRole;
};

/** The tickets to choose from, and their order. */
export type ClaimNextTicketInput = {
  /** The tickets to consider. Only active tickets without an owner are claimed. */
  readonly filter?: TicketFilter | null | undefined;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of claiming a second ticket; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The order in which tickets are claimed. Default: oldest first. */
  readonly orderBy?: TicketOrder | null | undefined;
  /** The tickets to consider, in TicketSQL. If `filter` is given too, a ticket must match both. */
  readonly query?: string | null | undefined;
};

/** The comment to add. */
export type CommentOnTicketInput = {
  /** The files to attach. */
  readonly attachments?: ReadonlyArray<NewAttachmentInput> | null | undefined;
  /** Addresses that receive a blind copy of this message only (RT: Bcc). */
  readonly bcc?: ReadonlyArray<string> | null | undefined;
  /** The text of the message. Required unless a file is attached. */
  readonly body?: MessageBodyInput | null | undefined;
  /** Addresses that receive a copy of this message only (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of sending a second email; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The status to set together with the message (RT: Status). */
  readonly status?: string | null | undefined;
  /** The minutes of work to record with the message (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
};

/** Conditions on the text of messages. All of them must be met. */
export type ContentFilter = {
  /** At least one message contains this text. */
  readonly contains?: string | null | undefined;
  /** No message contains this text. */
  readonly notContains?: string | null | undefined;
};

/** The ticket to create. */
export type CreateTicketInput = {
  /** The email addresses of the AdminCcs (RT: AdminCc). */
  readonly adminCc?: ReadonlyArray<string> | null | undefined;
  /** The files to attach to the first message. */
  readonly attachments?: ReadonlyArray<NewAttachmentInput> | null | undefined;
  /** The first message of the ticket (RT: Text). */
  readonly body?: MessageBodyInput | null | undefined;
  /** The email addresses of the Ccs (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The custom fields to set or clear. Custom fields that are not listed stay unchanged. */
  readonly customFields?: ReadonlyArray<CustomFieldInput> | null | undefined;
  /** The date and time by which the ticket is due (RT: Due). */
  readonly dueAt?: string | null | undefined;
  /** The priority that the ticket is to reach at its due date, if RT is set up to escalate priorities (RT: FinalPriority). */
  readonly finalPriority?: number | null | undefined;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of creating a second ticket; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The initial priority of the ticket (RT: InitialPriority). */
  readonly initialPriority?: number | null | undefined;
  /** The links to add after the ticket is created, with one request to RT each. A link that fails is reported in `userErrors`; the ticket is kept. */
  readonly links?: ReadonlyArray<TicketLinkInput> | null | undefined;
  /** The login name of the owner, or the email address or ID: user/14 or 14 (RT: Owner). Default: no owner. */
  readonly owner?: string | null | undefined;
  /** The priority of the ticket (RT: Priority). */
  readonly priority?: number | null | undefined;
  /** The name of the queue, or its ID: queue/1 or 1 (RT: Queue). */
  readonly queue: string;
  /** The email addresses of the requestors (RT: Requestor). Default: none. */
  readonly requestors?: ReadonlyArray<string> | null | undefined;
  /** The date and time when the ticket was resolved (RT: Resolved). */
  readonly resolvedAt?: string | null | undefined;
  /** The service level (RT: SLA). */
  readonly sla?: string | null | undefined;
  /** The date and time when work on the ticket started (RT: Started). */
  readonly startedAt?: string | null | undefined;
  /** The date and time when work on the ticket should start (RT: Starts). */
  readonly startsAt?: string | null | undefined;
  /** The initial status (RT: Status). Default: the one set in the lifecycle of the queue. */
  readonly status?: string | null | undefined;
  /** The subject: one line of up to 200 bytes (RT: Subject). */
  readonly subject?: string | null | undefined;
  /** The estimated work in minutes (RT: TimeEstimated). */
  readonly timeEstimatedMinutes?: number | null | undefined;
  /** The remaining work in minutes (RT: TimeLeft). */
  readonly timeLeftMinutes?: number | null | undefined;
  /** The time worked, in minutes (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
};

/** A condition on one custom field. A field that does not exist matches no ticket, as in RT. */
export type CustomFieldFilter = {
  /** The condition on the values of the field. */
  readonly match: CustomFieldMatch;
  /** The name of the field. */
  readonly name: string;
};

/** A custom field and its new values. */
export type CustomFieldInput = {
  /** The name of the field. */
  readonly name: string;
  /** All values of the field; they replace the old ones. An empty list clears the field. More than one value needs a field that allows several. Use dates such as 2026-11-23 for type DATE, and RFC 3339 timestamps such as 2026-11-23T09:30:00Z for type DATE_TIME. */
  readonly values: ReadonlyArray<string>;
};

/** A condition on the values of a custom field. Set exactly one field. For a custom field of type DATE_TIME, `eq`, `neq`, `lt` and `gt` take an RFC 3339 timestamp. */
export type CustomFieldMatch =
  {   /** At least one value contains this text. % and _ are wildcards. */
  readonly contains: string; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never;   /** At least one value ends with this text. */
  readonly endsWith: string; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never;   /** At least one value equals this. */
  readonly eq: string; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never;   /** At least one value is greater than this, as RT compares values. */
  readonly gt: string; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never;   /** True: at least one value is set. False: no value is set. */
  readonly isSet: boolean; readonly lt?: never; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never;   /** At least one value is less than this, as RT compares values. */
  readonly lt: string; readonly neq?: never; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never;   /** No value equals this. */
  readonly neq: string; readonly notContains?: never; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never;   /** No value contains this text. */
  readonly notContains: string; readonly startsWith?: never; }
  |  { readonly contains?: never; readonly endsWith?: never; readonly eq?: never; readonly gt?: never; readonly isSet?: never; readonly lt?: never; readonly neq?: never; readonly notContains?: never;   /** At least one value starts with this text. */
  readonly startsWith: string; };

/** The type of the values of a custom field. */
export type CustomFieldType =
  /** Text with suggestions while typing (RT: Autocomplete). */
  | 'AUTOCOMPLETE'
  /** An uploaded file (RT: Binary). */
  | 'BINARY'
  /** A value from a list, or any text (RT: Combobox). */
  | 'COMBOBOX'
  /** A date without a time (RT: Date). */
  | 'DATE'
  /** A date and time (RT: DateTime). */
  | 'DATE_TIME'
  /** One line of text (RT: Freeform). */
  | 'FREEFORM'
  /** HTML text (RT: HTML). */
  | 'HTML'
  /** An uploaded image (RT: Image). */
  | 'IMAGE'
  /** An IP address (RT: IPAddress). */
  | 'IP_ADDRESS'
  /** A range of IP addresses (RT: IPAddressRange). */
  | 'IP_ADDRESS_RANGE'
  /** Any other type, for example one added by an RT extension. */
  | 'OTHER'
  /** A value from a list (RT: Select). */
  | 'SELECT'
  /** Text of several lines (RT: Text). */
  | 'TEXT'
  /** Wiki text (RT: Wikitext). */
  | 'WIKITEXT';

/** Conditions on a date. All of them must be met. A date that is not set is neither before nor after any other. */
export type DateTimeFilter = {
  /** The date is later than this. */
  readonly after?: string | null | undefined;
  /** The date is earlier than this. */
  readonly before?: string | null | undefined;
  /** True: the date is set. False: it is not set. */
  readonly isSet?: boolean | null | undefined;
  /** The date falls on this day, in the viewer's time zone. */
  readonly on?: string | null | undefined;
};

/** The kind of link target. */
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

/** Conditions on an integer. All of them must be met. */
export type IntFilter = {
  /** The value equals this. */
  readonly eq?: number | null | undefined;
  /** The value is greater than this. */
  readonly gt?: number | null | undefined;
  /** The value is greater than or equal to this. */
  readonly gte?: number | null | undefined;
  /** The value is one of these. */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** The value is less than this. */
  readonly lt?: number | null | undefined;
  /** The value is less than or equal to this. */
  readonly lte?: number | null | undefined;
  /** The value does not equal this. */
  readonly neq?: number | null | undefined;
  /** The value is not one of these. */
  readonly notIn?: ReadonlyArray<number> | null | undefined;
};

/** A link that a ticket must have, or must not have. */
export type LinkFilter = {
  /** True (the default): tickets with such a link. False: tickets without one. */
  readonly exists?: boolean | null | undefined;
  /** The other ticket: ticket/17 or 17. If omitted, any link of this type. */
  readonly ticket?: string | number | null | undefined;
  /** The type of link. */
  readonly type: TicketLinkType;
};

/** The target of a link. Set exactly one field. */
export type LinkTargetInput =
  {   /** A ticket of this RT: ticket/17 or 17. */
  readonly ticket: string | number; readonly uri?: never; }
  |  { readonly ticket?: never;   /** The URI of anything else. */
  readonly uri: string; };

/** The two tickets to merge. */
export type MergeTicketInput = {
  /** The ID of the ticket to merge into the other one. Its number then leads to that ticket. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The ID of the ticket that remains. */
  readonly intoId: string | number;
};

/** The text of a message. Set exactly one field. */
export type MessageBodyInput =
  {   /** The message as HTML (RT: text/html). RT derives the plain text of outgoing email from it. */
  readonly html: string; readonly text?: never; }
  |  { readonly html?: never;   /** The message as plain text, of any number of lines (RT: text/plain). */
  readonly text: string; };

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
  readonly contains?: string | null | undefined;
  /** The value equals this. */
  readonly eq?: string | null | undefined;
  /** The value is one of these. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The value does not equal this. An unset value meets this condition. */
  readonly neq?: string | null | undefined;
  /** The value does not contain this. */
  readonly notContains?: string | null | undefined;
  /** The value is not one of these. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** A file to attach. */
export type NewAttachmentInput = {
  /** The content of the file. */
  readonly content: AttachmentContentInput;
  /** A Content-ID. The HTML of the message can embed the file as cid:<contentId>; RT then builds a multipart/related message. */
  readonly contentId?: string | null | undefined;
  /** The MIME type. Default: the type of the upload, or text/plain for `text`. The type is stored as application/octet-stream if RT would otherwise change the content: for multipart/*, for message/rfc822 with non-ASCII bytes, and for text that is not valid in its charset. */
  readonly contentType?: string | null | undefined;
  /** The file name. Everything up to the last slash or backslash is removed, as mail programs do. Names that RT would change are rejected. */
  readonly filename: string;
};

/** The direction of a sort. */
export type OrderDirection =
  /** Ascending: smallest number, earliest date or alphabetically first name first. */
  | 'ASC'
  /** Descending: largest number, latest date or alphabetically last name first. */
  | 'DESC';

/** A condition on the people in a role. Set exactly one field. */
export type PersonFilter =
  {   /** The person with one of these login names, email addresses or IDs. */
  readonly anyOf: ReadonlyArray<string>; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never;   /** The person with this email address. */
  readonly emailAddress: string; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never;   /** A person whose email address contains this. Not supported for `creator` and `lastUpdatedBy`. */
  readonly emailContains: string; readonly me?: never; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never;   /** True: you. False: anybody else. */
  readonly me: boolean; readonly name?: never; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never;   /** The person with this login name, email address or ID (user/14). A bare number is an ID, as in RT. Disabled users are found too. */
  readonly name: string; readonly nobody?: never; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never;   /** True: tickets without an owner. False: tickets with one. Only supported for `owner`. */
  readonly nobody: boolean; readonly notName?: never; }
  |  { readonly anyOf?: never; readonly emailAddress?: never; readonly emailContains?: never; readonly me?: never; readonly name?: never; readonly nobody?: never;   /** Anyone except the person with this login name, email address or ID. */
  readonly notName: string; };

/** The ticket and the links to remove from it. */
export type RemoveTicketLinksInput = {
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The links to remove. */
  readonly links: ReadonlyArray<TicketLinkInput>;
};

/** The reply to add. RT emails it to the requestors and Ccs. */
export type ReplyToTicketInput = {
  /** The files to attach. */
  readonly attachments?: ReadonlyArray<NewAttachmentInput> | null | undefined;
  /** Addresses that receive a blind copy of this message only (RT: Bcc). */
  readonly bcc?: ReadonlyArray<string> | null | undefined;
  /** The text of the message. Required unless a file is attached. */
  readonly body?: MessageBodyInput | null | undefined;
  /** Addresses that receive a copy of this message only (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of sending a second email; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The status to set together with the message (RT: Status). */
  readonly status?: string | null | undefined;
  /** The minutes of work to record with the message (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
};

/** Conditions on the status. All of them must be met. */
export type StatusFilter = {
  /** True: any active status (TicketSQL: __Active__). False: any inactive status (TicketSQL: __Inactive__). Works with every lifecycle. */
  readonly active?: boolean | null | undefined;
  /** The status is this. */
  readonly eq?: string | null | undefined;
  /** The value is one of these. */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** The status is not this. */
  readonly neq?: string | null | undefined;
  /** The value is not one of these. */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
};

/** The ticket. */
export type StealTicketInput = {
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The ticket. */
export type TakeTicketInput = {
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
};

/** Conditions on a text. All of them must be met. RT ignores case. A text that is not set counts as empty. */
export type TextFilter = {
  /** The value contains this. % and _ are wildcards that cannot be escaped in RT. */
  readonly contains?: string | null | undefined;
  /** The text ends with this. */
  readonly endsWith?: string | null | undefined;
  /** The value equals this. */
  readonly eq?: string | null | undefined;
  /** True: the text is empty. False: it is not empty. */
  readonly isEmpty?: boolean | null | undefined;
  /** The text does not equal this. A text that is not set meets this condition. */
  readonly neq?: string | null | undefined;
  /** The text does not contain this. A text that is not set meets this condition. */
  readonly notContains?: string | null | undefined;
  /** The text starts with this. */
  readonly startsWith?: string | null | undefined;
};

/** The kind of change to a ticket. */
export type TicketChangeKind =
  /** The ticket was created. */
  | 'CREATED'
  /** The ticket no longer matches the search, or you may no longer see it. `ticket` is null. After a resume, the event can also report a ticket that never matched. */
  | 'LEFT'
  /** The ticket was changed and matches the search. Each history item is one event, except records of sent email and the watcher item that RT 5 adds to a change of owner. */
  | 'UPDATED';

/** The changes to a ticket. Omitted fields stay unchanged. Null clears dates, the service level, the owner and lists of people; an empty list of values clears a custom field. */
export type TicketChangesInput = {
  /** The email addresses of all AdminCcs, replacing the present ones (RT: AdminCc). */
  readonly adminCc?: ReadonlyArray<string> | null | undefined;
  /** The email addresses of all Ccs, replacing the present ones (RT: Cc). */
  readonly cc?: ReadonlyArray<string> | null | undefined;
  /** The custom fields to set or clear. Custom fields that are not listed stay unchanged. */
  readonly customFields?: ReadonlyArray<CustomFieldInput> | null | undefined;
  /** The date and time by which the ticket is due (RT: Due). */
  readonly dueAt?: string | null | undefined;
  /** The priority that the ticket is to reach at its due date, if RT is set up to escalate priorities (RT: FinalPriority). */
  readonly finalPriority?: number | null | undefined;
  /** The initial priority of the ticket (RT: InitialPriority). */
  readonly initialPriority?: number | null | undefined;
  /** The login name of the owner, or the email address or ID: user/14 or 14 (RT: Owner). Null removes the owner. */
  readonly owner?: string | null | undefined;
  /** The priority of the ticket (RT: Priority). RT 5 cannot change it to a negative number. */
  readonly priority?: number | null | undefined;
  /** The name of the queue, or its ID: queue/1 or 1 (RT: Queue). */
  readonly queue?: string | null | undefined;
  /** The email addresses of all requestors, replacing the present ones (RT: Requestors). */
  readonly requestors?: ReadonlyArray<string> | null | undefined;
  /** The date and time when the ticket was resolved (RT: Resolved). */
  readonly resolvedAt?: string | null | undefined;
  /** The service level (RT: SLA). Null removes it. */
  readonly sla?: string | null | undefined;
  /** The date and time when work on the ticket started (RT: Started). */
  readonly startedAt?: string | null | undefined;
  /** The date and time when work on the ticket should start (RT: Starts). */
  readonly startsAt?: string | null | undefined;
  /** The new status, from the lifecycle of the queue (RT: Status). */
  readonly status?: string | null | undefined;
  /** The subject: one line of up to 200 bytes (RT: Subject). */
  readonly subject?: string | null | undefined;
  /** The estimated work in minutes (RT: TimeEstimated). */
  readonly timeEstimatedMinutes?: number | null | undefined;
  /** The remaining work in minutes (RT: TimeLeft). */
  readonly timeLeftMinutes?: number | null | undefined;
  /** The time worked, in minutes (RT: TimeWorked). */
  readonly timeWorkedMinutes?: number | null | undefined;
  /** The date and time of the last contact with the requestors (RT: Told). */
  readonly toldAt?: string | null | undefined;
};

/** Conditions on tickets. A ticket must meet all of them. `and`, `or` and `not` can be nested. TicketSQL has no NOT, so `not` is compiled to negated operators. */
export type TicketFilter = {
  /** The AdminCcs (RT: AdminCc). */
  readonly adminCc?: PersonFilter | null | undefined;
  /** The ticket meets all of these conditions. */
  readonly and?: ReadonlyArray<TicketFilter> | null | undefined;
  /** The MIME type of any attachment (RT: ContentType). A negative condition is met if no attachment matches. */
  readonly attachmentContentType?: TextFilter | null | undefined;
  /** The file name of any attachment (RT: Filename). A negative condition is met if no attachment matches. */
  readonly attachmentFilename?: TextFilter | null | undefined;
  /** True: tickets that the viewer bookmarked. False: all others. */
  readonly bookmarked?: boolean | null | undefined;
  /** The Ccs (RT: Cc). */
  readonly cc?: PersonFilter | null | undefined;
  /** The text of messages (RT: Content). RT uses full-text search if it is configured, LIKE otherwise. */
  readonly content?: ContentFilter | null | undefined;
  /** The date and time when the ticket was created (RT: Created). */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** The user who created the ticket (RT: Creator). */
  readonly creator?: PersonFilter | null | undefined;
  /** Conditions on custom fields (RT: CF.{Name}). All of them must be met. */
  readonly customFields?: ReadonlyArray<CustomFieldFilter> | null | undefined;
  /** The date and time by which the ticket is due (RT: Due). */
  readonly dueAt?: DateTimeFilter | null | undefined;
  /** The final priority (RT: FinalPriority). */
  readonly finalPriority?: IntFilter | null | undefined;
  /** The initial priority (RT: InitialPriority). */
  readonly initialPriority?: IntFilter | null | undefined;
  /** The user who last changed the ticket (RT: LastUpdatedBy). */
  readonly lastUpdatedBy?: PersonFilter | null | undefined;
  /** The lifecycle of the queue (RT: Lifecycle). */
  readonly lifecycle?: NameFilter | null | undefined;
  /** A link that the ticket has, or does not have. */
  readonly linkedTo?: LinkFilter | null | undefined;
  /** The ticket does not meet this condition. */
  readonly not?: TicketFilter | null | undefined;
  /** The ticket's number (RT: id). */
  readonly number?: IntFilter | null | undefined;
  /** The ticket meets at least one of these conditions. */
  readonly or?: ReadonlyArray<TicketFilter> | null | undefined;
  /** The owner (RT: Owner). */
  readonly owner?: PersonFilter | null | undefined;
  /** The current priority (RT: Priority). */
  readonly priority?: IntFilter | null | undefined;
  /** The queue (RT: Queue). `eq`, `neq`, `in` and `notIn` take the name or the ID (queue/1 or 1). */
  readonly queue?: NameFilter | null | undefined;
  /** The requestors (RT: Requestor). */
  readonly requestor?: PersonFilter | null | undefined;
  /** The date and time when the status last became inactive (RT: Resolved). */
  readonly resolvedAt?: DateTimeFilter | null | undefined;
  /** The service level (RT: SLA). */
  readonly sla?: NameFilter | null | undefined;
  /** The date and time when work on the ticket started (RT: Started). */
  readonly startedAt?: DateTimeFilter | null | undefined;
  /** The date and time when work on the ticket should start (RT: Starts). */
  readonly startsAt?: DateTimeFilter | null | undefined;
  /** The status (RT: Status). */
  readonly status?: StatusFilter | null | undefined;
  /** The subject (RT: Subject). */
  readonly subject?: TextFilter | null | undefined;
  /** The estimated work in minutes (RT: TimeEstimated). */
  readonly timeEstimatedMinutes?: IntFilter | null | undefined;
  /** The remaining work in minutes (RT: TimeLeft). */
  readonly timeLeftMinutes?: IntFilter | null | undefined;
  /** The work done so far in minutes (RT: TimeWorked). */
  readonly timeWorkedMinutes?: IntFilter | null | undefined;
  /** The date and time of the last contact with the requestors (RT: Told). */
  readonly toldAt?: DateTimeFilter | null | undefined;
  /** The date and time of the last change to the ticket (RT: LastUpdated). */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** The people in any role (RT: Watcher). */
  readonly watcher?: PersonFilter | null | undefined;
};

/** A link to add or remove. */
export type TicketLinkInput = {
  /** The target of the link. */
  readonly target: LinkTargetInput;
  /** The type of link. */
  readonly type: TicketLinkType;
};

/** The type of link, as seen from the ticket. */
export type TicketLinkType =
  /** The target cannot be resolved before this ticket (RT: DependedOnBy). */
  | 'DEPENDED_ON_BY'
  /** This ticket cannot be resolved before the target (RT: DependsOn). */
  | 'DEPENDS_ON'
  /** The target is a child of this ticket (RT: Members, HasMember). */
  | 'MEMBERS'
  /** The target is the parent of this ticket (RT: MemberOf). */
  | 'MEMBER_OF'
  /** The target refers to this ticket (RT: ReferredToBy). */
  | 'REFERRED_TO_BY'
  /** This ticket refers to the target (RT: RefersTo). */
  | 'REFERS_TO';

/** The sort order of tickets. RT sorts by one key; tickets with equal values are sorted by number. */
export type TicketOrder = {
  /** The name of a custom field to sort by. It takes precedence over `field`. The error is BAD_USER_INPUT if the field does not exist or is disabled, or if the name stands for different fields in the queues of the tickets found. */
  readonly customField?: string | null | undefined;
  /** The direction to sort in. */
  readonly direction?: OrderDirection;
  /** The field to sort by. Default: ID. */
  readonly field?: TicketOrderField | null | undefined;
};

/** A field to sort tickets by. */
export type TicketOrderField =
  /** The date of creation (RT: Created). */
  | 'CREATED_AT'
  /** The due date (RT: Due). */
  | 'DUE_AT'
  /** The ticket's number (RT: id). */
  | 'ID'
  /** The login name of the owner (RT: Owner). */
  | 'OWNER'
  /** The current priority (RT: Priority). */
  | 'PRIORITY'
  /** The name of the queue (RT: Queue). */
  | 'QUEUE'
  /** The date when the status last became inactive (RT: Resolved). */
  | 'RESOLVED_AT'
  /** The date when work started (RT: Started). */
  | 'STARTED_AT'
  /** The date when work should start (RT: Starts). */
  | 'STARTS_AT'
  /** The status (RT: Status). */
  | 'STATUS'
  /** The subject (RT: Subject). */
  | 'SUBJECT'
  /** The work done so far (RT: TimeWorked). */
  | 'TIME_WORKED'
  /** The date of the last contact (RT: Told). */
  | 'TOLD_AT'
  /** The date of the last change (RT: LastUpdated). */
  | 'UPDATED_AT';

/** One ticket to change, and its new values. */
export type TicketUpdateInput = {
  /** The changes to make. */
  readonly changes: TicketChangesInput;
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** The `revision` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It also detects changes within one second. */
  readonly ifRevision?: string | null | undefined;
  /** The `updatedAt` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It is checked just before the write. RT cannot compare and write in one step, so a change at the same moment can be missed. */
  readonly ifUpdatedAt?: string | null | undefined;
};

/** The ticket. */
export type UntakeTicketInput = {
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
};

/** The ticket to change, and its new values. */
export type UpdateTicketInput = {
  /** The changes to make. */
  readonly changes: TicketChangesInput;
  /** The ID of the ticket: ticket/17 or 17. */
  readonly id: string | number;
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The `revision` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It also detects changes within one second. */
  readonly ifRevision?: string | null | undefined;
  /** The `updatedAt` you last read. If the ticket has a different one now, nothing is written and the error is CONFLICT. It is checked just before the write. RT cannot compare and write in one step, so a change at the same moment can be missed. */
  readonly ifUpdatedAt?: string | null | undefined;
};

/** The tickets to change, and their new values. */
export type UpdateTicketsInput = {
  /** A key that makes the request safe to retry. A request with the same key within 24 hours returns the first result instead of writing again; a very large result is shortened, and says so. Up to 1,000 characters, unique within your account. Keys survive a restart of the server only if STATE_DIR or REDIS_URL is set. */
  readonly idempotencyKey?: string | null | undefined;
  /** The tickets to change. Up to 100, each only once. */
  readonly tickets: ReadonlyArray<TicketUpdateInput>;
};

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

/** A role that people can have on a ticket. */
export type WatcherRole =
  /** People who receive copies of public replies and internal comments (RT: AdminCc). */
  | 'ADMIN_CC'
  /** People who receive copies of public replies (RT: Cc). */
  | 'CC'
  /** People who asked for the ticket (RT: Requestors). */
  | 'REQUESTOR';

export type QueueFieldsQueryVariables = Exact<{
  queue: string;
}>;


export type QueueFieldsQuery = { readonly queue: { readonly id: string, readonly name: string, readonly ticketCustomFields: ReadonlyArray<{ readonly name: string, readonly type: CustomFieldType, readonly isMultiple: boolean, readonly pattern: string | null, readonly description: string | null }> | null } | null };

export type CreateTicketMutationVariables = Exact<{
  input: CreateTicketInput;
}>;


export type CreateTicketMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly number: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type CustomFieldDefinitionFragment = { readonly name: string, readonly type: CustomFieldType, readonly isMultiple: boolean, readonly pattern: string | null, readonly description: string | null };

export type FieldOptionsQueryVariables = Exact<{
  queue: string;
}>;


export type FieldOptionsQuery = { readonly queue: { readonly id: string, readonly name: string, readonly ticketCustomFields: ReadonlyArray<{ readonly name: string, readonly options: ReadonlyArray<string> | null }> | null } | null };

export type ValuesInUseQueryVariables = Exact<{
  queue: string;
  field: string;
}>;


export type ValuesInUseQuery = { readonly tickets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly customField: { readonly name: string, readonly values: ReadonlyArray<string> | null } | null } | null> } | null };

export type UpdateManyMutationVariables = Exact<{
  input: UpdateTicketsInput;
}>;


export type UpdateManyMutation = { readonly write: { readonly outcome: MutationOutcome, readonly results: ReadonlyArray<{ readonly ticketId: string, readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }>, readonly ticket: { readonly id: string } | null }>, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type TicketVerdictFragment = { readonly ticketId: string, readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }>, readonly ticket: { readonly id: string } | null };

export type ClaimNextMutationVariables = Exact<{
  input: ClaimNextTicketInput;
}>;


export type ClaimNextMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly number: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type OwnerNameQueryVariables = Exact<{
  login: string;
}>;


export type OwnerNameQuery = { readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

export type QueuesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type QueuesQuery = { readonly queues: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly description: string | null } | null> } | null };

export type TicketListQueryVariables = Exact<{
  filter: TicketFilter;
  query?: string | null | undefined;
  orderBy: TicketOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TicketListQuery = { readonly tickets: { readonly totalCount: number | null, readonly pageInfo: { readonly startCursor: string | null, readonly endCursor: string | null, readonly hasNextPage: boolean, readonly hasPreviousPage: boolean }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly number: number, readonly subject: string, readonly status: string, readonly isOverdue: boolean, readonly updatedAt: string, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }> } | null> } | null };

export type TicketRowFragment = { readonly id: string, readonly number: number, readonly subject: string, readonly status: string, readonly isOverdue: boolean, readonly updatedAt: string, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }> };

export type TicketsChangedSubscriptionVariables = Exact<{
  filter: TicketFilter;
  query?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type TicketsChangedSubscription = { readonly ticketsChanged: { readonly kind: TicketChangeKind, readonly cursor: string } | null };

export type TicketsNowQueryVariables = Exact<{
  filter: TicketFilter;
  query?: string | null | undefined;
}>;


export type TicketsNowQuery = { readonly ticketChanges: { readonly endCursor: string } | null };

export type FindPeopleQueryVariables = Exact<{
  text: string;
}>;


export type FindPeopleQuery = { readonly exact: { readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly byRealName: { readonly nodes: ReadonlyArray<{ readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null> } | null, readonly byName: { readonly nodes: ReadonlyArray<{ readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null> } | null, readonly byAddress: { readonly nodes: ReadonlyArray<{ readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null> } | null };

export type PersonByLoginQueryVariables = Exact<{
  login: string;
}>;


export type PersonByLoginQuery = { readonly user: { readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null };

export type KnownPeopleQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownPeopleQuery = { readonly tickets: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly owner: { readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null } | null } | null> } | null };

export type FoundPersonFragment = { readonly emailAddress: string | null, readonly id: string, readonly name: string, readonly realName: string | null };

export type PersonFragment = { readonly id: string, readonly name: string, readonly realName: string | null };

export type WatcherFragment = { readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

export type ChangeWatchersMutationVariables = Exact<{
  input: ChangeTicketWatchersInput;
}>;


export type ChangeWatchersMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type AttachedFileFragment = { readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string };

export type FreshLinkQueryVariables = Exact<{
  id: string | number;
}>;


export type FreshLinkQuery = { readonly attachment: { readonly id: string, readonly saveUrl: string } | null };

export type MergeMutationVariables = Exact<{
  input: MergeTicketInput;
}>;


export type MergeMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly number: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

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

export type OwnerNowQueryVariables = Exact<{
  id: string | number;
}>;


export type OwnerNowQuery = { readonly ticket: { readonly id: string, readonly revision: string | null, readonly updatedAt: string, readonly subject: string, readonly status: string, readonly priority: number, readonly finalPriority: number, readonly isOverdue: boolean, readonly dueAt: string | null, readonly startsAt: string | null, readonly startedAt: string | null, readonly toldAt: string | null, readonly resolvedAt: string | null, readonly timeWorkedMinutes: number, readonly timeEstimatedMinutes: number, readonly timeLeftMinutes: number, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null, readonly dateTimeValue: string | null }> } | null };

export type TakeMutationVariables = Exact<{
  input: TakeTicketInput;
}>;


export type TakeMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type StealMutationVariables = Exact<{
  input: StealTicketInput;
}>;


export type StealMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type UntakeMutationVariables = Exact<{
  input: UntakeTicketInput;
}>;


export type UntakeMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type ReplyMutationVariables = Exact<{
  input: ReplyToTicketInput;
}>;


export type ReplyMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type CommentMutationVariables = Exact<{
  input: CommentOnTicketInput;
}>;


export type CommentMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type TicketActivitySubscriptionVariables = Exact<{
  id: string | number;
  after?: string | number | null | undefined;
}>;


export type TicketActivitySubscription = { readonly ticketActivity: { readonly historyItem:
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
      | { readonly id: string }
     | null } | null };

export type TicketNowQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketNowQuery = { readonly ticket: { readonly id: string, readonly history: { readonly nodes: ReadonlyArray<
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
       | null> } | null } | null };

export type TicketFactsFragment = { readonly createdAt: string, readonly id: string, readonly revision: string | null, readonly updatedAt: string, readonly subject: string, readonly status: string, readonly priority: number, readonly finalPriority: number, readonly isOverdue: boolean, readonly dueAt: string | null, readonly startsAt: string | null, readonly startedAt: string | null, readonly toldAt: string | null, readonly resolvedAt: string | null, readonly timeWorkedMinutes: number, readonly timeEstimatedMinutes: number, readonly timeLeftMinutes: number, readonly statusChoices: ReadonlyArray<{ readonly status: string }> | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly cc: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly adminCc: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null, readonly dateTimeValue: string | null, readonly definition: { readonly name: string, readonly type: CustomFieldType, readonly isMultiple: boolean, readonly pattern: string | null, readonly description: string | null } | null }>, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

export type TicketValuesFragment = { readonly id: string, readonly revision: string | null, readonly updatedAt: string, readonly subject: string, readonly status: string, readonly priority: number, readonly finalPriority: number, readonly isOverdue: boolean, readonly dueAt: string | null, readonly startsAt: string | null, readonly startedAt: string | null, readonly toldAt: string | null, readonly resolvedAt: string | null, readonly timeWorkedMinutes: number, readonly timeEstimatedMinutes: number, readonly timeLeftMinutes: number, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null, readonly dateTimeValue: string | null }> };

export type TicketLinksFragment = { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
      | { readonly kind: ExternalResourceKind, readonly url: string | null }
      | Record<PropertyKey, never>
     | null }> | null };

export type AddLinksMutationVariables = Exact<{
  input: AddTicketLinksInput;
}>;


export type AddLinksMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
          | { readonly kind: ExternalResourceKind, readonly url: string | null }
          | Record<PropertyKey, never>
         | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type RemoveLinksMutationVariables = Exact<{
  input: RemoveTicketLinksInput;
}>;


export type RemoveLinksMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
          | { readonly kind: ExternalResourceKind, readonly url: string | null }
          | Record<PropertyKey, never>
         | null }> | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type TicketPageQueryVariables = Exact<{
  id: string | number;
}>;


export type TicketPageQuery = { readonly ticket: { readonly number: number, readonly webUrl: string, readonly createdAt: string, readonly id: string, readonly revision: string | null, readonly updatedAt: string, readonly subject: string, readonly status: string, readonly priority: number, readonly finalPriority: number, readonly isOverdue: boolean, readonly dueAt: string | null, readonly startsAt: string | null, readonly startedAt: string | null, readonly toldAt: string | null, readonly resolvedAt: string | null, readonly timeWorkedMinutes: number, readonly timeEstimatedMinutes: number, readonly timeLeftMinutes: number, readonly statusChoices: ReadonlyArray<{ readonly status: string }> | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly requestors: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly cc: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly adminCc: ReadonlyArray<{ readonly emailAddress: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null }>, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null, readonly dateTimeValue: string | null, readonly definition: { readonly name: string, readonly type: CustomFieldType, readonly isMultiple: boolean, readonly pattern: string | null, readonly description: string | null } | null }>, readonly links: ReadonlyArray<{ readonly type: TicketLinkType, readonly uri: string, readonly ticket: { readonly id: string, readonly number: number, readonly subject: string, readonly status: string } | null, readonly target:
        | { readonly kind: ExternalResourceKind, readonly url: string | null }
        | Record<PropertyKey, never>
       | null }> | null, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null } | null };

export type TimelineQueryVariables = Exact<{
  id: string | number;
  last: number;
  before?: string | null | undefined;
}>;


export type TimelineQuery = { readonly ticket: { readonly id: string, readonly history: { readonly totalCount: number | null, readonly pageInfo: { readonly startCursor: string | null, readonly hasPreviousPage: boolean }, readonly nodes: ReadonlyArray<
        | { readonly __typename: 'CommentItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'CorrespondenceItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'CustomFieldChangedItem', readonly customFieldName: string | null, readonly oldValue: string | null, readonly newValue: string | null, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'EmailRecordItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'FieldChangedItem', readonly field: string, readonly oldValue: string | null, readonly newValue: string | null, readonly oldDateTime: string | null, readonly newDateTime: string | null, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'GenericHistoryItem', readonly type: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly raw: { readonly oldValue: string | null, readonly newValue: string | null }, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'LinkChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly raw: { readonly field: string | null }, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'OwnerChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly newOwner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'QueueChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly oldQueue: { readonly id: string, readonly name: string } | null, readonly newQueue: { readonly id: string, readonly name: string } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'StatusChangedItem', readonly oldStatus: string | null, readonly newStatus: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
        | { readonly __typename: 'TicketCreatedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null }
        | { readonly __typename: 'WatcherChangedItem', readonly role: string, readonly action: ChangeAction, readonly id: string, readonly createdAt: string, readonly description: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null }
       | null> } | null } | null };

type TimelineItem_CommentItem_Fragment = { readonly __typename: 'CommentItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_CorrespondenceItem_Fragment = { readonly __typename: 'CorrespondenceItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_CustomFieldChangedItem_Fragment = { readonly __typename: 'CustomFieldChangedItem', readonly customFieldName: string | null, readonly oldValue: string | null, readonly newValue: string | null, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_EmailRecordItem_Fragment = { readonly __typename: 'EmailRecordItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_FieldChangedItem_Fragment = { readonly __typename: 'FieldChangedItem', readonly field: string, readonly oldValue: string | null, readonly newValue: string | null, readonly oldDateTime: string | null, readonly newDateTime: string | null, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_GenericHistoryItem_Fragment = { readonly __typename: 'GenericHistoryItem', readonly type: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly raw: { readonly oldValue: string | null, readonly newValue: string | null }, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_LinkChangedItem_Fragment = { readonly __typename: 'LinkChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly raw: { readonly field: string | null }, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_OwnerChangedItem_Fragment = { readonly __typename: 'OwnerChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly newOwner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_QueueChangedItem_Fragment = { readonly __typename: 'QueueChangedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly oldQueue: { readonly id: string, readonly name: string } | null, readonly newQueue: { readonly id: string, readonly name: string } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_StatusChangedItem_Fragment = { readonly __typename: 'StatusChangedItem', readonly oldStatus: string | null, readonly newStatus: string, readonly id: string, readonly createdAt: string, readonly description: string, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

type TimelineItem_TicketCreatedItem_Fragment = { readonly __typename: 'TicketCreatedItem', readonly id: string, readonly createdAt: string, readonly description: string, readonly text: string | null, readonly html: string | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly attachments: ReadonlyArray<{ readonly id: string, readonly filename: string | null, readonly contentType: string, readonly size: number | null, readonly saveUrl: string, readonly showUrl: string } | null> | null };

type TimelineItem_WatcherChangedItem_Fragment = { readonly __typename: 'WatcherChangedItem', readonly role: string, readonly action: ChangeAction, readonly id: string, readonly createdAt: string, readonly description: string, readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly creator: { readonly id: string, readonly name: string, readonly realName: string | null } | null };

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

export type UpdateTicketMutationVariables = Exact<{
  input: UpdateTicketInput;
}>;


export type UpdateTicketMutation = { readonly write: { readonly outcome: MutationOutcome, readonly ticket: { readonly id: string, readonly revision: string | null, readonly updatedAt: string, readonly subject: string, readonly status: string, readonly priority: number, readonly finalPriority: number, readonly isOverdue: boolean, readonly dueAt: string | null, readonly startsAt: string | null, readonly startedAt: string | null, readonly toldAt: string | null, readonly resolvedAt: string | null, readonly timeWorkedMinutes: number, readonly timeEstimatedMinutes: number, readonly timeLeftMinutes: number, readonly queue: { readonly id: string, readonly name: string } | null, readonly owner: { readonly id: string, readonly name: string, readonly realName: string | null } | null, readonly customFields: ReadonlyArray<{ readonly name: string, readonly isEmpty: boolean, readonly values: ReadonlyArray<string> | null, readonly dateTimeValue: string | null }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly user: { readonly id: string, readonly name: string, readonly realName: string | null } | null } | null };

type WriteResult_AddTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_ChangeTicketWatchersPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_ClaimNextTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_CommentOnTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_CreateGroupPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_CreateQueuePayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_CreateTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_CreateUserPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_MergeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_RemoveTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_ReplyToTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_SetTicketLinksPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_StealTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_TakeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UntakeTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UpdateGroupPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UpdateQueuePayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UpdateTicketPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UpdateTicketsPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

type WriteResult_UpdateUserPayload_Fragment = { readonly outcome: MutationOutcome, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string, readonly path: ReadonlyArray<string>, readonly rtMessage: string | null }> };

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

export const TicketVerdictFragmentDoc = gql`
    fragment TicketVerdict on TicketUpdateResult {
  ticketId
  outcome
  userErrors {
    code
    message
    path
    rtMessage
  }
  ticket {
    id
  }
}
    ` as unknown as DocumentNode<TicketVerdictFragment, unknown>;
export const PersonFragmentDoc = gql`
    fragment Person on User {
  id
  name
  realName
}
    ` as unknown as DocumentNode<PersonFragment, unknown>;
export const WatcherFragmentDoc = gql`
    fragment Watcher on TicketWatcher {
  emailAddress
  user {
    ...Person
  }
}
    ` as unknown as DocumentNode<WatcherFragment, unknown>;
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
    ...Watcher
  }
}
    ` as unknown as DocumentNode<TicketRowFragment, unknown>;
export const FoundPersonFragmentDoc = gql`
    fragment FoundPerson on User {
  ...Person
  emailAddress
}
    ` as unknown as DocumentNode<FoundPersonFragment, unknown>;
export const TicketValuesFragmentDoc = gql`
    fragment TicketValues on Ticket {
  id
  revision
  updatedAt
  subject
  status
  priority
  finalPriority
  isOverdue
  dueAt
  startsAt
  startedAt
  toldAt
  resolvedAt
  timeWorkedMinutes
  timeEstimatedMinutes
  timeLeftMinutes
  queue {
    id
    name
  }
  owner {
    ...Person
  }
  customFields {
    name
    isEmpty
    values
    dateTimeValue
  }
}
    ` as unknown as DocumentNode<TicketValuesFragment, unknown>;
export const CustomFieldDefinitionFragmentDoc = gql`
    fragment CustomFieldDefinition on CustomField {
  name
  type
  isMultiple
  pattern
  description
}
    ` as unknown as DocumentNode<CustomFieldDefinitionFragment, unknown>;
export const TicketFactsFragmentDoc = gql`
    fragment TicketFacts on Ticket {
  ...TicketValues
  statusChoices {
    status
  }
  createdAt
  creator {
    ...Person
  }
  requestors {
    ...Watcher
  }
  cc {
    ...Watcher
  }
  adminCc {
    ...Watcher
  }
  customFields {
    name
    definition {
      ...CustomFieldDefinition
    }
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
    action
    user {
      ...Person
    }
  }
  ... on FieldChangedItem {
    field
    oldValue
    newValue
    oldDateTime
    newDateTime
  }
  ... on CustomFieldChangedItem {
    customFieldName
    oldValue
    newValue
  }
  ... on LinkChangedItem {
    raw {
      field
    }
  }
  ... on GenericHistoryItem {
    type
    raw {
      oldValue
      newValue
    }
  }
  ... on QueueChangedItem {
    oldQueue {
      id
      name
    }
    newQueue {
      id
      name
    }
  }
}
    ` as unknown as DocumentNode<TimelineItemFragment, unknown>;
export const WriteResultFragmentDoc = gql`
    fragment WriteResult on MutationPayload {
  outcome
  userErrors {
    code
    message
    path
    rtMessage
  }
}
    ` as unknown as DocumentNode<WriteResultFragment, unknown>;
export const QueueFieldsDocument = gql`
    query QueueFields($queue: String!) {
  queue(name: $queue) {
    id
    name
    ticketCustomFields {
      ...CustomFieldDefinition
    }
  }
}
    ${CustomFieldDefinitionFragmentDoc}` as unknown as DocumentNode<QueueFieldsQuery, QueueFieldsQueryVariables>;
export const CreateTicketDocument = gql`
    mutation CreateTicket($input: CreateTicketInput!) {
  write: createTicket(input: $input) {
    ...WriteResult
    ticket {
      id
      number
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<CreateTicketMutation, CreateTicketMutationVariables>;
export const FieldOptionsDocument = gql`
    query FieldOptions($queue: String!) {
  queue(name: $queue) {
    id
    name
    ticketCustomFields {
      name
      options
    }
  }
}
    ` as unknown as DocumentNode<FieldOptionsQuery, FieldOptionsQueryVariables>;
export const ValuesInUseDocument = gql`
    query ValuesInUse($queue: String!, $field: String!) {
  tickets(
    filter: {queue: {eq: $queue}, customFields: [{name: $field, match: {isSet: true}}]}
    first: 50
    orderBy: {field: UPDATED_AT, direction: DESC}
  ) {
    nodes {
      id
      customField(name: $field) {
        name
        values
      }
    }
  }
}
    ` as unknown as DocumentNode<ValuesInUseQuery, ValuesInUseQueryVariables>;
export const UpdateManyDocument = gql`
    mutation UpdateMany($input: UpdateTicketsInput!) {
  write: updateTickets(input: $input) {
    ...WriteResult
    results {
      ...TicketVerdict
    }
  }
}
    ${WriteResultFragmentDoc}
${TicketVerdictFragmentDoc}` as unknown as DocumentNode<UpdateManyMutation, UpdateManyMutationVariables>;
export const ClaimNextDocument = gql`
    mutation ClaimNext($input: ClaimNextTicketInput!) {
  write: claimNextTicket(input: $input) {
    ...WriteResult
    ticket {
      id
      number
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<ClaimNextMutation, ClaimNextMutationVariables>;
export const OwnerNameDocument = gql`
    query OwnerName($login: String!) {
  user(name: $login) {
    ...Person
  }
}
    ${PersonFragmentDoc}` as unknown as DocumentNode<OwnerNameQuery, OwnerNameQueryVariables>;
export const QueuesDocument = gql`
    query Queues($after: String) {
  queues(first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      description
    }
  }
}
    ` as unknown as DocumentNode<QueuesQuery, QueuesQueryVariables>;
export const TicketListDocument = gql`
    query TicketList($filter: TicketFilter!, $query: TicketSQL, $orderBy: TicketOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  tickets(
    filter: $filter
    query: $query
    first: $first
    after: $after
    last: $last
    before: $before
    orderBy: $orderBy
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
${PersonFragmentDoc}
${WatcherFragmentDoc}` as unknown as DocumentNode<TicketListQuery, TicketListQueryVariables>;
export const TicketsChangedDocument = gql`
    subscription TicketsChanged($filter: TicketFilter!, $query: TicketSQL, $after: String) {
  ticketsChanged(filter: $filter, query: $query, after: $after) {
    kind
    cursor
  }
}
    ` as unknown as DocumentNode<TicketsChangedSubscription, TicketsChangedSubscriptionVariables>;
export const TicketsNowDocument = gql`
    query TicketsNow($filter: TicketFilter!, $query: TicketSQL) {
  ticketChanges(filter: $filter, query: $query) {
    endCursor
  }
}
    ` as unknown as DocumentNode<TicketsNowQuery, TicketsNowQueryVariables>;
export const FindPeopleDocument = gql`
    query FindPeople($text: String!) {
  exact: user(name: $text) {
    ...FoundPerson
  }
  byRealName: users(filter: {realName: {contains: $text}}, first: 6) {
    nodes {
      ...FoundPerson
    }
  }
  byName: users(filter: {name: {contains: $text}}, first: 6) {
    nodes {
      ...FoundPerson
    }
  }
  byAddress: users(filter: {emailAddress: {contains: $text}}, first: 6) {
    nodes {
      ...FoundPerson
    }
  }
}
    ${FoundPersonFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<FindPeopleQuery, FindPeopleQueryVariables>;
export const PersonByLoginDocument = gql`
    query PersonByLogin($login: String!) {
  user(name: $login) {
    ...FoundPerson
  }
}
    ${FoundPersonFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<PersonByLoginQuery, PersonByLoginQueryVariables>;
export const KnownPeopleDocument = gql`
    query KnownPeople {
  tickets(
    filter: {not: {owner: {nobody: true}}}
    first: 50
    orderBy: {field: UPDATED_AT, direction: DESC}
  ) {
    nodes {
      id
      owner {
        ...FoundPerson
      }
    }
  }
}
    ${FoundPersonFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<KnownPeopleQuery, KnownPeopleQueryVariables>;
export const ChangeWatchersDocument = gql`
    mutation ChangeWatchers($input: ChangeTicketWatchersInput!) {
  write: changeTicketWatchers(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<ChangeWatchersMutation, ChangeWatchersMutationVariables>;
export const FreshLinkDocument = gql`
    query FreshLink($id: ID!) {
  attachment(id: $id) {
    id
    saveUrl: downloadUrl
  }
}
    ` as unknown as DocumentNode<FreshLinkQuery, FreshLinkQueryVariables>;
export const MergeDocument = gql`
    mutation Merge($input: MergeTicketInput!) {
  write: mergeTicket(input: $input) {
    ...WriteResult
    ticket {
      id
      number
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<MergeMutation, MergeMutationVariables>;
export const OwnerNowDocument = gql`
    query OwnerNow($id: ID!) {
  ticket(id: $id) {
    ...TicketValues
  }
}
    ${TicketValuesFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<OwnerNowQuery, OwnerNowQueryVariables>;
export const TakeDocument = gql`
    mutation Take($input: TakeTicketInput!) {
  write: takeTicket(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<TakeMutation, TakeMutationVariables>;
export const StealDocument = gql`
    mutation Steal($input: StealTicketInput!) {
  write: stealTicket(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<StealMutation, StealMutationVariables>;
export const UntakeDocument = gql`
    mutation Untake($input: UntakeTicketInput!) {
  write: untakeTicket(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<UntakeMutation, UntakeMutationVariables>;
export const ReplyDocument = gql`
    mutation Reply($input: ReplyToTicketInput!) {
  write: replyToTicket(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<ReplyMutation, ReplyMutationVariables>;
export const CommentDocument = gql`
    mutation Comment($input: CommentOnTicketInput!) {
  write: commentOnTicket(input: $input) {
    ...WriteResult
    ticket {
      id
    }
  }
}
    ${WriteResultFragmentDoc}` as unknown as DocumentNode<CommentMutation, CommentMutationVariables>;
export const TicketActivityDocument = gql`
    subscription TicketActivity($id: ID!, $after: ID) {
  ticketActivity(ticketId: $id, after: $after) {
    historyItem {
      id
    }
  }
}
    ` as unknown as DocumentNode<TicketActivitySubscription, TicketActivitySubscriptionVariables>;
export const TicketNowDocument = gql`
    query TicketNow($id: ID!) {
  ticket(id: $id) {
    id
    history(last: 1) {
      nodes {
        id
      }
    }
  }
}
    ` as unknown as DocumentNode<TicketNowQuery, TicketNowQueryVariables>;
export const AddLinksDocument = gql`
    mutation AddLinks($input: AddTicketLinksInput!) {
  write: addTicketLinks(input: $input) {
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
  write: removeTicketLinks(input: $input) {
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
    number
    webUrl
    ...TicketFacts
    ...TicketLinks
  }
}
    ${TicketFactsFragmentDoc}
${TicketValuesFragmentDoc}
${PersonFragmentDoc}
${WatcherFragmentDoc}
${CustomFieldDefinitionFragmentDoc}
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
export const UpdateTicketDocument = gql`
    mutation UpdateTicket($input: UpdateTicketInput!) {
  write: updateTicket(input: $input) {
    ...WriteResult
    ticket {
      ...TicketValues
    }
  }
}
    ${WriteResultFragmentDoc}
${TicketValuesFragmentDoc}
${PersonFragmentDoc}` as unknown as DocumentNode<UpdateTicketMutation, UpdateTicketMutationVariables>;
export const ViewerDocument = gql`
    query Viewer {
  viewer {
    user {
      ...Person
    }
  }
}
    ${PersonFragmentDoc}` as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;