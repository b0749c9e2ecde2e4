import { useSyncExternalStore } from 'react';

/** What the list shows. All of it is in the address, so that the back button undoes each step. */
export interface ListSearch {
  /** A queue's name; empty for all queues. */
  readonly queue: string;
  /** `active`, `inactive`, `any` or one status. */
  readonly status: string;
  readonly owner: 'anyone' | 'me' | 'nobody';
  /** Part of the subject; empty for any. */
  readonly text: string;
  /** A cursor: the page that follows it. */
  readonly after?: string;
  /** A cursor: the page that precedes it. */
  readonly before?: string;
}

/** Where the address leads. */
export type Route =
  | { readonly page: 'list'; readonly search: ListSearch }
  | { readonly page: 'ticket'; readonly id: string };

const everything: ListSearch = { queue: '', status: 'active', owner: 'anyone', text: '' };

/** The page that the address asks for, kept up to date. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onAddress, () => window.location.hash));
}

/** `#/ticket/17`, or `#/?queue=General&status=any`; anything else is the list. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.slice(1).split('?');
  const ticket = /^\/ticket\/(\d+)$/.exec(path)?.[1];
  if (ticket !== undefined) return { page: 'ticket', id: ticket };
  const fields = new URLSearchParams(query);
  const owner = fields.get('owner');
  const after = fields.get('after');
  const before = fields.get('before');
  return {
    page: 'list',
    search: {
      queue: fields.get('queue') ?? everything.queue,
      status: fields.get('status') ?? everything.status,
      owner: owner === 'me' || owner === 'nobody' ? owner : everything.owner,
      text: fields.get('text') ?? everything.text,
      ...(after !== null && { after }),
      ...(before !== null && { before }),
    },
  };
}

/** The address of a list; what is left out is at its default. */
export function listHref(search: Partial<ListSearch> = {}): string {
  const query = new URLSearchParams({ ...search }).toString();
  return query === '' ? '#/' : `#/?${query}`;
}

/** The address of a ticket's page. */
export function ticketHref(number: number): string {
  return `#/ticket/${number}`;
}

function onAddress(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
