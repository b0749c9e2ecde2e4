import type { World } from '../world.js';
import type {
  Attachment,
  CustomField,
  Epoch,
  Grant,
  Group,
  Link,
  Queue,
  Ticket,
  Transaction,
  User,
} from './model.js';

/** Counts ids the way RT's tables do. */
export interface IdCounters {
  /** Users and groups share one numbering. */
  principal: number;
  queue: number;
  customField: number;
  ticket: number;
  link: number;
  transaction: number;
  attachment: number;
}

/** Everything a Request Tracker keeps in its database, in memory. */
export interface Store {
  readonly name: string;
  readonly organization: string;
  readonly timezone: string;
  /** Whether `Content LIKE` finds anything; RT's `%FullTextSearch` is off by default. */
  readonly fullTextSearch: boolean;
  /** Whether tickets that a search does not tell apart come in another order each time, as databases may return them. */
  shuffleTies: boolean;
  /** The time of what happens next. */
  clock: () => Epoch;
  readonly nextId: IdCounters;
  readonly users: Map<number, User>;
  readonly queues: Map<number, Queue>;
  readonly groups: Map<number, Group>;
  readonly customFields: Map<number, CustomField>;
  readonly tickets: Map<number, Ticket>;
  readonly transactions: Map<number, Transaction>;
  /** Ids of a ticket's own transactions, oldest first. */
  readonly history: Map<number, number[]>;
  readonly attachments: Map<number, Attachment>;
  readonly links: Map<number, Link>;
  readonly grants: Grant[];
}

/** RT's own users, whose ids never change. */
export const systemUserId = 1;
export const nobodyId = 6;
export const rootId = 14;

/** RT's pseudogroups. */
export const everyoneGroupId = 3;
export const privilegedGroupId = 4;
export const unprivilegedGroupId = 5;

/** What RT has used of its ids before anybody adds to a fresh database. */
const firstIds: IdCounters = {
  principal: 27,
  queue: 3,
  customField: 2,
  ticket: 1,
  link: 1,
  transaction: 100,
  attachment: 1,
};

/** A database without anything in it. */
export function emptyStore(
  world: Pick<World, 'name' | 'organization' | 'timezone'>,
  clock: () => Epoch,
  fullTextSearch = false,
): Store {
  return {
    name: world.name,
    organization: world.organization ?? world.name,
    timezone: world.timezone,
    fullTextSearch,
    shuffleTies: false,
    clock,
    nextId: { ...firstIds },
    users: new Map(),
    queues: new Map(),
    groups: new Map(),
    customFields: new Map(),
    tickets: new Map(),
    transactions: new Map(),
    history: new Map(),
    attachments: new Map(),
    links: new Map(),
    grants: [],
  };
}

/** Takes an id, and for principals as many of the following ones as RT uses up beside it. */
export function takeId(store: Store, kind: keyof IdCounters, count = 1): number {
  const id = store.nextId[kind];
  store.nextId[kind] = id + count;
  return id;
}

/** SQLite's NOCASE and LOWER fold ASCII only; so does everything RT looks up with them. */
export const foldCase = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const isNumber = (text: string): boolean => /^\d+$/.test(text);

const byName = <T extends { readonly name: string }>(
  rows: ReadonlyMap<number, T>,
  name: string,
): T | undefined => {
  const folded = foldCase(name);
  return [...rows.values()].find((row) => foldCase(row.name) === folded);
};

/** The user of that id or name, enabled or not. */
export const userOf = (store: Store, idOrName: string): User | undefined =>
  isNumber(idOrName) ? store.users.get(Number(idOrName)) : byName(store.users, idOrName);

/** The user of that address, enabled or not. */
export function userByEmail(store: Store, address: string): User | undefined {
  const folded = foldCase(address);
  return [...store.users.values()].find(
    (user) => folded !== '' && foldCase(user.columns.EmailAddress) === folded,
  );
}

/** The queue of that id or name, enabled or not. */
export const queueOf = (store: Store, idOrName: string): Queue | undefined =>
  isNumber(idOrName) ? store.queues.get(Number(idOrName)) : byName(store.queues, idOrName);

/** The group of that name that somebody defined. */
export const userGroupNamed = (store: Store, name: string): Group | undefined =>
  byName(new Map([...store.groups].filter(([, group]) => !group.system)), name);

/** The ticket of that number, or the one it was merged into. RT reads `01` as 1. */
export function ticketOf(store: Store, id: string): Ticket | undefined {
  if (!isNumber(id)) {
    return undefined;
  }
  let ticket = store.tickets.get(Number(id));
  while (ticket !== undefined && ticket.effectiveId !== ticket.id) {
    ticket = store.tickets.get(ticket.effectiveId);
  }
  return ticket;
}

/** The queue a ticket is in, which always exists. */
export function queueOfTicket(store: Store, ticket: Ticket): Queue {
  const queue = store.queues.get(ticket.queue);
  if (queue === undefined) {
    throw new Error(`ticket ${ticket.id} is in no queue`);
  }
  return queue;
}

/** The name of a user, empty if the ID is unknown. */
export const userName = (store: Store, id: number): string => store.users.get(id)?.name ?? '';

/** How RT writes a ticket as the end of a link. */
export const ticketUri = (store: Store, id: number): string =>
  `fsck.com-rt://${store.organization}/ticket/${id}`;

/** All transactions of a ticket and of those merged into it, oldest first. */
export function historyOf(store: Store, ticket: Ticket): readonly Transaction[] {
  const merged = [...store.tickets.values()].filter((other) => other.effectiveId === ticket.id);
  return merged
    .flatMap(({ id }) => store.history.get(id) ?? [])
    .sort((a, b) => a - b)
    .flatMap((id) => store.transactions.get(id) ?? []);
}
