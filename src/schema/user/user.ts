import { userColumns as c } from '../../rt/columns/user.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { namedColumnFields } from '../named-column-fields.js';
import { namedFieldDescription } from '../named-descriptions.js';
import { Node } from '../node.js';
import { idKey, needs, needsOf } from '../wanted.js';

export type UserObject = ShownObject<'user'>;

/** RT's user. */
export const User = builder.objectRef<UserObject>('User').implement({
  description:
    'A user of RT: a person who can log in, or whose email address RT knows. RT hides most fields from unprivileged users; a hidden field is null, like one that is not set.',
  interfaces: [Node],
  fields: (t) => ({
    ...namedColumnFields(t, 'user'),
    id: t.id({
      description: 'The ID of the user: user/<number>.',
      ...needsOf(idKey),
      resolve: (user) => `user/${user.id}`,
    }),
    contactInfo: t.string({
      nullable: true,
      description: namedFieldDescription('user', 'contactInfo', c.contactInfo),
      // RT takes the one name in a request and prints the other, so both are asked for.
      ...needs(c.contactInfo.asked, c.contactInfo),
      resolve: (user) => user.read(c.contactInfo),
    }),
    isPrivileged: t.boolean({
      nullable: true,
      description: namedFieldDescription('user', 'isPrivileged', c.isPrivileged),
      ...needs(c.isPrivileged, c.isDisabled),
      // RT prints the flag only when it is set; a shown user always has Disabled.
      resolve: (user) => (user.read(c.isDisabled) === null ? null : user.read(c.isPrivileged)),
    }),
  }),
});
