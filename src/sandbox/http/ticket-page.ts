import { createHash } from 'node:crypto';
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

/** Where RT shows a ticket to people. */
export const ticketPagePath = '/Ticket/Display.html';

const style = `
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
.note { opacity: .75; }
table { border-collapse: collapse; }
th { padding: .1rem 1rem .1rem 0; text-align: left; vertical-align: top; font-weight: 500; }
td, pre { white-space: pre-wrap; }
article { margin: 1rem 0; padding-top: .5rem; border-top: 1px solid #8886; }
pre { margin: .5rem 0; font: inherit; }
`;

/** Nothing but the style above is loaded or run. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** How RT shows a field without a value. */
const empty: readonly string[] = ['', '0', 'Not set'];

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function page(httpStatus: number, title: string, body: string, more = {}): Reply {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${style}</style></head>
<body><h1>${escaped(title)}</h1>
${body}
<p class="note">A plain page of the sandbox. A real RT shows its own here.</p></body></html>
`;
  return {
    httpStatus,
    contentType: 'text/html; charset=utf-8',
    body: Buffer.from(html),
    headers: { ...headers, ...more },
  };
}

/** Refuses a wrong login. Browsers then ask for another one in a window of their own. */
export function refuseLogin(): Reply {
  const text =
    '<p>The sandbox printed its logins when it started, for example root / password.</p>';
  const challenge = 'Basic realm="a login of the sandbox, as root / password", charset="UTF-8"';
  return page(401, 'Wrong user name or password', text, { 'WWW-Authenticate': challenge });
}

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
