import type { Identity } from './connection/login.js';
import type { CustomFieldDefinition } from './custom-field-definitions.js';
import type { RawLink } from './links.js';
import type { NamedRef } from './name-ref.js';
import type { NamedKind } from './named-kind.js';
import type { ShownObject } from './shown-object.js';
import type { Wanted } from './wanted.js';

/** What lies between two instants, or two local times as RT is told them. */
export interface DateWindow {
  readonly after: Date | string;
  readonly before: Date | string;
}

/** When tickets were last updated, in instants of RT's clock. */
export interface UpdateWindow {
  readonly since: Date;
  /** Absent: up to now. */
  readonly until?: Date;
}

/** A link of a ticket, and the ticket of this RT that it leads to, if it does. */
export interface TicketLink extends RawLink {
  readonly ticket: number | undefined;
}

/**
 * What one operation has read of RT, and can read. Writes read through it, so that what they read to check themselves
 * serves what the caller selects too, and what they make stale is forgotten.
 */
export interface Memory {
  readonly object: {
    /** Rejects with NotFoundError when it is missing or hidden. */
    ticket(id: number, wanted?: Wanted): Promise<ShownObject<'ticket'>>;
    named<K extends NamedKind>(kind: K, ref: NamedRef, wanted: Wanted): Promise<ShownObject<K>>;
    /** A transaction that RT has just named. */
    knownTransaction(id: number, wanted: Wanted): Promise<ShownObject<'transaction'>>;
  };
  readonly links: { ofTicket(id: number): Promise<readonly TicketLink[]> };
  /** The transactions of a ticket, oldest first. */
  history(ticket: number, types?: readonly string[]): Promise<readonly { readonly id: number }[]>;
  /** The custom fields that a queue's tickets carry. */
  customFields(
    queue: { readonly id: number } | { readonly name: string },
  ): Promise<readonly CustomFieldDefinition[]>;
  identity(): Promise<Identity>;
  isActive(ticket: number): Promise<boolean>;
  isTicketDated(id: number, field: string, window: DateWindow): Promise<boolean>;
  /** Whether a ticket meets a condition of TicketSQL. */
  isTicketWhere(id: number, condition: string): Promise<boolean>;
  /** Forgets what a write may have changed, so that what follows is read anew. */
  forget(): void;
}
