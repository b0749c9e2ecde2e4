import { groupColumns as c } from '../../rt/columns/group.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { namedColumnFields } from '../named-column-fields.js';
import { Node } from '../node.js';
import { idKey, needs, needsOf } from '../wanted.js';
import { GroupMember } from './member.js';

export type GroupObject = ShownObject<'group'>;

/** RT's user-defined group. */
export const Group = builder.objectRef<GroupObject>('Group').implement({
  description: 'A user-defined group. Rights in RT can be granted to it.',
  interfaces: [Node],
  fields: (t) => ({
    ...namedColumnFields(t, 'group'),
    id: t.id({
      description: 'The ID of the group: group/<number>.',
      ...needsOf(idKey),
      resolve: (group) => `group/${group.id}`,
    }),
    members: t.field({
      type: [GroupMember],
      description: 'The direct members: users and nested groups (RT: Members).',
      ...needs(c.members),
      resolve: (group) => group.read(c.members),
    }),
  }),
});
