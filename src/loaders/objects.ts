import { attachmentColumns } from '../rt/columns/attachment.js';
import { type TransactionAttachment, transactionColumns } from '../rt/columns/transaction.js';
import { userColumns } from '../rt/columns/user.js';
import { utc } from '../rt/dates/time-zone.js';
import { ForbiddenError, NotFoundError, RtBadReplyError, RtError } from '../rt/errors.js';
import type { NamedRef, NameReadings } from '../rt/name-ref.js';
import type { NamedKind } from '../rt/named-kind.js';
import { notVisible } from '../rt/not-visible.js';
import {
  byId,
  byName,
  historyItemOf,
  type ObjectKind,
  type ObjectSpec,
  ticketPart,
} from '../rt/object-spec.js';
import type { Upstream } from '../rt/port.js';
import type { AttachmentLine, HistoryLine, Shown } from '../rt/shown.js';
import { ShownObject } from '../rt/shown-object.js';
import { inWholeForm, type Want } from '../rt/want.js';
import { nothing, type Wanted, wantsNothing, wantsOnly } from '../rt/wanted.js';
import { askedColumns, columnsOfNamed, visible } from './asked-columns.js';
import { dateKeys, proveDates } from './date-proof.js';
import { createNameFinder } from './find-by-name.js';
import { type BareHistories, besideLine } from './history.js';
import type { ShowLoader } from './show-loader.js';

