import { describeTransaction } from '../read/describe.js';
import { ticketPairs } from '../read/ticket.js';
import { contentOf } from '../read/transaction.js';
import type { Reply } from '../rest/answer.js';
import type { Call, Caller } from '../rest/call.js';
import type { Attachment, Ticket, Transaction } from '../store/model.js';
import { hasRight } from '../store/rights.js';
import { ticketOf } from '../store/store.js';
import { visibleHistory } from '../store/visible.js';
import { showDate } from '../time/show-date.js';
import { escaped, page } from './web-page.js';

/** Where RT shows a ticket to people. */
export const ticketPagePath = '/Ticket/Display.html';

/** How RT shows a field without a value. */
const empty: readonly string[] = ['', '0', 'Not set'];

/** The ticket as far as the caller may see it: its fields, and what was said and done. */
export function ticketPage(caller: Caller, id: string): Reply {
  const ticket = ticketOf(caller.store, id);
  if (ticket === undefined) return page(404, `There is no ticket ${id}`, '');
  if (!hasRight(caller.store, caller.user, 'ShowTicket', { ticket })) {
    return page(403, `${caller.user.name} may not see ticket ${ticket.id}`, '');
  }
  const { shown } = visibleHistory(caller.store, caller.user, ticket.id);
  const history = shown.map((transaction) => event(transaction, caller)).join('\n');
  const title = `#${ticket.id}: ${ticket.texts.Subject || '(no subject)'}`;
  const seenBy = `<p class="note">As ${escaped(caller.user.name)} sees it. To see it as somebody else, add <code>&amp;user=…&amp;pass=…</code> to the address.</p>`;
  return page(200, title, `${seenBy}\n${fieldTable(caller, ticket)}\n<h2>History</h2>\n${history}`);
}

function fieldTable(caller: Caller, ticket: Ticket): string {
  const call: Call = {
    ...caller,
    format: 'l',
    fields: [],
    uploads: [],
    answer: { raw: false, contentType: undefined, before: [] },
    showInner: () => Buffer.alloc(0),
  };
  const rows = ticketPairs(call, ticket)
    .map(([name, value]): [string, string] => [
      name.replace(/^CF\.\{(.*)\}$/, '$1'),
      [value ?? []].flat().join(', '),
    ])
    .filter(([name, value]) => !empty.includes(value) && !['id', 'Subject'].includes(name))
    .map(
      ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
    );
  return `<table>\n${rows.join('\n')}\n</table>`;
}

function event(transaction: Transaction, caller: Caller): string {
  const { store, user, language } = caller;
  const parts = transaction.attachments.flatMap((id) => store.attachments.get(id) ?? []);
  const when = showDate(transaction.created, user.timezone || store.timezone, language);
  const said = parts.length > 0 ? `<pre>${escaped(contentOf(parts).trim())}</pre>` : '';
  return `<article><strong>${escaped(describeTransaction(transaction, caller))}</strong> <span class="note">${escaped(when)}</span>${said}${fileList(parts)}</article>`;
}

function fileList(parts: readonly Attachment[]): string {
  const names = parts.flatMap(({ filename }) => (filename === '' ? [] : [escaped(filename)]));
  return names.length === 0 ? '' : `<p class="note">Files: ${names.join(', ')}</p>`;
}
