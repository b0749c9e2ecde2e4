import { useRef } from 'react';
import type { TicketRowFragment } from '../generated/documents.js';

interface Shown {
  readonly rows: readonly TicketRowFragment[];
  readonly list: string;
  readonly isFetching: boolean;
}

/**
 * The rows in the order in which they were first shown, for as long as somebody points at them: no row moves away under a
 * click. What each row says is up to date; what is new comes when they are let go, or with another list.
 */
export function useHeldOrder(shown: Shown, isHeld: boolean): readonly TicketRowFragment[] {
  const first = useRef(shown);
  const isOther = first.current.list !== shown.list || first.current.isFetching;
  if (!isHeld || isOther) first.current = shown;
  const now = new Map(shown.rows.map((row) => [row.id, row]));
  return first.current.rows.map((row) => now.get(row.id) ?? row);
}
