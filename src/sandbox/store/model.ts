/** Seconds since 1970. 0 means that the date is not set, as in RT's database. */
export type Epoch = number;

/** Columns of a user that hold text, by RT's names, in the order RT shows them. */
export const userColumns = [
  'EmailAddress',
  'RealName',
  'NickName',
  'Gecos',
  'Organization',
  'Address1',
  'Address2',
  'City',
  'State',
  'Zip',
  'Country',
  'HomePhone',
  'WorkPhone',
  'MobilePhone',
  'PagerPhone',
  'FreeformContactInfo',
  'Comments',
  'Signature',
  'Lang',
] as const;

/** A column of a user that holds text. */
export type UserColumn = (typeof userColumns)[number];

/** Values of custom fields by the field's id. */
export type CustomFieldValues = Map<number, string[]>;

export interface User {
  readonly id: number;
  name: string;
  /** Without one nobody can log in. */
  password: string | undefined;
  privileged: boolean;
  disabled: boolean;
  /** IANA name; empty means the world's. */
  readonly timezone: string;
  readonly columns: Record<UserColumn, string>;
  readonly customFields: CustomFieldValues;
}

export interface Queue {
  readonly id: number;
  name: string;
  description: string;
  correspondAddress: string;
  commentAddress: string;
  disabled: boolean;
  slaDisabled: boolean;
  readonly lifecycle: 'default' | 'approvals';
  readonly customFields: CustomFieldValues;
}

export interface Group {
  readonly id: number;
  name: string;
  description: string;
  disabled: boolean;
  /** System groups (Everyone, Privileged, Unprivileged) are never found by a search. */
  readonly system: boolean;
  /** Ids of users and groups, which share one numbering. */
  readonly members: Set<number>;
  readonly customFields: CustomFieldValues;
}

export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly on: 'ticket' | 'user' | 'queue' | 'group';
  /** Ids; absent means every queue. */
  readonly queues: ReadonlySet<number> | undefined;
  readonly type: string;
  readonly multiple: boolean;
  readonly values: readonly string[];
  readonly pattern: string;
}

export const watcherRoles = ['Requestor', 'Cc', 'AdminCc'] as const;
/** A list of people on a ticket. */
export type WatcherRole = (typeof watcherRoles)[number];

export const ticketDates = [
  'Created',
  'Starts',
  'Started',
  'Due',
  'Resolved',
  'Told',
  'LastUpdated',
] as const;
/** A date of a ticket, by RT's name. */
export type TicketDate = (typeof ticketDates)[number];

export const ticketTexts = [
  'Subject',
  'Status',
  'Priority',
  'InitialPriority',
  'FinalPriority',
  'TimeEstimated',
  'TimeWorked',
  'TimeLeft',
  'SLA',
] as const;
/** A plain column of a ticket. RT on SQLite keeps whatever text a numeric column is given. */
export type TicketText = (typeof ticketTexts)[number];

export interface Ticket {
  readonly id: number;
  /** Differs from `id` once the ticket is merged into another one. */
  effectiveId: number;
  queue: number;
  owner: number;
  readonly creator: number;
  lastUpdatedBy: number;
  readonly type: 'ticket' | 'reminder';
  readonly texts: Record<TicketText, string>;
  readonly dates: Record<TicketDate, Epoch>;
  /** Ids of users and groups, in the order they were added. */
  readonly watchers: Record<WatcherRole, number[]>;
  readonly customFields: CustomFieldValues;
}

/** `base` depends on, refers to, is member of or was merged into `target`. */
export interface Link {
  readonly id: number;
  readonly type: 'DependsOn' | 'RefersTo' | 'MemberOf' | 'MergedInto';
  readonly base: LinkEnd;
  readonly target: LinkEnd;
}

export interface LinkEnd {
  readonly uri: string;
  /** The number of a ticket of this RT, 0 for anything else. */
  readonly ticket: number;
}

export interface Transaction {
  readonly id: number;
  /** The ticket it happened on, even if that was merged later. */
  readonly ticket: number;
  readonly type: string;
  readonly field: string;
  readonly oldValue: string;
  readonly newValue: string;
  readonly data: string;
  readonly timeTaken: string;
  readonly creator: number;
  readonly created: Epoch;
  readonly attachments: readonly number[];
}

export interface Attachment {
  readonly id: number;
  readonly transaction: number;
  /** 0 for the outermost part. */
  readonly parent: number;
  readonly creator: number;
  readonly created: Epoch;
  readonly subject: string;
  readonly messageId: string;
  readonly filename: string;
  readonly contentType: string;
  /** How RT's database holds it: none, quoted-printable, base64, or empty for containers. */
  readonly contentEncoding: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Of text: what RT decoded. Of anything else: one character per byte. */
  readonly content: string;
  /** What `/content` sends: text in its original charset. */
  readonly original: Buffer;
}

/** Who a right is given to. */
export type Grantee =
  | { readonly kind: 'user' | 'group'; readonly id: number }
  | { readonly kind: 'role'; readonly role: 'Owner' | 'Requestor' | 'Cc' | 'AdminCc' }
  | { readonly kind: 'everyone' | 'privileged' };

/** One right, for everything unless it names a queue or a custom field. */
export interface Grant {
  readonly to: Grantee;
  readonly right: string;
  readonly queue: number | undefined;
  readonly customField: number | undefined;
}
