import { fixedLimits } from '../../../limits.js';
import type { RtClient } from '../../connection/client.js';
import type { Answer, Beside } from '../../want.js';
import { type Listed, list } from '../collection.js';
import { customFieldColumns, customFieldTexts } from '../custom-field-texts.js';
import { asNumber, asObject, asText, type JsonObject } from '../json.js';
import { fieldsFor, textsOf } from '../named-fields.js';
import { ShownRecord } from '../shown-record.js';
import { membersOf, ticketFields } from '../ticket-fields.js';
import { UnfitAnswer } from '../unfit-answer.js';
import { type EnabledUsers, emailAddresses, enabledUsers } from './people.js';
import type { TicketWants } from './ticket-wants.js';

/** Which tickets to list. */
export interface TicketSearch {
  readonly query: string;
  readonly orderBy: readonly (readonly [field: string, order: 'ASC' | 'DESC'])[];
  readonly page: number;
  readonly perPage: number;
  /** How many tickets are looked for; a whole page of them when absent. */
  readonly objects?: number;
}

/** A page with these tickets, which are at most as many as a page holds; also those that a list leaves out, such as reminders. */
export function byNumbers(ids: readonly number[]): TicketSearch {
  return {
    query: `(${ids.map((id) => `id = ${id}`).join(' OR ')}) AND EffectiveId > 0 AND Type != ''`,
    orderBy: [['id', 'ASC']],
    page: 1,
    perPage: fixedLimits.maxListed,
    objects: ids.length,
  };
}

/** A page of tickets. */
export interface TicketRows {
  readonly ids: readonly number[];
  readonly total: number | undefined;
  /** By their numbers. A ticket that goes by another number since a merge is left out. */
  readonly answers: ReadonlyMap<number, Answer>;
  readonly beside: readonly Beside[];
}

const customField = /^CF\.\{(.*)\}$/s;
/** Stands for all custom fields among the columns that a ticket was listed with. */
export const allCustomFields = 'CustomFields';

/** Lists tickets with as many of the wanted columns as REST 2.0 has. */
export async function listTickets(
  rt: RtClient,
  search: TicketSearch,
  wants: TicketWants,
): Promise<TicketRows> {
  const page = await list(rt, {
    collection: 'tickets',
    search: search.query,
    fields: fieldsOf(wants),
    orderBy: search.orderBy,
    page: search.page,
    perPage: search.perPage,
    ...(search.objects !== undefined && { objects: search.objects }),
  });
  const rows = page.items.map((item) => ({ item, id: numberOf(item) }));
  const ids = rows.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) {
    throw new UnfitAnswer('shape', 'REST 2.0 listed a ticket twice.');
  }
  const people = await enabledUsers(rt, page.items, wants);
  const answers = new Map(
    rows
      .filter(({ item, id }) => effectiveId(item) === id)
      .map(({ item, id }) => [id, answerOf(item, id, wants, people)] as const),
  );
  return { ids, total: page.total, answers, beside: [...queuesOf(page, wants), ...people.users] };
}

function fieldsOf({ columns, of, withCustomFields }: TicketWants) {
  const fields: Record<string, readonly string[]> = { EffectiveId: [] };
  for (const column of columns) {
    const known = ticketFields.get(column);
    if (known) fields[known.field] = known.of ?? [];
  }
  if (columns.has('Queue') || columns.has('SLA')) {
    fields['Queue'] = fieldsFor('queue', [
      ...(of?.get('Queue') ?? []),
      ...(columns.has('SLA') ? ['SLADisabled'] : []),
    ]);
  }
  if (withCustomFields) fields['CustomFields'] = customFieldColumns;
  return fields;
}

function numberOf(item: JsonObject): number {
  const id = asNumber(item['id']);
  if (id === undefined || item['type'] !== 'ticket') {
    throw new UnfitAnswer('shape', 'REST 2.0 listed something other than a ticket.');
  }
  return id;
}

/** The number that a ticket goes by, which RT always lists. */
function effectiveId(item: JsonObject): number {
  const id = asNumber(item['EffectiveId']);
  if (id === undefined) {
    throw new UnfitAnswer('shape', 'REST 2.0 listed a ticket without its columns.');
  }
  return id;
}

function answerOf(
  item: JsonObject,
  id: number,
  { columns, withCustomFields }: TicketWants,
  people: EnabledUsers,
): Answer {
  const texts = new Map<string, string>();
  const have = new Set(['id']);
  const custom = withCustomFields ? customFieldTexts(item) : undefined;
  for (const column of columns) {
    const members = membersOf(item, column);
    const known = ticketFields.get(column);
    const text = members ? emailAddresses(members, people) : known?.text(item);
    // Without a text, REST 1.0 has to tell it.
    if (text === undefined) continue;
    if (known && !members && item[known.field] === undefined) continue;
    have.add(column);
    texts.set(column, text);
  }
  if (custom && withCustomFields === 'all') {
    have.add(allCustomFields);
    for (const [name, text] of custom) texts.set(`CF.{${name}}`, text);
  } else if (custom) addCustomFields(columns, custom, texts, have);
  return { shown: new ShownRecord('ticket', id, texts), columns: have };
}

/** Those that were asked for and apply; REST 1.0 leaves out the others too. */
function addCustomFields(
  columns: ReadonlySet<string>,
  custom: ReadonlyMap<string, string>,
  texts: Map<string, string>,
  have: Set<string>,
): void {
  const wanted = new Set<string>();
  for (const column of columns) {
    const name = customField.exec(column)?.[1];
    if (name === undefined) continue;
    have.add(column);
    wanted.add(name.toLowerCase());
  }
  for (const [name, text] of custom) {
    if (wanted.has(name.toLowerCase())) texts.set(`CF.{${name}}`, text);
  }
}

/** The queues that came along, those whose names the caller may see. */
function queuesOf({ items }: Listed, { columns, of }: TicketWants): readonly Beside[] {
  if (!columns.has('Queue')) return [];
  const wanted = new Set([...(of?.get('Queue') ?? []), 'id', 'Name']);
  const queues = new Map<number, Beside>();
  for (const item of items) {
    const queue = asObject(item['Queue']);
    const number = asNumber(queue?.['id']);
    const name = asText(queue?.['Name']);
    if (!queue || number === undefined || name === '' || queues.has(number)) continue;
    const shown = new ShownRecord('queue', number, textsOf('queue', queue, wanted));
    queues.set(number, { kind: 'queue', name, shown, columns: wanted });
  }
  return [...queues.values()];
}
