import type { GroupMemberLine } from '../../rt/columns/group.js';
import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

/** One member of a group. */
export const GroupMember = builder.objectRef<GroupMemberLine>('GroupMember').implement({
  description:
    'A member of a group. RT 1.0 prints members as text: `Real Name <address>` or `GROUP [name] (...)`.',
  fields: (t) => ({
    displayName: t.string({
      description: "The member's real name, else its address; a nested group's name.",
      resolve: (member) => member.displayName,
    }),
    emailAddress: t.field({
      type: 'EmailAddress',
      nullable: true,
      description: "The member's address. Null for a nested group, and for a user without one.",
      resolve: (member) => member.emailAddress,
    }),
    groupName: t.string({
      nullable: true,
      description: 'Set when the member is a nested group; null for a user.',
      resolve: (member) => member.groupName,
    }),
    user: t.field({
      type: User,
      nullable: true,
      description:
        'The member as a user. Null for a nested group, and for a user without an address.',
      resolve: ({ emailAddress }, _, { load }, info) =>
        emailAddress === null
          ? null
          : orNull(load.object.named('user', { emailAddress }, wantedOf(info))),
    }),
  }),
});
