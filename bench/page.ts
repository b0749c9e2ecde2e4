/** How many tickets a page has. */
export const pageSize = 50;

/** The search, which finds more than a page. */
export const search = "Status = 'open'";

/** A line of the plain list. */
export interface Line {
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly queue: string;
  readonly owner: string;
}

/** A ticket of the dashboard. */
export interface Tile extends Line {
  readonly queueDescription: string;
  readonly ownerRealName: string;
  readonly requestors: readonly string[];
  /** The two custom fields. */
  readonly values: readonly string[];
  /** The last three transactions, oldest first. */
  readonly history: readonly HistoryEntry[];
}

/** One transaction. */
export interface HistoryEntry {
  readonly type: string;
  /** ISO 8601 in UTC, to the second. */
  readonly createdAt: string;
  readonly description: string;
}

/** RT's UTC dates of transactions, `2026-11-23 22:10:18`, as ISO 8601. */
export function isoOf(date: string): string {
  return `${date.replace(' ', 'T')}Z`;
}
