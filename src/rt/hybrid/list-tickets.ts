import type { RtClient } from '../connection/client.js';
import { RtError } from '../errors.js';
import { type ObjectSpec, queueCustomFields } from '../object-spec.js';
import type { ListedTickets, TicketStretch, Upstream } from '../port.js';
import { planPages } from '../rest2/page-plan.js';
import { listTickets, type TicketRows } from '../rest2/read/tickets.js';
import { ShownRecord } from '../rest2/shown-record.js';
import { UnfitAnswer } from '../rest2/unfit-answer.js';
import type { Answer, Want } from '../want.js';
import type { FieldMemory } from './field-memory.js';

/** The key of a custom field. */
export const customField = /^CF\.\{/;

/** A stretch of a search by REST 2.0, with its custom fields where they are few. */
export async function listStretch(
  stretch: TicketStretch,
  want: Omit<Want, 'spec'>,
  means: { readonly rt: RtClient; readonly rest1: Upstream; readonly fields: FieldMemory },
): Promise<ListedTickets> {
  const { columns, of } = want;
  const { perPage, pages, skip } = planPages(stretch.offset, stretch.count);
  const named = columns === 'all' ? new Set<string>() : columns;
  const wantsFields = [...named].some((column) => customField.test(column));
  // To an unprivileged caller, REST 1.0 tells neither the fields nor their order.
  const isPrivileged = means.rt.isPrivileged();
  const withCustomFields = wantsFields && (means.fields.areFew() || !isPrivileged);
  const rows = await Promise.all(
    pages.map((page) =>
      listTickets(
        means.rt,
        { query: stretch.query, orderBy: orderOf(stretch), page, perPage },
        { columns: named, of, withCustomFields },
      ),
    ),
  );
  const total = totalOf(rows);
  const ids = rows.flatMap((page) => page.ids).slice(skip, skip + stretch.count);
  const expected = Math.max(0, Math.min(stretch.count, total - stretch.offset));
  if (ids.length !== expected || new Set(ids).size !== ids.length) {
    throw new UnfitAnswer('short', 'REST 2.0 listed fewer tickets than it counted.');
  }
  const answers = new Map(rows.flatMap((page) => [...page.answers]));
  if (wantsFields && isPrivileged) await learnFields(rows, means);
  return {
    ids,
    total,
    answers: wantsFields
      ? new Map([...answers].map(([id, one]) => [id, sorted(one, means)]))
      : answers,
    beside: rows.flatMap((page) => page.beside),
  };
}

/** How a search is sorted: ties by number, and from the end everything the other way around. */
function orderOf({
  orderBy,
  reversed,
}: TicketStretch): readonly (readonly [string, 'ASC' | 'DESC'])[] {
  const field = orderBy.slice(1);
  const isDescending = orderBy.startsWith('-') !== reversed;
  const first = [field, isDescending ? 'DESC' : 'ASC'] as const;
  return field === 'id' ? [first] : [first, ['id', reversed ? 'DESC' : 'ASC']];
}

/** RT counts tickets for everybody, unless a site has it check rights in another way. */
function totalOf(rows: readonly TicketRows[]): number {
  const totals = new Set(rows.map(({ total }) => total));
  const [total] = totals;
  if (total === undefined || totals.size > 1) {
    throw new UnfitAnswer('total', 'REST 2.0 returned different totals.');
  }
  return total;
}

/** Asks for the custom fields of queues that are not known yet, beside the operation: it serves all later ones. */
async function learnFields(
  rows: readonly TicketRows[],
  { rest1, fields }: { readonly rest1: Upstream; readonly fields: FieldMemory },
): Promise<void> {
  const unknown = new Map<string, ObjectSpec>();
  for (const { kind, name, shown } of rows.flatMap(({ beside }) => beside)) {
    if (kind !== 'queue' || shown.number === undefined || !fields.isUnknown(name)) continue;
    const spec = queueCustomFields(shown.number);
    if (spec) unknown.set(name, spec);
  }
  if (unknown.size === 0) return;
  const wants = [...unknown.values()].map(
    (spec) => ({ spec, columns: 'all', aside: true }) as const,
  );
  const found = await rest1.show(wants);
  [...unknown.keys()].forEach((queue, at) => {
    const answer = found[at];
    if (!answer || answer instanceof RtError) return;
    fields.learn(queue, answer.shown.customFieldNames());
  });
}

/**
 * A ticket with its custom fields in RT's order; without them where that is not known. Unprivileged callers, who are
 * not told it, have them in the order of their names.
 */
export function sorted(
  answer: Answer,
  { rt, fields }: { readonly rt: RtClient; readonly fields: FieldMemory },
): Answer {
  const { shown, columns } = answer;
  if (!rt.isPrivileged()) return sortedByName(answer);
  if (columns === 'all' || shown.number === undefined) return answer;
  const [custom, others] = customAndOthers(answer);
  if (custom.length === 0 && ![...columns].some((column) => customField.test(column)))
    return answer;
  const order = fields.orderOf(shown.texts.get('Queue') ?? '');
  const place = ([key]: readonly [string, string]) => order?.get(key.slice(4, -1).toLowerCase());
  const isKnown = custom.every((one) => place(one) !== undefined);
  const own = isKnown ? custom.sort((a, b) => (place(a) ?? 0) - (place(b) ?? 0)) : [];
  return {
    ...answer,
    shown: new ShownRecord('ticket', shown.number, new Map([...others, ...own])),
    columns:
      isKnown && order
        ? columns
        : new Set([...columns].filter((column) => !customField.test(column))),
  };
}

/** A ticket with its custom fields in the order of their names, since REST 2.0 lists them in any order. */
export function sortedByName(answer: Answer): Answer {
  const { number } = answer.shown;
  if (number === undefined) return answer;
  const [custom, others] = customAndOthers(answer);
  custom.sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...answer, shown: new ShownRecord('ticket', number, new Map([...others, ...custom])) };
}

function customAndOthers({ shown }: Answer): readonly [custom: Text[], others: Text[]] {
  const texts = [...shown.texts];
  return [
    texts.filter(([key]) => customField.test(key)),
    texts.filter(([key]) => !customField.test(key)),
  ];
}

type Text = readonly [key: string, text: string];
