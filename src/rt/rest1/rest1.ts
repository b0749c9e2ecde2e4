import type { RtClient } from '../connection/client.js';
import type { Upstream } from '../port.js';
import { readAttachment, streamAttachment } from './read/attachment-content.js';
import { readNewTicketForm } from './read/new-ticket-form.js';
import { newestTicket } from './read/newest-ticket.js';
import { listNames, searchNames, searchTickets } from './read/search.js';
import { show } from './read/show.js';
import { showWants } from './read/show-wants.js';
import { isTicketDated, ticketsDated, ticketsUpdated } from './read/ticket-dated.js';
import { ShownForm } from './shown-form.js';
import { rest1Writes } from './write/rest1-writes.js';

/** RT seen through REST 1.0. */
export function rest1(rt: RtClient): Upstream {
  const { range } = rt;
  return {
    webUrl: rt.webUrl,
    identity: () => rt.identity(),
    show: (wants) => showWants((specs, options) => show(rt, specs, options), wants),
    async searchTickets(query, orderBy) {
      const ids = await searchTickets(rt, query, orderBy);
      for (const id of ids) range.saw(id);
      return ids;
    },
    // REST 1.0 has neither pages nor counts.
    listsStretches: () => false,
    listTickets: () => Promise.resolve(undefined),
    countTickets: () => Promise.resolve(undefined),
    newestItems: () => Promise.resolve(new Map()),
    itemsAfter: () => Promise.resolve(new Map()),
    statusChoices: () => Promise.resolve(undefined),
    fieldOptions: () => Promise.resolve(undefined),
    writeOffers: () => Promise.resolve(undefined),
    async isTicketDated(ticket, field, window) {
      const { zone } = await rt.identity();
      return isTicketDated(rt, ticket, field, window, zone.rtNow);
    },
    async ticketsDated(field, window) {
      const { zone } = await rt.identity();
      return ticketsDated(rt, field, window, zone.rtNow);
    },
    async ticketsUpdated(window, search = {}) {
      const { zone } = await rt.identity();
      return ticketsUpdated(rt, window, search, zone.rtNow);
    },
    async manyTickets() {
      if (!range.isProbed) await rt.signIn();
      return range.isLarge ? range.newest : 0;
    },
    queueNumbers: range.queues,
    newestTicket: () => newestTicket(rt),
    searchNames: (kind, condition) => searchNames(rt, kind, condition),
    listNames: (kind, condition, column) => listNames(rt, kind, condition, column),
    readAttachment: (id, maxBytes, options) => readAttachment(rt, id, maxBytes, options),
    newTicketForm: async () => new ShownForm(await readNewTicketForm(rt)),
    writes: (memory, limits) => rest1Writes(rt, memory, limits),
    streamAttachment: (id) => streamAttachment(rt, id),
  };
}
