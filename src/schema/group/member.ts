import type { GroupMemberLine } from '../../rt/columns/group.js';
import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { User } from '../user/user.js';
import { wantedOf } from '../wanted.js';

/** One member of a group. */
export const GroupMember = builder.objectRef<GroupMemberLine>('GroupMember').implement({
  description:
    'A direct member of a group: a user or a nested group. REST 1.0 lists members as text: `Real Name <address>` or `GROUP [name] (...)`.',
  fields: (t) => ({
    displayName: t.string({
      description:
        "The name to display: the user's real name, or the address if no real name is set; for a nested group, the name of the group.",
      resolve: (member) => member.displayName,
    }),
    emailAddress: t.field({
      type: 'EmailAddress',
      nullable: true,
      description:
        'The email address of the member. Null for a nested group, and for a user without an address.',
      resolve: (member) => member.emailAddress,
    }),
    groupName: t.string({
      nullable: true,
      description: 'The name of the nested group. Null if the member is a user.',
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