/** Objects one by one; what is asked in one tick becomes one request. */
export function createObjectLoader(
  upstream: Upstream,
  shows: ShowLoader,
  {
    bareHistories,
    sawTicket,
  }: {
    readonly bareHistories: BareHistories;
    /** Told which ticket a number led to. */
    readonly sawTicket?: ((asked: number, id: number) => void) | undefined;
  },
) {
  const find = createNameFinder(upstream);
  /** Numbers that no merge has taken away, as RT has shown or found them. */
  const surviving = new Set<number>();

  async function shown<K extends ObjectKind>(
    kind: K,
    spec: ObjectSpec,
    wanted: Wanted,
    known?: ReadonlyMap<string, string>,
  ): Promise<ShownObject<K>> {
    const columns = askedColumns(kind, wanted);
    const form = await (wanted.all
      ? whole(spec, columns)
      : shows.load(spec, columns, columnsOfNamed(wanted)));
    const identity = wanted.zoned && !form.hasExactDates ? await upstream.identity() : undefined;
    const sentinel = visible[kind];
    const id = numberOf(form);
    const askedId = Number(/\/(\d+)$/.exec(spec)?.[1] ?? 0) || id;
    if (kind === 'ticket') {
      surviving.add(id);
      sawTicket?.(askedId, id);
    }
    const dates = [...form.texts].filter(([key]) => wanted.keys.has(key) && dateKeys.has(key));
    const proven =
      kind === 'ticket' && identity
        ? await proveDates(upstream, identity.zone, id, new Map(dates))
        : new Map<string, string>();
    const object = new ShownObject(kind, {
      id,
      askedId,
      values:
        known || proven.size > 0
          ? new Map([...form.texts, ...proven, ...(known ?? [])])
          : form.texts,
      shared: form.shared,
      zone: form.hasExactDates ? utc : identity?.zone,
    });
    if (sentinel && !form.texts.get(sentinel)) throw notVisible();
    return object;
  }

  /** A whole form, with the columns that RT leaves out of it. */
  async function whole(
    spec: ObjectSpec,
    columns: ReadonlySet<string>,
  ): Promise<Pick<Shown, 'number' | 'texts' | 'shared' | 'hasExactDates'>> {
    if (inWholeForm(columns)) return shows.load(spec, 'all');
    const [all, rest] = await Promise.all([shows.load(spec, 'all'), shows.load(spec, columns)]);
    return {
      number: all.number,
      texts: new Map([...rest.texts, ...all.texts]),
      shared: all.shared,
      hasExactDates: false,
    };
  }

  /** What is found where something of a name is to be expected; undefined where that is another, or nothing. */
  async function ifCalled<K extends NamedKind>(
    kind: K,
    spec: ObjectSpec,
    name: string,
    wanted: Wanted,
  ): Promise<ShownObject<K> | undefined> {
    try {
      const found = await shown(kind, spec, wanted);
      return found.read(userColumns.name).toLowerCase() === name.toLowerCase() ? found : undefined;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      return undefined;
    }
  }

  /** A user, queue or group. Rejects with NotFoundError when it is missing or hidden. */
  async function named<K extends NamedKind>(
    kind: K,
    ref: NamedRef,
    wanted: Wanted,
  ): Promise<ShownObject<K>> {
    if ('id' in ref) return shown(kind, byId(kind, ref.id), wanted);
    const told = 'name' in ref ? shows.numberNamed(kind, ref.name) : undefined;
    if (told !== undefined) return shown(kind, byId(kind, told), wanted);
    const name = 'name' in ref ? ref.name : ref.emailAddress;
    const spec = byName(kind, name);
    // RT takes a user's name with an @ for an address. That of the people whom RT made from their mail is both.
    const byAddress = kind === 'user' && 'name' in ref && name.includes('@');
    if (spec && !byAddress) return shown(kind, spec, wanted);
    const number = find.probable(kind, ref);
    const likely = spec ?? (number === undefined ? undefined : byId(kind, number));
    const found = likely && (await ifCalled(kind, likely, name, wanted));
    if (found) return found;
    return shown(kind, byId(kind, await find.byExactName(kind, ref)), wanted);
  }

  /** What RT has just told or a search found needs no look at the object. */
  async function numberOfNamed(kind: NamedKind, ref: NamedRef): Promise<number> {
    const told = 'name' in ref ? shows.numberNamed(kind, ref.name) : undefined;
    if (told !== undefined) return told;
    const isFound = 'name' in ref && !byName(kind, ref.name) && !find.probable(kind, ref);
    return isFound ? find.byExactName(kind, ref) : (await named(kind, ref, nothing)).id;
  }

  /** A disabled object by its name or address; undefined when the caller cannot find one. */
  async function disabled<K extends NamedKind>(
    kind: K,
    ref: NamedRef,
    wanted: Wanted,
  ): Promise<ShownObject<K> | undefined> {
    if ('id' in ref) return undefined;
    const id = await find.disabled(kind, ref).catch(orUndefined);
    return id === undefined ? undefined : shown(kind, byId(kind, id), wanted);
  }

  async function called<K extends NamedKind>(
    kind: K,
    refs: NameReadings,
    wanted: Wanted,
  ): Promise<ShownObject<K>> {
    for (const ref of refs) {
      const found = await named(kind, ref, wanted).catch(ifMissing);
      if (found) return found;
    }
    for (const ref of refs) {
      const found = await disabled(kind, ref, wanted);
      if (found) return found;
    }
    throw notVisible();
  }

  /** Starts the parts a query will want of a ticket, so that they travel in the ticket's own request. */
  function prefetchParts(id: number, wanted: Wanted): void {
    if (wanted.parts.has('links')) shows.load(ticketPart(id, 'links'), linkColumns).catch(ignore);
    if (wanted.parts.has('attachments')) {
      shows.load(ticketPart(id, 'attachments'), attachmentListColumns).catch(ignore);
    }
    // Where RT lists them without their sentences, they are asked for by themselves.
    const { parts, items } = wanted;
    const isBare = parts.has('newestHistory') || parts.has('bareHistory');
    if (parts.has('history') || (isBare && upstream.listsStretches() === false)) {
      shows.load(ticketPart(id, 'history'), new Set()).catch(ignore);
    } else if (parts.has('bareHistory') && items && upstream.listsStretches() === true) {
      bareHistories.load(id, transactionsOf(items)).catch(ignore);
    }
  }

  return {
    /** A ticket by number. Rejects with NotFoundError when it is missing or hidden. */
    ticket(id: number, wanted: Wanted = nothing): Promise<ShownObject<'ticket'>> {
      prefetchParts(id, wanted);
      return shown('ticket', byId('ticket', id), wanted);
    },
    /** A ticket that RT has just named, e.g. in a search. RT is asked only for what the query wants beside the number. */
    knownTicket(id: number, wanted: Wanted): Promise<ShownObject<'ticket'>> {
      surviving.add(id);
      prefetchParts(id, wanted);
      if (!wantsNothing(wanted)) return shown('ticket', byId('ticket', id), wanted);
      return Promise.resolve(new ShownObject('ticket', { id, values: new Map() }));
    },
    /** Lets a ticket's date tell in which zone RT prints dates for the caller, where it does so at all. */
    async witnessDate(id: number, field: string): Promise<void> {
      const want = { spec: byId('ticket', id), columns: new Set([field]), asPrinted: true };
      const [[answer], { zone }] = await Promise.all([upstream.show([want]), upstream.identity()]);
      if (!answer || answer instanceof RtError) return;
      const text = answer.shown.texts.get(field);
      if (text !== undefined) await proveDates(upstream, zone, id, new Map([[field, text]]));
    },
    /** What RT is to be asked for of listed tickets, so that `knownTicket` finds what a query wants of them. */
    listing: (wanted: Wanted): Omit<Want, 'spec'> => ({
      columns: wanted.all ? new Set(['Status']) : askedColumns('ticket', wanted),
      of: columnsOfNamed(wanted),
    }),
    /**
     * A ticket by a number that may have been merged into another one, as in an old transaction: RT keeps the old
     * number there, so it is asked which ticket that is now.
     */
    mentionedTicket(id: number, wanted: Wanted): Promise<ShownObject<'ticket'>> {
      return surviving.has(id) ? this.knownTicket(id, wanted) : this.ticket(id, wanted);
    },
    attachment: (id: number, wanted: Wanted) => shown('attachment', byId('attachment', id), wanted),
    /** An attachment that the form of its transaction has named. */
    partOf(
      transaction: number,
      line: TransactionAttachment,
      wanted: Wanted,
    ): Promise<ShownObject<'attachment'>> {
      const known = new Map([
        [attachmentColumns.listedSize.key, line.size],
        [attachmentColumns.transaction.key, String(transaction)],
      ]);
      return shown('attachment', byId('attachment', line.id), wanted, known);
    },
    /** An attachment that RT's list of a ticket has named; free while the query wants no more than the list tells. */
    knownAttachment(line: AttachmentLine, wanted: Wanted): Promise<ShownObject<'attachment'>> {
      const listed = new Map([
        ['Filename', line.filename ?? ''],
        ['ContentType', line.contentType],
      ]);
      if (wanted.all || [...wanted.keys].some((key) => !listed.has(key))) {
        const known = new Map([[attachmentColumns.listedSize.key, line.size]]);
        return shown('attachment', byId('attachment', line.id), wanted, known);
      }
      return Promise.resolve(new ShownObject('attachment', { id: line.id, values: listed }));
    },
    /**
     * A transaction that RT has just named. RT crashes over one that does not exist, so numbers from outside
     * go through `transaction` instead.
     */
    knownTransaction(id: number, wanted: Wanted): Promise<ShownObject<'transaction'>> {
      return shown('transaction', byId('transaction', id), wanted);
    },
    /** A transaction of a ticket's history. RT is not asked again for its sentence, which takes long to make. */
    listedTransaction(line: HistoryLine, wanted: Wanted): Promise<ShownObject<'transaction'>> {
      const sentence = new Map([[transactionColumns.description.key, line.description]]);
      return shown('transaction', byId('transaction', line.id), besideLine(wanted), sentence);
    },
    /**
     * A transaction by number. RT prints objects of every type as transactions "of ticket N", so the ticket
     * it names is asked for the transaction in turn. Rejects with NotFoundError if it does not belong to a ticket.
     */
    async transaction(id: number, wanted: Wanted): Promise<ShownObject<'transaction'>> {
      const found = await shown('transaction', byId('transaction', id), nothing);
      const ticket = found.read(transactionColumns.ticket);
      if (ticket < 1) throw notVisible();
      const [item] = await Promise.all([
        shown('transaction', historyItemOf(ticket, id), wanted),
        shown('ticket', byId('ticket', ticket), nothing),
      ]);
      return item;
    },
    /** The columns to ask for of transactions of which no sentence is wanted. */
    itemColumns: transactionsOf,
    named,
    /**
     * The user, queue or group that a text names, also one that RT has disabled and finds only by number. Rejects
     * with NotFoundError when it is missing or hidden.
     */
    called,
    /**
     * The number of the user, queue or group that a text names, disabled ones included. Undefined when none is
     * called so.
     * @throws ForbiddenError where the caller may not look for disabled ones, who may be called so
     */
    async numberOf(kind: NamedKind, refs: NameReadings): Promise<number | undefined> {
      for (const ref of refs) {
        const id = await numberOfNamed(kind, ref).catch(ifMissing);
        if (id !== undefined) return id;
      }
      for (const ref of refs) {
        const id = 'id' in ref ? undefined : await find.disabled(kind, ref);
        if (id !== undefined) return id;
      }
      return undefined;
    },
    /**
     * A user or queue that RT has just named in another object's form: free while the query wants no more
     * than the name. One that RT then does not show (disabled, hidden) keeps its name and nothing else. RT blanks
     * the name of a queue that the caller may not see.
     */
    knownNamed<K extends 'user' | 'queue'>(
      kind: K,
      name: string,
      wanted: Wanted,
    ): ShownObject<K> | Promise<ShownObject<K>> {
      // No promise, so that a page's names need not be waited for one by one.
      if (name === '' || wantsOnly(wanted, 'Name')) return justName(kind, name);
      return called(kind, [{ name }], wanted).catch((error: unknown) => {
        if (error instanceof NotFoundError) return justName(kind, name);
        throw error;
      });
    },
    probableNumber: find.probable,
    /** Forgets whom names belong to; forms are forgotten by the show loader. */
    forgetNames(): void {
      find.clear();
      surviving.clear();
    },
  };
}

/** The keys of a ticket's links form, asked for by name so that links share a request with columns. */
export const linkColumns: ReadonlySet<string> = new Set([
  'DependsOn',
  'DependedOnBy',
  'RefersTo',
  'ReferredToBy',
  'Members',
  'MemberOf',
]);

function transactionsOf(wanted: Wanted): ReadonlySet<string> {
  return askedColumns('transaction', besideLine(wanted));
}

/** The one key of a ticket's attachment list. */
export const attachmentListColumns: ReadonlySet<string> = new Set(['Attachments']);

function justName<K extends ObjectKind>(kind: K, name: string): ShownObject<K> {
  return new ShownObject(kind, { id: undefined, values: new Map([['Name', name]]) });
}

function numberOf({ number: id }: Pick<Shown, 'number'>): number {
  if (id === undefined) throw new RtBadReplyError('RT returned an object without a number.');
  return id;
}

function ifMissing(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}

/** Whoever may not look for disabled objects finds none. */
function orUndefined(error: unknown): undefined {
  if (error instanceof ForbiddenError) return undefined;
  throw error;
}

function ignore(): void {}
