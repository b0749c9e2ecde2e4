import { createHash, randomBytes } from 'node:crypto';
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

/**
 * The event of a change. Whoever learns of a change again, another replica or a server that was stopped before it had
 * kept its place, gives it the same id, for one target. What came or went without a transaction is told by lists only,
 * and may come again.
 *
 * @param target the target's key
 */
export function eventOf(
  target: string,
  { kind, ticket, item, cursor }: TicketChange,
): WebhookEvent {
  const known = createHash('sha256')
    .update(JSON.stringify([target, kind, ticket, item]))
    .digest();
  const id = item === 0 ? randomBytes(16) : known.subarray(0, 16);
  return {
    id: `msg_${id.toString('base64url')}`,
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
