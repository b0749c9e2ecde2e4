import type { NamedValues } from '../../rt/values.js';
import { builder } from '../builder.js';
import { createMutation, updateMutation, type Written } from './named-mutation.js';

const UserFieldsInput = builder.inputType('UserFieldsInput', {
  description: 'Fields of a user. Absent = leave, null = clear.',
  fields: (t) => ({
    emailAddress: t.field({ type: 'EmailAddress', description: 'RT: EmailAddress.' }),
    realName: t.string({ description: 'RT: RealName.' }),
    nickName: t.string({ description: 'RT: NickName.' }),
    gecos: t.string({ description: 'RT: Gecos.' }),
    organization: t.string({ description: 'RT: Organization.' }),
    address1: t.string({ description: 'RT: Address1.' }),
    address2: t.string({ description: 'RT: Address2.' }),
    city: t.string({ description: 'RT: City.' }),
    state: t.string({ description: 'RT: State.' }),
    zip: t.string({ description: 'RT: Zip.' }),
    country: t.string({ description: 'RT: Country.' }),
    homePhone: t.string({ description: 'RT: HomePhone.' }),
    workPhone: t.string({ description: 'RT: WorkPhone.' }),
    mobilePhone: t.string({ description: 'RT: MobilePhone.' }),
    pagerPhone: t.string({ description: 'RT: PagerPhone.' }),
    contactInfo: t.string({ description: 'RT: FreeformContactInfo.' }),
    comments: t.string({ description: 'RT: Comments.' }),
    signature: t.string({ description: 'RT: Signature.' }),
    language: t.string({ description: 'RT: Lang.' }),
    isPrivileged: t.boolean({ description: 'RT: Privileged.' }),
    isDisabled: t.boolean({ description: 'RT: Disabled.' }),
  }),
});

interface UserInput {
  readonly name?: string | null | undefined;
  readonly password?: string | null | undefined;
  readonly fields?: NamedValues | null | undefined;
}

function readUser({ name, password, fields }: UserInput): Written {
  return {
    values: { ...(name !== undefined && { name }), ...fields },
    password,
    pathOf: (value) => (['name', 'password', 'id'].includes(value) ? [value] : ['fields', value]),
  };
}

createMutation('user', {
  description: 'Creates a user (RT: user/new). Needs the right AdminUsers.',
  inputDescription: 'A new user.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
  read: readUser,
});

updateMutation('user', {
  description: 'Changes a user (RT: user/edit). Needs the right AdminUsers.',
  inputDescription: 'Changes to a user.',
  fields: (t) => ({
    name: t.string({ description: 'New login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
  read: readUser,
});
