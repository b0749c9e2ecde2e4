import { useSyncExternalStore } from 'react';
import { wholeNumber } from './fields/whole-number.js';

/** A list without conditions. Empty means "any", dates are days such as 2026-11-27. */
export const everything = {
  /** A queue's name. */
  queue: '',
  /** `active`, `inactive`, `any` or one status. */
  status: 'active',
  /** `anyone`, `me`, `nobody` or a login. */
  owner: 'anyone',
  /** Part of the subject. */
  text: '',
  /** `on`: the text may be in a message instead. */
  messages: '',
  /** Part of the address of somebody, and what they are on the ticket: one of `roles` in filter-of.ts. */
  person: '',
  role: 'requestor',
  /** A custom field's name, and a part of its value; without a value, the field has one. */
  field: '',
  value: '',
  createdFrom: '',
  createdTo: '',
  updatedFrom: '',
  updatedTo: '',
  dueFrom: '',
  dueTo: '',
  startsFrom: '',
  startsTo: '',
  startedFrom: '',
  startedTo: '',
  resolvedFrom: '',
  resolvedTo: '',
  toldFrom: '',
  toldTo: '',
  /** Whole numbers, both included. */
  priorityMin: '',
  priorityMax: '',
  /** RT's own search language, on top of everything else. */
  sql: '',
  /** A member of TicketOrderField, and one of OrderDirection. */
  sort: 'UPDATED_AT',
  direction: 'DESC',
  /** Cursors: the page that follows one, or precedes it. */
  after: '',
  before: '',
};

/** What the list shows. All of it is in the address, so the address is a saved view, and the back button undoes each step. */
export type ListSearch = Readonly<typeof everything>;

/** Where the address leads. */
export type Route =
  | { readonly page: 'list'; readonly search: ListSearch }
  | { readonly page: 'ticket'; readonly id: string }
  | { readonly page: 'new'; readonly queue: string }
  | { readonly page: 'nowhere' };

/** The page that the address asks for, kept up to date. */
export function useRoute(): Route {
  const route = parseRoute(useSyncExternalStore(onAddress, () => window.location.hash));
  const asked: unknown = window.history.state?.asked;
  return route.page === 'ticket' && typeof asked === 'string' ? { ...route, id: asked } : route;
}

/** Has the address name the ticket that the one on the page was merged into. The page itself stays. */
export function nameMerged(asked: string, number: number): void {
  window.history.replaceState({ asked }, '', ticketHref(number));
}

/** `#/ticket/17`, `#/new?queue=General` or `#/?queue=General&status=any`; anything else leads nowhere. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.slice(1).split('?');
  const ticket = /^\/ticket\/(\d+)$/.exec(path)?.[1];
  if (ticket !== undefined) return { page: 'ticket', id: ticket };
  const fields = new URLSearchParams(query);
  if (path === '/new') return { page: 'new', queue: fields.get('queue') ?? '' };
  if (path !== '' && path !== '/') return { page: 'nowhere' };
  const search = { ...everything };
  // Views that were saved before other roles could be chosen.
  search.person = fields.get('requestor') ?? '';
  for (const name of namesOf(search)) {
    const value = fields.get(name);
    // Addresses can be typed, and what is no day or number cannot be asked for.
    if (value !== null && fits(name, value)) search[name] = value;
  }
  return { page: 'list', search };
}

/** The address of a list. What is at its default is left out. */
export function listHref(search: Partial<ListSearch> = {}): string {
  const query = new URLSearchParams();
  for (const name of namesOf(everything)) {
    const value = search[name] ?? everything[name];
    if (value !== everything[name]) query.set(name, value);
  }
  return query.size === 0 ? '#/' : `#/?${query}`;
}

/** The same list from its first page on, with some conditions changed. */
export function changedList(search: ListSearch, change: Partial<ListSearch>): string {
  return listHref({ ...search, after: '', before: '', ...change });
}

/** The address of a ticket's page. */
export function ticketHref(number: number | string): string {
  return `#/ticket/${number}`;
}

/** What to enter where `ticketNumberOf` finds no number. */
export const noTicketNumber =
  'Enter a number such as 17, or the address of a ticket in this help desk.';

/**
 * The number in `17`, `#17`, `ticket/17`, or in the address of a ticket's page here, or in RT as far as `webUrl` is
 * the address of one of its tickets. Undefined for any other text: another RT has other tickets.
 */
export function ticketNumberOf(typed: string, webUrl?: string): string | undefined {
  const text = typed.trim();
  const number = /^(?:#|ticket\/)?(\d+)$/i.exec(text)?.[1];
  if (number !== undefined || !URL.canParse(text)) return number;
  const address = new URL(text);
  const here = parseRoute(address.hash);
  if (isBeside(address, window.location.href)) {
    return here.page === 'ticket' ? here.id : undefined;
  }
  if (webUrl === undefined || !isBeside(address, webUrl)) return undefined;
  return /^\d+$/.exec(address.searchParams.get('id') ?? '')?.[0];
}

/** Whether two pages are in the same folder of the same site. */
function isBeside(address: URL, other: string): boolean {
  const folderOf = ({ origin, pathname }: URL) => origin + pathname.replace(/[^/]*$/, '');
  return folderOf(address) === folderOf(new URL(other));
}

/** The address of the form for a new ticket. */
export function newHref(queue: string): string {
  return queue === '' ? '#/new' : `#/new?${new URLSearchParams({ queue })}`;
}

/** Leads to an address of this module. */
export function go(href: string): void {
  window.location.hash = href;
}

function fits(name: string, value: string): boolean {
  if (/(From|To)$/.test(name)) return isDay(value);
  return !/(Min|Max)$/.test(name) || isWhole(value);
}

/** RT has no days before 1970, and the end of the last day that RFC 3339 has would be in the year 10000. */
export const days = { min: '1970-01-01', max: '9999-12-30' } as const;

function isDay(text: string): boolean {
  const isText = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  return isText && text >= days.min && text <= days.max;
}

function isWhole(text: string): boolean {
  const { min, max } = wholeNumber;
  return /^-?\d{1,10}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

function namesOf(search: ListSearch): readonly (keyof ListSearch)[] {
  return Object.keys(search) as (keyof ListSearch)[];
}

function onAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
