import type { Reply } from '../rest/answer.js';
import type { Caller } from '../rest/call.js';
import { QueryError } from '../search/parse-query.js';
import { queryProblem, searchTickets } from '../search/search-tickets.js';
import type { Ticket } from '../store/model.js';
import { ticketPagePath } from './ticket-page.js';
import { escaped, page } from './web-page.js';

/** Where RT shows the results of a search to people. */
export const searchPagePath = '/Search/Results.html';

const mostRows = 50;

/** The tickets that the caller may see, in the order of RT's parameters: `Query`, `OrderBy` and `Order`. */
export function searchPage(caller: Caller, params: ReadonlyMap<string, string>): Reply {
  const query = params.get('Query') ?? '';
  const orderBy = params.get('OrderBy')?.split('|')[0];
  const sign = params.get('Order')?.startsWith('DESC') ? '-' : '+';
  try {
    const found = searchTickets(caller, query, orderBy && `${sign}${orderBy}`);
    const more = found.length > mostRows ? `, the first ${mostRows} of them` : '';
    const head = `<p><code>${escaped(query)}</code></p>\n<p class="note">As ${escaped(caller.user.name)} sees it${more}.</p>`;
    const rows = found.slice(0, mostRows).map(row);
    const title = found.length === 1 ? '1 ticket' : `${found.length} tickets`;
    return page(200, title, `${head}\n<table>\n${rows.join('\n')}\n</table>`);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return page(400, 'This search cannot be read', `<pre>${escaped(queryProblem(error))}</pre>`);
  }
}

function row({ id, texts }: Ticket): string {
  const link = `<a href="..${ticketPagePath}?id=${id}">#${id}</a>`;
  return `<tr><th scope="row">${link}</th><td>${escaped(texts.Subject || '(no subject)')}</td><td>${escaped(texts.Status)}</td></tr>`;
}
