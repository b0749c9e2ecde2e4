import type { RtClient } from '../../connection/client.js';
import type { RtError } from '../../errors.js';
import type { LinkKey } from '../../links.js';
import type { LostAnswer, WriteAnswer } from './write.js';

/** A link as RT is told it. */
export interface LinkToSend {
  readonly type: LinkKey;
  /** A ticket's number, or a URI. */
  readonly to: string;
}

/** One way to make or remove links: it answers for each of them. An error is for a link that was not sent. */
export type LinkSender = (
  rt: RtClient,
  ticket: number,
  links: readonly LinkToSend[],
  options: { readonly remove: boolean; readonly begun: boolean },
) => Promise<readonly (WriteAnswer | LostAnswer | RtError)[]>;
