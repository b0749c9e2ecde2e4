import type { Contender } from './contender.js';
import { instant } from './page.js';
import { firstPage, searchTransactions, tileFields, tileOf } from './rest2-client.js';
import { formsOf, type HistoryLine, historyLinesOf } from './rt-forms.js';
import { RtSession, takeTraffic } from './rt-session.js';

/** How many rows REST 2.0 gives at most in one answer. */
const mostRows = 100;

/**
 * The dashboard with sentences from both interfaces, by hand: the page by REST 2.0, the sentences by one mass `show`
 * of short histories of REST 1.0, and types and dates of the last three by REST 2.0.
 */
export async function hybrid(url: string, user: string, password: string): Promise<Contender> {
  const rest1 = await RtSession.logIn(url, user, password);
  // A REST 2.0 request waits behind a REST 1.0 one of the same session, but not behind its like.
  const rest2 = await RtSession.logIn(url, user, password, 2);

  async function lastLines(ids: readonly string[]): Promise<readonly (readonly HistoryLine[])[]> {
    const histories = ids.map((id) => ['id', `ticket/${id}/history`] as const);
    const forms = formsOf(await rest1.post('/REST/1.0/show', histories));
    return forms.map((form) => historyLinesOf(form).slice(-3));
  }

  return {
    name: 'hybrid by hand',
    async dashboard() {
      const { items } = await firstPage(rest2, tileFields);
      const lines = await lastLines(items.map(({ id }) => id));
      const wanted = lines.flat().map(([id]) => id);
      const parts = Array.from({ length: Math.ceil(wanted.length / mostRows) }, (_, at) =>
        wanted.slice(at * mostRows, (at + 1) * mostRows),
      );
      const found = await Promise.all(
        parts.map((value) =>
          searchTransactions(rest2, [{ field: 'id', operator: 'IN', value }], {
            fields: 'Type,Created',
          }),
        ),
      );
      const byId = new Map(found.flat().map((transaction) => [transaction.id, transaction]));
      return items.map((item, at) =>
        tileOf(
          item,
          (lines[at] ?? []).flatMap(([id, description]) => {
            const { Type: type, Created } = byId.get(id) ?? {};
            return type === undefined || Created === undefined
              ? []
              : [{ type, createdAt: instant(Created), description }];
          }),
        ),
      );
    },
    takeTraffic: () => takeTraffic([rest1, rest2]),
    async close() {
      await Promise.all([rest1.close(), rest2.close()]);
    },
  };
}
