import type { DateWindow } from '../rt/memory.js';
import type { Upstream } from '../rt/port.js';
import { quoteTicketSql } from '../rt/quote-ticket-sql.js';
import { nothing, wantColumns } from '../rt/wanted.js';
import { createActiveLoader } from './active.js';
import { createAttachmentListLoader } from './attachment-list.js';
import { type InstantOperator, spellInstant } from './custom-field-instant.js';
import { createCustomFieldLoader } from './custom-fields.js';
import { createCustomFieldsNamed } from './custom-fields-named.js';
import { oddDay, zoneForBound } from './date-bounds.js';
import { createFieldOptionsLoader } from './field-options.js';
import {
  BareHistories,
  createHistoryLoader,
  createItemsAfterLoader,
  createNewestLoader,
} from './history.js';
import { createLinkLoader } from './links.js';
import { createObjectLoader } from './objects.js';
import { createSearchLoader } from './searches.js';
import { ShowLoader } from './show-loader.js';
import { createStatusChoiceLoader } from './status-choices.js';

/**
 * One caller's memory for one GraphQL operation. It remembers what that caller may see: never share it
 * between requests. `sawTicket` hears which ticket RT showed for a number; what it throws, the reader gets.
 */
export function createLoaders(upstream: Upstream, sawTicket?: (asked: number, id: number) => void) {
  const shows = new ShowLoader(upstream);
  const search = createSearchLoader(upstream, shows);
  const active = createActiveLoader(upstream);
  const statusChoices = createStatusChoiceLoader(upstream);
  const bareHistories = new BareHistories(upstream, shows);
  const object = createObjectLoader(upstream, shows, { bareHistories, sawTicket });
  const customFields = createCustomFieldLoader(
    upstream,
    shows,
    (name) => object.numberOf('queue', [{ name }]),
    (name) => object.probableNumber('queue', { name }),
  );
  const fieldOptions = createFieldOptionsLoader(upstream, (name) =>
    object.numberOf('queue', [{ name }]),
  );
  const customFieldsNamed = createCustomFieldsNamed(() => search.named('queue'), customFields);
  // An exact date says nothing about the zone in which RT reads what it is told.
  const showDate = (field: string) => (ticket: number) =>
    upstream.listsStretches() === false
      ? object.ticket(ticket, wantColumns({ key: field, zoned: true })).catch(() => undefined)
      : object.witnessDate(ticket, field);
  return {
    object,
    search,
    links: createLinkLoader(upstream, shows),
    isActive: (ticket: number) => active.load(ticket),
    /** The statuses that RT offers the caller for a ticket; null where RT tells that nowhere. */
    statusChoices: (ticket: number) => statusChoices.load(ticket),
    history: createHistoryLoader(shows),
    /** A short history without its sentences; undefined where the whole has to be listed. */
    bareHistory: (ticket: number, columns: ReadonlySet<string>) =>
      bareHistories.load(ticket, columns),
    newestHistory: createNewestLoader(upstream, shows),
    /** Numbers of a ticket's transactions after one; undefined where its whole history has to tell. */
    itemsAfter: createItemsAfterLoader(upstream, shows),
    attachments: createAttachmentListLoader(shows),
    customFields,
    /** The values that a custom field of a queue's tickets offers; null where RT does not list them. */
    fieldOptions,
    /** The custom fields of tickets that have a name, in whatever queue, as far as the caller may see them. */
    customFieldsNamed,
    /** An instant as a search has to spell it for a field of type DateTime, which TicketSQL names `field`. */
    spellInstant: (
      name: string,
      instant: Date,
      { field, operator }: { readonly field: string; readonly operator: InstantOperator },
    ) =>
      spellInstant(instant, operator, {
        zone: async () => (await upstream.identity()).zone,
        search: (by, text) => search.tickets(`${field} ${by} ${quoteTicketSql(text)}`),
        async printed(id) {
          const ticket = await object.ticket(id, { ...nothing, all: true });
          const isNamed = (other: string) => other.toLowerCase() === name.toLowerCase();
          return ticket.customFields().find((one) => isNamed(one.name))?.rawValue ?? '';
        },
      }),
    identity: () => upstream.identity(),
    /** The zone in which RT reads an instant that a search compares this date of tickets with. */
    zoneForBound: (field: string, bound: Date) =>
      zoneForBound(upstream, showDate(field), field, bound),
    /** A day of the caller's on which clocks change, to search this date of tickets by; undefined for other days. */
    oddDay: (field: string, date: string) => oddDay(upstream, showDate(field), field, date),
    /** The tickets that were updated in a window of RT's clock, of a search or of all. */
    ticketsUpdated: (...asked: Parameters<Upstream['ticketsUpdated']>) =>
      upstream.ticketsUpdated(...asked),
    isTicketDated: (id: number, field: string, window: DateWindow) =>
      upstream.isTicketDated(id, field, window),
    /** Whether a ticket that the caller may see meets a condition of TicketSQL; deleted ones are found too. */
    isTicketWhere: async (id: number, condition: string) => {
      const any = "(Type = 'ticket' OR Type != 'ticket')";
      const alive = "(Status = 'deleted' OR Status != 'deleted')";
      const found = await upstream.searchTickets(
        `id = ${id} AND ${any} AND ${alive} AND ${condition}`,
      );
      return found.includes(id);
    },
    attachmentBytes: (id: number, maxBytes: number, options: { readonly cut: boolean }) =>
      upstream.readAttachment(id, maxBytes, options),
    newTicketForm: () => upstream.newTicketForm(),
    webUrl: upstream.webUrl,
    /** Forgets what a write may have changed, so that what follows is read anew. */
    forget(): void {
      shows.clear();
      bareHistories.clear();
      search.clear();
      active.clear();
      statusChoices.clear();
      object.forgetNames();
    },
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
