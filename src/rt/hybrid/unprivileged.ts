import type { RtClient } from '../connection/client.js';
import { ForbiddenError, RtBadReplyError, RtError } from '../errors.js';
import { notVisible } from '../not-visible.js';
import type { Upstream } from '../port.js';
import { inPages } from '../rest2/in-pages.js';
import { asList, asNumber, asObject, asText } from '../rest2/json.js';
import { listedColumns, listsAll, textsOf } from '../rest2/named-fields.js';
import { listParts } from '../rest2/read/attachments.js';
import { lastTransaction, listHistory } from '../rest2/read/history.js';
import { allCustomFields, byNumbers, listTickets } from '../rest2/read/tickets.js';
import { listTransactions } from '../rest2/read/transactions.js';
import { ShownRecord } from '../rest2/shown-record.js';
import { ticketFields } from '../rest2/ticket-fields.js';
import { UnfitAnswer, unfitStatus } from '../rest2/unfit-answer.js';
import type { HistoryLine } from '../shown.js';
import type { Answer, Want } from '../want.js';
import { customField, sortedByName } from './list-tickets.js';
import { textOfParts } from './text-of-parts.js';

/**
 * What stands in for REST 1.0 where it turns a caller away: unprivileged users read their tickets, the histories and
 * the texts of messages by REST 2.0. What REST 2.0 does not list is hidden or missing, and what it cannot tell is
 * FORBIDDEN, as REST 1.0 would have it.
 */
export function unprivileged(rest1: Upstream, rt: RtClient): Upstream {
  const show = async (want: Want): Promise<Answer | RtError> => {
    const { spec, columns } = want;
    const [, ticket = '', types] = /^ticket\/(\d+)\/history(?:\/type\/(.*))?$/.exec(spec) ?? [];
    if (ticket !== '') return showHistory(rt, Number(ticket), types === undefined ? [] : [types]);
    const item = /^(?:ticket\/(\d+)\/history\/id|transaction)\/(\d+)$/.exec(spec);
    if (item && columns !== 'all') {
      return showTransaction(rt, Number(item[2]), columns, item[1]);
    }
    if (spec.startsWith('user/')) return showSelf(rt, spec.slice(5), columns);
    return /^(?:transaction|attachment|queue)\/[^/]+$/.test(spec)
      ? notVisible()
      : onlyForPrivileged();
  };
  return {
    ...rest1,
    async show(wants) {
      const tickets = wants.filter(({ spec }) => /^ticket\/\d+$/.test(spec));
      const shown = showTickets(rt, tickets);
      const answers = wants.map(async (want) =>
        tickets.includes(want) ? ((await shown).get(want) ?? notVisible()) : show(want),
      );
      return Promise.all(answers.map((answer) => answer.catch(asAnswer)));
    },
  };
}

function asAnswer(error: unknown): RtError {
  if (error instanceof RtError) return error;
  if (!(error instanceof UnfitAnswer || error instanceof SyntaxError)) throw error;
  // REST 1.0 cannot answer in its place here.
  return new RtBadReplyError("RT's REST 2.0 returned no usable response.");
}

function onlyForPrivileged(): ForbiddenError {
  return new ForbiddenError('Only privileged users can see this in RT.');
}

/**
 * Tickets as a whole, and the columns of tickets that were not listed with others. Those that are hidden or missing
 * do not come.
 */
async function showTickets(
  rt: RtClient,
  wants: readonly Want[],
): Promise<ReadonlyMap<Want, Answer | RtError>> {
  const numberOf = ({ spec }: Want) => Number(spec.slice('ticket/'.length));
  const pages = await Promise.all(
    inPages(wants).map(async (part) => {
      const columns = new Set(part.flatMap((want) => asListed(want.columns)));
      const withCustomFields = columns.delete(allCustomFields) && 'all';
      const numbers = [...new Set(part.map(numberOf))];
      const { answers } = await listTickets(rt, byNumbers(numbers), { columns, withCustomFields });
      return part.flatMap((want) => {
        const answer = answers.get(numberOf(want));
        return answer ? [[want, asWanted(answer, want)] as const] : [];
      });
    }),
  );
  return new Map(pages.flat());
}

