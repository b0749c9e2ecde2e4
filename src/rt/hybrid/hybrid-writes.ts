import type { RtClient } from '../connection/client.js';
import type { Rest2Presence } from '../connection/rest2-presence.js';
import type { Memory } from '../memory.js';
import { createTicket } from '../rest1/write/create-ticket.js';
import { editTicket } from '../rest1/write/edit-ticket.js';
import { addOrRemoveLinks, setTicketLinks } from '../rest1/write/set-links.js';
import { addMessage, fitsMessage } from '../rest2/write/add-message.js';
import { chooseMaker } from '../rest2/write/create-ticket.js';
import { editExactly } from '../rest2/write/edit-exactly.js';
import { sendLinksTogether } from '../rest2/write/send-links.js';
import type { RtWrites } from '../writes.js';

/** Writes by REST 2.0 where it is the truer one, and by REST 1.0 otherwise; each by one of them, never by both. */
export function hybridWrites(
  rest1: RtWrites,
  {
    rt,
    load,
    presence,
    ...limits
  }: {
    readonly rt: RtClient;
    readonly load: Memory;
    readonly presence: Rest2Presence;
    readonly maxUploadBytes: number;
  },
): RtWrites {
  const context = { rt, load, ...limits };
  return {
    ...rest1,
    async createTicket(values, selected) {
      if (!(await presence.isThere(rt.errand))) return rest1.createTicket(values, selected);
      const own = { ...context, selected };
      return createTicket(values, own, (queue) => chooseMaker(values, queue, own));
    },
    async editTicket(edit, selected) {
      if (!(await presence.isThere(rt.errand))) return rest1.editTicket(edit, selected);
      return editTicket(edit, { ...context, selected }, editExactly(rt));
    },
    async changeLinks(ticket, links, how) {
      if (!(await presence.isThere(rt.errand))) return rest1.changeLinks(ticket, links, how);
      return addOrRemoveLinks(ticket, links, how, { ...context, sendLinks: sendLinksTogether });
    },
    async setLinks(ticket, lists) {
      if (!(await presence.isThere(rt.errand))) return rest1.setLinks(ticket, lists);
      return setTicketLinks(ticket, lists, { ...context, sendLinks: sendLinksTogether });
    },
    async addMessage(ticket, kind, values, selected, selectedItem) {
      if (!fitsMessage(values) || !(await presence.isThere(rt.errand))) {
        return rest1.addMessage(ticket, kind, values, selected, selectedItem);
      }
      return addMessage(ticket, kind, values, { ...context, selected, selectedItem });
    },
  };
}
