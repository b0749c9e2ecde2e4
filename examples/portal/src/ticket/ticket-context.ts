import { createContext, useContext } from 'react';
import type { TicketPageQuery, TicketValuesFragment } from '../generated/documents.js';

/** The ticket of the page, as it was read last. */
export interface ShownTicket {
  readonly ticket: NonNullable<TicketPageQuery['ticket']>;
  /** Shows what a form has learnt of the ticket since, until the page is read anew. */
  readonly show: (values: TicketValuesFragment) => void;
}

/** The ticket of the page, for all parts of it. */
export const TicketContext = createContext<ShownTicket | undefined>(undefined);

/** The ticket of the page. */
export function useTicket(): ShownTicket {
  const shown = useContext(TicketContext);
  if (!shown) throw new Error('There is no ticket on this page.');
  return shown;
}
