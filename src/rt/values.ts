import type { Readable } from 'node:stream';
import type { ticketColumns, WatcherRole, WithUse } from './columns/ticket.js';
import type { LinkKey, linkKinds } from './links.js';

/** A custom field, and all its values; an empty list clears. */
export interface CustomFieldValues {
  readonly name: string;
  readonly values: readonly string[];
}

type Optional<T> = T | null | undefined;

/** What a ticket's column holds, when it holds something. */
type Value<K extends keyof typeof ticketColumns> = NonNullable<
  ReturnType<(typeof ticketColumns)[K]['read']>
>;

type ColumnValues = { readonly [K in WithUse<'write'>]?: Optional<Value<K>> };

/**
 * A ticket's fields to write. Absent leaves a field, null clears it. Dates are instants; a queue is a name or an ID,
 * an owner a login name, an ID or, on a new ticket, an email address.
 */
export interface TicketValues extends ColumnValues {
  readonly customFields?: Optional<readonly CustomFieldValues[]>;
}

/** A message's text: one member is set. */
export interface BodyValue {
  readonly text?: Optional<string>;
  readonly html?: Optional<string>;
}

/** Bytes that can be read more than once. */
export interface FileBytes {
  readonly size: number;
  readonly open: () => Readable;
}

/** A file that came with the request, with the MIME type that it came with. */
export interface UploadedBytes extends FileBytes {
  readonly contentType: string;
}

/** A file to send along. One member of `content` is set. */
export interface FileValue {
  readonly filename: string;
  /** The upload's own, or text/plain for text, when absent. */
  readonly contentType?: Optional<string>;
  readonly contentId?: Optional<string>;
  readonly content: {
    readonly upload?: Optional<UploadedBytes>;
    readonly base64?: Optional<Buffer>;
    readonly text?: Optional<string>;
  };
}

/** A new ticket: its fields, its first message, and links to make. */
export interface NewTicketValues extends Omit<TicketValues, 'queue' | WithUse<'onlyOnUpdate'>> {
  readonly queue: string;
  readonly body?: Optional<BodyValue>;
  readonly attachments?: Optional<readonly FileValue[]>;
  readonly links?: Optional<readonly LinkValue[]>;
}

/** A comment or reply. */
export interface MessageValues {
  readonly body?: Optional<BodyValue>;
  readonly attachments?: Optional<readonly FileValue[]>;
  readonly cc?: Optional<readonly string[]>;
  readonly bcc?: Optional<readonly string[]>;
  readonly timeWorkedMinutes?: Optional<number>;
  readonly status?: Optional<string>;
}

/** Where a link leads: to a ticket of this RT by its number, or to anything that has a URI. */
export type LinkTarget = { readonly ticket: number } | { readonly uri: string };

/** A link to make or remove. */
export interface LinkValue {
  readonly type: LinkKey;
  readonly target: LinkTarget;
}

/** Whole lists of links by kind. Absent leaves a list, an empty one removes all links of the kind. */
export type LinkLists = {
  readonly [K in (typeof linkKinds)[LinkKey]['list']]?: Optional<readonly LinkTarget[]>;
};

/** People to add to a role and to remove from it, by address. */
export interface WatcherChanges {
  readonly role: WatcherRole;
  readonly add?: Optional<readonly string[]>;
  readonly remove?: Optional<readonly string[]>;
}

/** Fields of a user, queue or group by their names in the schema. Absent leaves a field, null clears it. */
export type NamedValues = Readonly<Record<string, string | boolean | null | undefined>>;

/** What the client saw of a ticket; a ticket that has changed since is not written. */
export interface Seen {
  readonly ifUpdatedAt?: Optional<Date>;
  readonly ifRevision?: Optional<string>;
}

/** Changes to one of many tickets. */
export interface TicketEdit extends Seen {
  readonly id: number;
  readonly changes: TicketValues;
}
