import { groupColumns as c } from '../../rt/columns/group.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { optionalBooleanField, optionalStringField, stringField } from '../column-field.js';
import { Node } from '../node.js';
import { idKey, needs, needsOf } from '../wanted.js';
import { GroupMember } from './member.js';

export type GroupObject = ShownObject<'group'>;

/** RT's user-defined group. */
export const Group = builder.objectRef<GroupObject>('Group').implement({
  description: 'A group of users that rights can be granted to.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: "RT's own name for the group, group/<number>.",
      ...needsOf(idKey),
      resolve: (group) => `group/${group.id}`,
    }),
    name: t.field(stringField(c.name, "The group's name (RT: Name).")),
    description: t.field(
      optionalStringField(
        c.description,
        'What the group is for (RT: Description). Null when unset.',
      ),
    ),
    isDisabled: t.field(
      optionalBooleanField(
        c.isDisabled,
        'Whether the group is switched off (RT: Disabled). Null when RT does not say.',
      ),
    ),
    members: t.field({
      type: [GroupMember],
      description: 'Its direct members: users and nested groups (RT: Members).',
      ...needs(c.members),
      resolve: (group) => group.read(c.members),
    }),
  }),
});
