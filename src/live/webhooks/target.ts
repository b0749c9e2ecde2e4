import type { Credentials } from '../../rt/connection/credentials.js';
import type { Secret } from '../../rt/connection/secret.js';
import type { TicketSearch } from '../../schema/ticket/compile-filter.js';

/** Where an operator wants to hear of changes, of which tickets, and who is asked for them. */
export interface WebhookTarget {
  /** Its name in logs and messages: `WEBHOOKS[1]`. */
  readonly name: string;
  /** A hash of its URL, its search and its account: what is kept of it is found by that. */
  readonly key: string;
  /** Its path may be as good as a password. */
  readonly url: Secret;
  /** What it is signed with: `whsec_` and base64. */
  readonly secret: Secret;
  readonly search: Pick<TicketSearch, 'filter' | 'query'>;
  readonly credentials: Credentials;
}
