import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import { namedFilter } from '../named-filter.js';
import { namedPage, readRef } from '../named-page.js';
import { wantedOf } from '../wanted.js';
import { Group } from './group.js';

const GroupConnection = connectionOf('Group', Group, {
  what: 'group',
  totalCount: 'How many groups match.',
  load: ({ id }: { readonly id: number }, wanted, { load }) =>
    load.object.named('group', { id }, wanted),
});

const GroupFilter = namedFilter('group', {
  name: 'Name (RT: Name).',
  description: 'Description (RT: Description).',
});

builder.queryFields((t) => ({
  group: t.field({
    type: Group,
    nullable: true,
    nullOnlyWithError: true,
    description:
      'A group by ID or name. Null with a NOT_FOUND error if the group does not exist or you may not see it.',
    args: {
      id: t.arg.id({ description: 'group/5 or 5.' }),
      name: t.arg.string({ description: "The group's name, or its ID (group/5 or 5)." }),
    },
    resolve: (_, { id, name }, { load }, info) =>
      load.object.called('group', readRef('group', { id, name }), wantedOf(info)),
  }),
  groups: t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: GroupConnection,
    ...sizedByPage,
    description: 'Search user-defined groups, by name; without a filter, all that you may see.',
    args: { filter: t.arg({ type: GroupFilter, description: 'Which groups.' }), ...pageArgs },
    resolve: (_, { filter, ...args }, context) =>
      namedPage('group', filter, undefined, args, context),
  }),
}));
