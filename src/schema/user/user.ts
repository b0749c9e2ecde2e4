import { userColumns as c } from '../../rt/columns/user.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import {
  optionalBooleanField,
  optionalEmailField,
  optionalStringField,
  stringField,
} from '../column-field.js';
import { Node } from '../node.js';
import { idKey, needs, needsOf } from '../wanted.js';

export type UserObject = ShownObject<'user'>;

/** RT's user. */
export const User = builder.objectRef<UserObject>('User').implement({
  description:
    'A person that RT knows. RT hides most fields from unprivileged viewers; hidden and unset both come as null.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: "RT's own name for the user, user/<number>.",
      ...needsOf(idKey),
      resolve: (user) => `user/${user.id}`,
    }),
    name: t.field(stringField(c.name, 'Login name (RT: Name).')),
    emailAddress: t.field(
      optionalEmailField(
        c.emailAddress,
        "The user's address (RT: EmailAddress). Null when unset or hidden.",
      ),
    ),
    realName: t.field(
      optionalStringField(c.realName, 'Full name (RT: RealName). Null when unset.'),
    ),
    nickName: t.field(optionalStringField(c.nickName, 'Nickname (RT: NickName). Null when unset.')),
    gecos: t.field(optionalStringField(c.gecos, 'Unix account (RT: Gecos). Null when unset.')),
    organization: t.field(
      optionalStringField(c.organization, 'Organization (RT: Organization). Null when unset.'),
    ),
    address1: t.field(
      optionalStringField(c.address1, 'First address line (RT: Address1). Null when unset.'),
    ),
    address2: t.field(
      optionalStringField(c.address2, 'Second address line (RT: Address2). Null when unset.'),
    ),
    city: t.field(optionalStringField(c.city, 'City (RT: City). Null when unset.')),
    state: t.field(optionalStringField(c.state, 'State or province (RT: State). Null when unset.')),
    zip: t.field(optionalStringField(c.zip, 'Postal code (RT: Zip). Null when unset.')),
    country: t.field(optionalStringField(c.country, 'Country (RT: Country). Null when unset.')),
    homePhone: t.field(
      optionalStringField(c.homePhone, 'Home phone (RT: HomePhone). Null when unset.'),
    ),
    workPhone: t.field(
      optionalStringField(c.workPhone, 'Work phone (RT: WorkPhone). Null when unset.'),
    ),
    mobilePhone: t.field(
      optionalStringField(c.mobilePhone, 'Mobile phone (RT: MobilePhone). Null when unset.'),
    ),
    pagerPhone: t.field(
      optionalStringField(c.pagerPhone, 'Pager (RT: PagerPhone). Null when unset.'),
    ),
    contactInfo: t.string({
      nullable: true,
      description:
        'Free-form contact information (RT: FreeformContactInfo). Null when unset, or without the right AdminUsers.',
      // RT takes the one name in a request and prints the other, so both are asked for.
      ...needs(c.contactInfo.asked, c.contactInfo),
      resolve: (user) => user.read(c.contactInfo),
    }),
    comments: t.field(
      optionalStringField(
        c.comments,
        'What administrators noted about the user (RT: Comments). Null when unset, or without the right AdminUsers.',
      ),
    ),
    signature: t.field(
      optionalStringField(
        c.signature,
        'Mail signature (RT: Signature). Null when unset, or without the right AdminUsers.',
      ),
    ),
    language: t.field(
      optionalStringField(
        c.language,
        "Language code of the user's RT (RT: Lang). Null when unset.",
      ),
    ),
    isPrivileged: t.boolean({
      nullable: true,
      description:
        'Whether RT grants rights to this user directly (RT: Privileged). Null when RT does not show the user.',
      ...needs(c.isPrivileged, c.isDisabled),
      // RT prints the flag only when it is set; a shown user always has Disabled.
      resolve: (user) => (user.read(c.isDisabled) === null ? null : user.read(c.isPrivileged)),
    }),
    isDisabled: t.field(
      optionalBooleanField(
        c.isDisabled,
        'Whether the user can no longer log in (RT: Disabled). Null when RT does not show the user.',
      ),
    ),
  }),
});
