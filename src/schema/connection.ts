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
  description: 'Where a page stands in its list (Relay).',
  shareable: true,
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: 'Whether items follow this page.',
      resolve: (page) => page.hasNextPage,
    }),
    hasPreviousPage: t.boolean({
      description: 'Whether items precede this page.',
      resolve: (page) => page.hasPreviousPage,
    }),
    startCursor: t.string({
      nullable: true,
      description: 'Cursor of the first item. Null on an empty page.',
      resolve: (page) => page.items[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'Cursor of the last item. Null on an empty page.',
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
    description: `A ${what} and its place in the list.`,
    fields: (t) => ({
      cursor: t.string({
        description:
          'Opaque. Pass it as `after` or `before` to the same field with the same filter.',
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
    description: `A page of a list of ${what}s.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        ...needs(items),
        description: `The page's ${what}s with their cursors.`,
        resolve: (page) => page.items,
      }),
      nodes: t.field({
        nullable: { list: false, items: true },
        nullOnlyWithError: [1],
        type: [nodeRef],
        ...needs(items),
        description: `The page's ${what}s. Null, with an error, for one that cannot be read.`,
        resolve: (page, _, context, info) => {
          const wanted = wantedOf(info);
          return page.items.map(({ value }) => load(value, wanted, context));
        },
      }),
      pageInfo: t.field({
        type: PageInfo,
        ...needs(items),
        description: 'Whether there is more, and where.',
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
    description: `How many from the start; ${defaultSize} when neither first nor last is given.`,
  }),
  after: t.string({ description: 'Only what follows this cursor.' }),
  last: t.int({ description: 'How many from the end.' }),
  before: t.string({ description: 'Only what precedes this cursor.' }),
}));
