import type { BareTile, FirstPage, Line, Tile } from './page.js';
import type { Traffic } from './rt-session.js';

/** What is measured, by the name of its figures. */
export interface Pages {
  /** 50 tickets: number, subject, status, name of the queue, name of the owner. */
  plain(): Promise<readonly Line[]>;
  /** 50 tickets with owner, queue, requestors, two custom fields and the last three history items. */
  dashboard(): Promise<readonly Tile[]>;
  /** The dashboard without the sentences of its history items, which REST 2.0 does not have. */
  bareDashboard(): Promise<readonly BareTile[]>;
  /** One ticket with all that the dashboard shows of it, and its whole history without sentences. */
  ticket(): Promise<BareTile>;
  /** How many tickets the search finds. */
  count(): Promise<number>;
  /** Numbers and subjects of the first 50 tickets, and how many the search finds. */
  firstPage(): Promise<FirstPage>;
}

export type Page = keyof Pages;

/** One way to get pages from the same RT. A way that cannot have a page, or is not asked for it, lacks it. */
export interface Contender extends Partial<Pages> {
  readonly name: string;
  /** What was sent to RT since the last call. */
  takeTraffic(): Traffic | Promise<Traffic>;
  close(): Promise<void>;
}
