/** How many tickets a page has. */
export const pageSize = 50;

/** The search, which finds more than a page. */
export const search = "Status = 'open'";

/** The ticket that is read with its whole history. */
export const oneTicket = 7;

/** A line of the plain list. */
export interface Line {
  readonly number: number;
  readonly subject: string;
  readonly status: string;
  readonly queue: string;
  readonly owner: string;
}

/** A ticket of the dashboard without the sentences of its history. */
export interface BareTile extends Line {
  readonly queueDescription: string;
  readonly ownerRealName: string;
  /** In alphabetical order. */
  readonly requestors: readonly string[];
  /** The two custom fields. */
  readonly values: readonly string[];
  /** Oldest first. */
  readonly history: readonly BareEntry[];
}

/** A ticket of the dashboard. */
export interface Tile extends BareTile {
  /** The last three transactions, oldest first. */
  readonly history: readonly HistoryEntry[];
}

/** One transaction. */
export interface BareEntry {
  readonly type: string;
  /** As `instant` writes it. */
  readonly createdAt: string;
  /** Login name of the one who did it, where that is asked for. */
  readonly creator?: string;
}

/** One transaction with RT's sentence. */
export interface HistoryEntry extends BareEntry {
  readonly description: string;
}

/** A first page and the size of the whole. */
export interface FirstPage {
  readonly total: number;
  readonly tickets: readonly Pick<Line, 'number' | 'subject'>[];
}

/** The one spelling of an instant, in which all contenders' answers are compared. */
export function instant(iso: string): string {
  return new Date(iso).toISOString();
}
