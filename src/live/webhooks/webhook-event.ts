import { randomBytes } from 'node:crypto';
import type { TicketChange } from '../../schema/live-tickets.js';

/** A change of a ticket that a target has to hear of. */
export interface WebhookEvent {
  /** `webhook-id`: the same however often it is sent. */
  readonly id: string;
  readonly type: 'ticket.created' | 'ticket.updated' | 'ticket.left';
  readonly ticket: number;
  readonly cursor: string;
  /** When this server learned of it, in milliseconds since 1970. */
  readonly since: number;
}

const types = {
  CREATED: 'ticket.created',
  UPDATED: 'ticket.updated',
  LEFT: 'ticket.left',
} as const;

/** The event of a change, with an id of its own. */
export function eventOf({ kind, ticket, cursor }: TicketChange): WebhookEvent {
  return {
    id: `msg_${randomBytes(16).toString('base64url')}`,
    type: types[kind],
    ticket,
    cursor: cursor(),
    since: Date.now(),
  };
}

/** The body that tells a target of an event: where to ask, not what the ticket holds. */
export function bodyOf({ type, ticket, cursor, since }: WebhookEvent): string {
  return JSON.stringify({
    type,
    timestamp: new Date(since).toISOString(),
    data: { id: `ticket/${ticket}`, number: ticket, cursor },
  });
}
