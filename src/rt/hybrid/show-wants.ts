import type { RtClient } from '../connection/client.js';
import { RtError } from '../errors.js';
import { type ObjectSpec, objectKinds } from '../object-spec.js';
import type { Upstream } from '../port.js';
import { inPages } from '../rest2/in-pages.js';
import { listsAll } from '../rest2/named-fields.js';
import { listAttachments, listsAttachmentColumns } from '../rest2/read/attachments.js';
import { listNamed } from '../rest2/read/named.js';
import { byNumbers, listTickets } from '../rest2/read/tickets.js';
import { listsTransactionColumns, listTransactions } from '../rest2/read/transactions.js';
import { ticketFields } from '../rest2/ticket-fields.js';
import { bothShown } from '../shown-both.js';
import type { Answer, Want } from '../want.js';
import type { Fallback } from './fallback.js';
import type { FieldMemory } from './field-memory.js';
import { customField, sorted } from './list-tickets.js';
import { whichRest } from './which-rest.js';

type Named = Want & { readonly columns: ReadonlySet<string> };

/** What goes to REST 2.0, by kind and by what the object is known by. */
interface Split {
  readonly tickets: Named[];
  readonly users: Named[];
  readonly queues: Named[];
  readonly transactions: Named[];
  readonly attachments: Named[];
  readonly rest1: Want[];
}

interface Means {
  readonly rt: RtClient;
  readonly rest1: Upstream;
  readonly fallback: Fallback;
  /** What is known of the caller's custom fields. */
  readonly fields: FieldMemory;
}

/** Few enough that REST 1.0 shows them with what it is asked for anyway, rather than a second request for them. */
const fewTickets = 3;

/**
 * Shows all that is wanted, each by the better interface, both at once. Whatever REST 2.0 does not list (missing,
 * hidden, deleted, merged, disabled) is asked of REST 1.0, which tells why.
 */
export async function showByBoth(
  wants: readonly Want[],
  { rt, rest1, fallback, fields }: Means,
): Promise<readonly (Answer | RtError)[]> {
  const isPrivileged = rt.isPrivileged();
  // REST 1.0 shows an unprivileged caller nothing, so that REST 2.0 is asked for their custom fields however many there are.
  const areFew = fields.areFew() || !isPrivileged;
  const split = splitWants(wants, { isPrivileged, areFew });
  const answers = new Map<Want, Answer | RtError>();
  const put = (list: readonly Want[], found: readonly (Answer | RtError | undefined)[]) => {
    list.forEach((want, at) => {
      const answer = found[at];
      if (answer) answers.set(want, answer);
    });
  };
  const byRest1 = async (list: readonly Want[]) => put(list, await rest1.show(list));
  const byRest2 = async (
    list: readonly Named[],
    read: (list: readonly Named[]) => Promise<readonly (Answer | undefined)[]>,
  ) => {
    if (list.length === 0) return;
    put(list, (await fallback.tryRest2(() => read(list))) ?? []);
  };
  await Promise.all([
    split.rest1.length > 0 ? byRest1(split.rest1) : undefined,
    byRest2(split.tickets, (list) => showTickets(rt, list, fields)),
    byRest2(split.users, (list) => showNamed(rt, 'user', list)),
    byRest2(split.queues, (list) => showNamed(rt, 'queue', list)),
    byRest2(split.transactions, (list) => showNumbered(rt, list, listTransactions)),
    byRest2(split.attachments, (list) => showNumbered(rt, list, listAttachments)),
  ]);
  await completeByRest1(wants, answers, rest1);
  return wants.map((want) => {
    const answer = answers.get(want);
    if (!answer) throw new Error(`${want.spec} was answered by neither interface`);
    return answer;
  });
}

function splitWants(
  wants: readonly Want[],
  { isPrivileged, areFew }: { readonly isPrivileged: boolean; readonly areFew: boolean },
): Split {
  const split: Split = {
    tickets: [],
    users: [],
    queues: [],
    transactions: [],
    attachments: [],
    rest1: [],
  };
  for (const want of wants) (listFor(want, split, areFew) ?? split.rest1).push(want as Named);
  const parts = split.rest1.some(({ spec }) => /^ticket\/\d+\/(?:links|attachments)$/.test(spec));
  if (!isPrivileged) {
    // RT refuses them a list of users, with a status that would mean that REST 2.0 is gone.
    split.rest1.push(...split.users.splice(0));
    return split;
  }
  if (parts && split.tickets.length <= fewTickets) split.rest1.push(...split.tickets.splice(0));
  const definitions = new Set(
    split.rest1.flatMap(({ spec }) => /^(queue\/\d+)\/ticketcustomfields$/.exec(spec)?.[1] ?? []),
  );
  // A name that checks a queue's number comes with the definitions of its custom fields.
  const isCheck = ({ spec, columns }: Named) =>
    definitions.has(spec) && [...columns].every((column) => column === 'Name');
  if (split.queues.every(isCheck)) split.rest1.push(...split.queues.splice(0));
  return split;
}

