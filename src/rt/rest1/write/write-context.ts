import type { RtClient } from '../../connection/client.js';
import type { Memory } from '../../memory.js';
import type { Wanted } from '../../wanted.js';
import type { LinkSender } from './link-sender.js';

/** What a write works with. */
export interface WriteContext {
  readonly rt: RtClient;
  readonly load: Memory;
  /** What the caller selects of the object, so that the read that checks the write brings it along. */
  readonly selected?: Wanted | undefined;
  /** Bytes that one file may have. */
  readonly maxUploadBytes: number;
  /** How links are made and removed; one by one by REST 1.0 when absent. */
  readonly sendLinks?: LinkSender;
}
