import type { OutputRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Wanted } from '../rt/wanted.js';
import { builder } from './builder.js';
import type { Context } from './context.js';
import { pageSize } from './cost/declared.js';
import { defaultSize, type Page } from './page.js';
import { needs, wantedOf } from './wanted.js';

/** Relay's page info, computed from a page. */
const PageInfo = builder.objectRef<Page<unknown>>('PageInfo').implement({
  description: 'Information about pagination in a connection (Relay).',
  shareable: true,
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: 'Whether there are items after this page.',
      resolve: (page) => page.hasNextPage,
    }),
    hasPreviousPage: t.boolean({
      description: 'Whether there are items before this page.',
      resolve: (page) => page.hasPreviousPage,
    }),
    startCursor: t.string({
      nullable: true,
      description: 'The cursor of the first item on the page. Null if the page is empty.',
      resolve: (page) => page.items[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'The cursor of the last item on the page. Null if the page is empty.',
      resolve: (page) => page.items.at(-1)?.cursor ?? null,
    }),
  }),
});

const total = { key: 'totalCount', zoned: false };
const items = { key: 'items', zoned: false };

/** Whether a query selects the total of the connection that a field returns. */
export function wantsTotal(info: GraphQLResolveInfo): boolean {
  return hasTotal(wantedOf(info));
}

/** Whether the total is among what is wanted of a connection. */
export function hasTotal({ keys }: Wanted): boolean {
  return keys.has(total.key);
}

/** Whether a query selects anything of a page's items or their places, or no more than how many there are. */
export function wantsItems(info: GraphQLResolveInfo): boolean {
  return wantedOf(info).keys.has(items.key);
}

interface Parts<Item, Node> {
  /** Singular name in plain words, for descriptions: "ticket". */
  readonly what: string;
  readonly totalCount: string;
  /** The node of an item. What a query wants of all nodes of a page is one request. */
  readonly load: (item: Item, wanted: Wanted, context: Context) => Promise<Node>;
}

/**
 * Makes `<Name>Connection` and `<Name>Edge` over pages of items whose nodes are loaded only when a query
 * selects them. `extend` adds the fields that one connection has beside Relay's.
 */
export function connectionOf<Item, Node extends object, P extends Page<Item> = Page<Item>>(
  name: string,
  node: OutputRef<Node>,
  { what, totalCount, load }: Parts<Item, Node>,
) {
  // Pothos cannot see through a type parameter that a ref's shape is the Node its resolver returns.
  const nodeRef = node as OutputRef<object>;
  const Edge = builder.objectRef<Page<Item>['items'][number]>(`${name}Edge`).implement({
    description: `${/^[aeio]/.test(what) ? 'An' : 'A'} ${what} and its position in the list.`,
    fields: (t) => ({
      cursor: t.string({
        description:
          'An opaque cursor. Pass it as `after` or `before` to the same field with the same filter.',
        resolve: (item) => item.cursor,
      }),
      node: t.field({
        nullable: true,
        nullOnlyWithError: true,
        type: nodeRef,
        description: `The ${what}.`,
        resolve: (item, _, context, info) => load(item.value, wantedOf(info), context),
      }),
    }),
  });
  return builder.objectRef<P>(`${name}Connection`).implement({
    description: `One page of a list of ${what}s.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        ...needs(items),
        description: `The ${what}s on this page, each with its cursor.`,
        resolve: (page) => page.items,
      }),
      nodes: t.field({
        nullable: { list: false, items: true },
        nullOnlyWithError: [1],
        type: [nodeRef],
        ...needs(items),
        description: `The ${what}s on this page. An item is null, with an error, if it could not be read.`,
        resolve: (page, _, context, info) => {
          const wanted = wantedOf(info);
          return page.items.map(({ value }) => load(value, wanted, context));
        },
      }),
      pageInfo: t.field({
        type: PageInfo,
        ...needs(items),
        description: 'Information for fetching the next and previous page.',
        resolve: (page) => page,
      }),
      totalCount: t.int({
        nullable: true,
        nullOnlyWithError: true,
        description: totalCount,
        ...needs(total),
        resolve: ({ totalCount }) => (typeof totalCount === 'number' ? totalCount : totalCount()),
      }),
    }),
  });
}

/** What a page of a list costs; declared by every field that has its arguments. */
export const sizedByPage = pageSize(defaultSize);

/** The four arguments of every connection field. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description: `The number of items to return from the start. Default: ${defaultSize} if neither \`first\` nor \`last\` is given.`,
  }),
  after: t.string({ description: 'Return only items after this cursor.' }),
  last: t.int({ description: 'The number of items to return from the end.' }),
  before: t.string({ description: 'Return only items before this cursor.' }),
}));
