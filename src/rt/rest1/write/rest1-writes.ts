import type { RtClient } from '../../connection/client.js';
import type { Memory } from '../../memory.js';
import type { RtWrites } from '../../writes.js';
import { changeOwner } from './change-owner.js';
import { changeWatchers } from './change-watchers.js';
import { createTicket } from './create-ticket.js';
import { editTicket } from './edit-ticket.js';
import { editTickets } from './edit-tickets.js';
import { mergeTicket } from './merge-ticket.js';
import { addMessage } from './message.js';
import { addOrRemoveLinks, setTicketLinks } from './set-links.js';
import { createNamed, editNamed } from './write-named.js';

/** Writes by REST 1.0, which read and check themselves through an operation's memory. */
export function rest1Writes(
  rt: RtClient,
  load: Memory,
  limits: { readonly maxUploadBytes: number },
): RtWrites {
  const context = { rt, load, ...limits };
  return {
    createTicket: (values, selected) => createTicket(values, { ...context, selected }),
    editTicket: (edit, selected) => editTicket(edit, { ...context, selected }),
    editTickets: (edits) => editTickets(edits, context),
    addMessage: (ticket, kind, values, selected, selectedItem) =>
      addMessage(ticket, kind, values, { ...context, selected, selectedItem }),
    changeOwner: (ticket, how, selected) => changeOwner(ticket, how, { ...context, selected }),
    changeLinks: (ticket, links, how) => addOrRemoveLinks(ticket, links, how, context),
    setLinks: (ticket, lists) => setTicketLinks(ticket, lists, context),
    changeWatchers: (ticket, changes, selected) =>
      changeWatchers(ticket, changes, { ...context, selected }),
    merge: (ticket, into) => mergeTicket(ticket, into, context),
    createNamed: (kind, values, password) => createNamed(kind, values, password, context),
    editNamed: (kind, id, values, password) => editNamed(kind, id, values, password, context),
  };
}