/** Where REST 2.0 serves a want; undefined where it does not. */
function listFor(
  { spec, columns, asPrinted }: Want,
  split: Split,
  areFew: boolean,
): Named[] | undefined {
  if (columns === 'all' || asPrinted) return undefined;
  const [kind = '', name = '', ...more] = spec.split('/');
  if (more.length > 0) return undefined;
  const known = objectKinds.find((one) => one === kind);
  if (!known || whichRest.show[known] === 1) return undefined;
  const isNumber = /^\d+$/.test(name);
  if (kind === 'ticket') {
    // With custom fields that are many, or not known, REST 1.0 shows the rest in the same request.
    const isListed = (column: string) =>
      column === 'id' || ticketFields.has(column) || (areFew && customField.test(column));
    return [...columns].every(isListed) ? split.tickets : undefined;
  }
  // Users are not found by number.
  if (kind === 'user' && !isNumber) return listsAll('user', columns) ? split.users : undefined;
  if (kind === 'queue') return listsAll('queue', columns) ? split.queues : undefined;
  if (kind === 'attachment') {
    return listsAttachmentColumns(columns) ? split.attachments : undefined;
  }
  if (kind !== 'transaction') return undefined;
  return listsTransactionColumns(columns) ? split.transactions : undefined;
}

async function showTickets(
  rt: RtClient,
  wants: readonly Named[],
  fields: FieldMemory,
): Promise<readonly (Answer | undefined)[]> {
  const parts = inPages(wants);
  const pages = await Promise.all(
    parts.map(async (part) => {
      const ids = part.map(({ spec }) => numberIn(spec));
      const columns = new Set(part.flatMap((want) => [...want.columns]));
      const withCustomFields = [...columns].some((column) => customField.test(column));
      if (withCustomFields) columns.add('Queue');
      const { answers, beside } = await listTickets(rt, byNumbers(ids), {
        columns,
        of: ofAll(part),
        withCustomFields,
      });
      return ids.map((id, at) => {
        const answer = answers.get(id);
        const own = answer && withCustomFields ? sorted(answer, { rt, fields }) : answer;
        return own && (at === 0 ? { ...own, beside } : own);
      });
    }),
  );
  return pages.flat();
}

/** What is wanted of the objects that the tickets' columns name, by any of them. */
function ofAll(wants: readonly Named[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const maps of new Set(wants.map(({ of }) => of))) {
    for (const [key, columns] of maps ?? []) {
      all.set(key, new Set([...(all.get(key) ?? []), ...columns]));
    }
  }
  return all;
}

async function showNamed(
  rt: RtClient,
  kind: 'user' | 'queue',
  wants: readonly Named[],
): Promise<readonly (Answer | undefined)[]> {
  const found = new Map<ObjectSpec, Answer>();
  const columns = new Set(wants.flatMap((want) => [...want.columns]));
  const names = wants.map(({ spec }) => spec.slice(kind.length + 1));
  const groups = {
    id: names.filter((name) => /^\d+$/.test(name)),
    // RT takes a text with an @ for an address.
    EmailAddress: kind === 'user' ? names.filter((name) => name.includes('@')) : [],
    Name: names.filter((name) => !/^\d+$/.test(name) && !(kind === 'user' && name.includes('@'))),
  };
  const seen = new Map<string, Answer | undefined>();
  await Promise.all(
    (['id', 'EmailAddress', 'Name'] as const).map(async (by) => {
      if (groups[by].length === 0) return;
      for (const { name, shown, columns: have } of await listNamed(
        rt,
        kind,
        by,
        groups[by],
        columns,
      )) {
        const text = by === 'id' ? String(shown.number) : by === 'Name' ? name : '';
        const key = `${by} ${(text || shown.texts.get('EmailAddress') || '').toLowerCase()}`;
        // Of two users with one address, REST 1.0 shows the one that RT means.
        seen.set(key, seen.has(key) ? undefined : { shown, columns: have });
      }
    }),
  );
  wants.forEach(({ spec }, at) => {
    const name = names[at] ?? '';
    const by = groups.id.includes(name)
      ? 'id'
      : groups.EmailAddress.includes(name)
        ? 'EmailAddress'
        : 'Name';
    const answer = seen.get(`${by} ${name.toLowerCase()}`);
    if (answer) found.set(spec, answer);
  });
  return wants.map(({ spec }) => found.get(spec));
}

async function showNumbered(
  rt: RtClient,
  wants: readonly Named[],
  read: typeof listTransactions,
): Promise<readonly (Answer | undefined)[]> {
  const ids = wants.map(({ spec }) => numberIn(spec));
  const columns = new Set(wants.flatMap((want) => [...want.columns]));
  const answers = await read(rt, ids, columns);
  return ids.map((id) => answers.get(id));
}

/** Asks REST 1.0 for what is missing: whole objects, or those of their columns that REST 2.0 has not told. */
async function completeByRest1(
  wants: readonly Want[],
  answers: Map<Want, Answer | RtError>,
  rest1: Upstream,
): Promise<void> {
  const missing = wants.flatMap((want) => {
    const answer = answers.get(want);
    if (answer instanceof RtError) return [];
    if (!answer) return [{ want, rest: want }];
    if (want.columns === 'all' || answer.columns === 'all') return [];
    const have = answer.columns;
    const columns = new Set([...want.columns].filter((column) => !have.has(column)));
    return columns.size === 0 ? [] : [{ want, rest: { spec: want.spec, columns } }];
  });
  if (missing.length === 0) return;
  const found = await rest1.show(missing.map(({ rest }) => rest));
  missing.forEach(({ want }, at) => {
    const second = found[at];
    const first = answers.get(want);
    if (!second) return;
    if (!first || first instanceof RtError || second instanceof RtError) {
      answers.set(want, second);
      return;
    }
    answers.set(want, {
      ...first,
      shown: bothShown(first.shown, second.shown),
      columns: new Set([...first.columns, ...second.columns]),
    });
  });
}

function numberIn(spec: ObjectSpec): number {
  return Number(spec.slice(spec.indexOf('/') + 1));
}