/** The columns to list a ticket with, where all or some of them are wanted. */
function asListed(columns: Want['columns']): readonly string[] {
  if (columns === 'all') return [...ticketFields.keys(), allCustomFields];
  return [...columns].map((column) => (customField.test(column) ? allCustomFields : column));
}

/** RT prints nothing for these callers in their own time zone, and REST 2.0 does not list every column. */
function asWanted(answer: Answer, { columns, asPrinted }: Want): Answer | RtError {
  const have = answer.columns;
  const isListed = have === 'all' || asListed(columns).every((column) => have.has(column));
  if (asPrinted || !isListed) return onlyForPrivileged();
  return { ...sortedByName(answer), columns };
}

/** RT shows unprivileged users nobody but themselves. */
async function showSelf(
  rt: RtClient,
  name: string,
  columns: Want['columns'],
): Promise<Answer | RtError> {
  const { name: own, number: ownNumber } = await rt.identity();
  const path = `user/${encodeURIComponent(own)}`;
  const isSelf = name.toLowerCase() === own.toLowerCase() || name === String(ownNumber);
  if (!isSelf || path.includes('%2F')) return notVisible();
  const { status, body } = await rt.call2({ operation: 'user', method: 'GET', path });
  if (status >= 500 || (status >= 300 && status < 400)) {
    throw unfitStatus(status);
  }
  const shown = status === 200 ? asObject(JSON.parse(body)) : undefined;
  const number = asNumber(shown?.['id']);
  if (!shown || number === undefined) return notVisible();
  const hasCustomFields = (asList(shown['CustomFields']) ?? []).length > 0;
  const isTold =
    columns === 'all'
      ? !hasCustomFields
      : listsAll('user', new Set([...columns].filter((column) => !states.has(column))));
  if (!isTold) return onlyForPrivileged();
  const texts = new Map([
    ...textsOf('user', shown, listedColumns('user')),
    ...[...states].map((key) => [key, asText(shown[key])] as const),
  ]);
  return { shown: new ShownRecord('user', number, texts), columns };
}

/** What RT tells of a user by itself, and in no list. */
const states: ReadonlySet<string> = new Set(['Privileged', 'Disabled']);

async function showHistory(
  rt: RtClient,
  ticket: number,
  types: readonly string[],
): Promise<Answer> {
  const last = await lastTransaction(rt, ticket);
  const lines =
    last === undefined
      ? []
      : await listHistory(rt, ticket, { last, ...(types.length > 0 && { types }) });
  return { shown: new ShownHistory(ticket, lines), columns: 'all' };
}

/** A transaction with its text, and its parts as REST 1.0 lists them. */
async function showTransaction(
  rt: RtClient,
  id: number,
  columns: ReadonlySet<string>,
  ticket: string | undefined,
): Promise<Answer | RtError> {
  const plain = new Set([...columns].filter((column) => !told.has(column)));
  const [found, parts] = await Promise.all([
    listTransactions(rt, [id], new Set([...plain, 'Ticket', 'Type'])),
    columns.has('Content') || columns.has('Attachments') ? listParts(rt, [id]) : [],
  ]);
  const answer = found.get(id);
  if (!answer) return notVisible();
  const { texts } = answer.shown;
  if (ticket !== undefined && texts.get('Ticket') !== ticket) return notVisible();
  const more = new Map([
    ['Description', texts.get('Type') ?? ''],
    ['Content', textOfParts(parts)],
    [
      'Attachments',
      parts
        .map(({ id: part, filename, bytes }) => `${part}: ${filename || 'untitled'} (${bytes}b)`)
        .join('\n'),
    ],
  ]);
  return { shown: new ShownRecord('transaction', id, new Map([...texts, ...more])), columns };
}

const told: ReadonlySet<string> = new Set(['Description', 'Content', 'Attachments']);

/** A ticket's history, of which REST 2.0 has no sentences. */
class ShownHistory extends ShownRecord {
  readonly #lines: readonly HistoryLine[];

  constructor(ticket: number, lines: readonly HistoryLine[]) {
    super('ticket', ticket, new Map());
    this.#lines = lines;
  }

  override history(): readonly HistoryLine[] {
    return this.#lines;
  }
}
