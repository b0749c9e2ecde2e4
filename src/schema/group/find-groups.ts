import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import { namedFilter } from '../named-filter.js';
import { namedPage, readRef } from '../named-page.js';
import { wantedOf } from '../wanted.js';
import { Group } from './group.js';

const GroupConnection = connectionOf('Group', Group, {
  what: 'group',
  totalCount: 'The number of groups that match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('group', { id }, wanted),
});

const GroupFilter = namedFilter('group');

builder.queryFields((t) => ({
  group: t.field({
    type: Group,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'One group, by its ID or name. Null, with a NOT_FOUND error, if it does not exist or if you may not see it.',
    args: {
      id: t.arg.id({ description: 'The ID of the group: group/5 or 5.' }),
      name: t.arg.string({ description: 'The name of the group, or its ID: group/5 or 5.' }),
    },
    resolve: (_, { id, name }, { load }, info) =>
      load.object.called('group', readRef('group', { id, name }), wantedOf(info)),
  }),
  groups: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: GroupConnection,
    ...sizedByPage,
    description:
      'User-defined groups, sorted by name. Without a filter, all groups that you may see.',
    args: {
      filter: t.arg({ type: GroupFilter, description: 'The groups to return.' }),
      ...pageArgs,
    },
    resolve: (_, { filter, ...args }, context) =>
      namedPage('group', filter, undefined, args, context),
  }),
}));
