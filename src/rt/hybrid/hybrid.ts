import type { RtClient } from '../connection/client.js';
import type { Rest2Presence } from '../connection/rest2-presence.js';
import type { RetryBudget } from '../connection/retry-budget.js';
import type { Upstream } from '../port.js';
import { list } from '../rest2/collection.js';
import { fieldOptions } from '../rest2/read/field-options.js';
import { newestTransactions } from '../rest2/read/newest-transactions.js';
import { statusChoices } from '../rest2/read/status-choices.js';
import { listsTransactionColumns } from '../rest2/read/transactions.js';
import { transactionsAfter } from '../rest2/read/transactions-after.js';
import { writeOffers } from '../rest2/read/write-offers.js';
import { UnfitAnswer } from '../rest2/unfit-answer.js';
import { createFallback, type Fallback } from './fallback.js';
import type { FieldMemory } from './field-memory.js';
import { hybridWrites } from './hybrid-writes.js';
import { listStretch } from './list-tickets.js';
import { namesCustomRole } from './names-custom-role.js';
import { showByBoth } from './show-wants.js';
import { unprivileged } from './unprivileged.js';
import type { ByRest2 } from './which-rest.js';

/** RT seen through both of its interfaces: each read by the better one (which-rest.ts). */
export function hybrid(
  rest1: Upstream,
  {
    rt,
    presence,
    retries,
    fields,
  }: {
    readonly rt: RtClient;
    readonly presence: Rest2Presence;
    /** What may be sent to RT again. */
    readonly retries: RetryBudget;
    /** What is known of the caller's custom fields. */
    readonly fields: FieldMemory;
  },
): Upstream {
  const fallback = createFallback(presence, retries, rt.errand);
  return {
    ...rest1,
    ...byRest2(rest1, { rt, fallback, fields }),
    async show(wants) {
      if (!(await presence.isThere(rt.errand))) return rest1.show(wants);
      await rt.signIn();
      const other = rt.isPrivileged() ? rest1 : unprivileged(rest1, rt);
      return showByBoth(wants, { rt, rest1: other, fallback, fields });
    },
    listsStretches: () => presence.isThere(rt.errand),
    writes: (memory, limits) =>
      hybridWrites(rest1.writes(memory, limits), { rt, load: memory, presence, ...limits }),
  };
}

/** What the table leaves to REST 2.0. */
function byRest2(
  rest1: Upstream,
  {
    rt,
    fallback,
    fields,
  }: { readonly rt: RtClient; readonly fallback: Fallback; readonly fields: FieldMemory },
): Pick<Upstream, ByRest2> {
  return {
    async newestItems(tickets, count, columns) {
      if (!listsTransactionColumns(columns)) return new Map();
      const found = await fallback.tryRest2(() => newestTransactions(rt, tickets, count, columns));
      return found ?? new Map();
    },
    async itemsAfter(tickets, last, columns) {
      if (!listsTransactionColumns(columns)) return new Map();
      const found = await fallback.tryRest2(() => transactionsAfter(rt, tickets, last, columns));
      return found ?? new Map();
    },
    statusChoices: (tickets) => fallback.tryRest2(() => statusChoices(rt, tickets)),
    fieldOptions: (queue, names) => fallback.tryRest2(() => fieldOptions(rt, queue, names)),
    writeOffers: () => fallback.tryRest2(() => writeOffers(rt)),
    async listTickets(stretch, want) {
      if (namesCustomRole(stretch.query)) return undefined;
      const listed = await fallback.tryRest2(async () => {
        // Only after the login is it known whether REST 1.0 shows the caller custom fields.
        await rt.signIn();
        return listStretch(stretch, want, { rt, rest1, fields });
      });
      for (const id of listed?.ids ?? []) rt.range.saw(id);
      return listed;
    },
    async countTickets(query) {
      if (namesCustomRole(query)) return undefined;
      return fallback.tryRest2(async () => {
        const { total } = await list(rt, {
          collection: 'tickets',
          search: query,
          fields: { EffectiveId: [] },
          perPage: 1,
        });
        if (total === undefined) throw new UnfitAnswer('total', 'REST 2.0 returned no total.');
        return total;
      });
    },
  };
}
