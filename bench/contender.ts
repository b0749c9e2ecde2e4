import type { Line, Tile } from './page.js';
import type { Traffic } from './rt-session.js';

/** One way to get the same two pages from the same RT. */
export interface Contender {
  readonly name: string;
  /** 50 tickets: number, subject, status, name of the queue, name of the owner. */
  plain(): Promise<readonly Line[]>;
  /** 50 tickets with owner, queue, requestors, two custom fields and the last three transactions. */
  dashboard(): Promise<readonly Tile[]>;
  /** What was sent to RT since the last call. */
  takeTraffic(): Traffic;
  close(): Promise<void>;
}
