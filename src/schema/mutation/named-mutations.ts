import { builder } from '../builder.js';
import { readIdOf } from '../object-id.js';
import { guarded } from './guard.js';
import {
  create,
  groupFields,
  planNamed,
  queueFields,
  update,
  userFields,
} from './named-objects.js';
import { namedPayload } from './payload.js';
import { PlanBuilder } from './planned-field.js';

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

const CreateUserInput = builder.inputType('CreateUserInput', {
  description: 'A new user.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
});

const UpdateUserInput = builder.inputType('UpdateUserInput', {
  description: 'Changes to a user.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'user/14 or 14.' }),
    name: t.string({ description: 'New login name (RT: Name).' }),
    password: t.string({ description: 'Write-only; never logged (RT: Password).' }),
    fields: t.field({ type: UserFieldsInput, description: 'The other fields.' }),
  }),
});

const CreateQueueInput = builder.inputType('CreateQueueInput', {
  description: 'A new queue.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'RT: Name. RT refuses one of digits only.' }),
    description: t.string({ description: 'RT: Description.' }),
    correspondAddress: t.field({ type: 'EmailAddress', description: 'RT: CorrespondAddress.' }),
    commentAddress: t.field({ type: 'EmailAddress', description: 'RT: CommentAddress.' }),
    isSlaDisabled: t.boolean({ description: 'RT: SLADisabled.' }),
  }),
});

const UpdateQueueInput = builder.inputType('UpdateQueueInput', {
  description: 'Changes to a queue.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'queue/1 or 1.' }),
    name: t.string({ description: 'RT: Name.' }),
    description: t.string({ description: 'RT: Description.' }),
    correspondAddress: t.field({ type: 'EmailAddress', description: 'RT: CorrespondAddress.' }),
    commentAddress: t.field({ type: 'EmailAddress', description: 'RT: CommentAddress.' }),
    isDisabled: t.boolean({ description: 'RT: Disabled.' }),
    isSlaDisabled: t.boolean({ description: 'RT: SLADisabled.' }),
  }),
});

const CreateGroupInput = builder.inputType('CreateGroupInput', {
  description: 'A new group.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'RT: Name.' }),
    description: t.string({ description: 'RT: Description.' }),
  }),
});

const UpdateGroupInput = builder.inputType('UpdateGroupInput', {
  description: 'Changes to a group.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'group/5 or 5.' }),
    name: t.string({ description: 'RT: Name.' }),
    description: t.string({ description: 'RT: Description.' }),
    isDisabled: t.boolean({ description: 'RT: Disabled.' }),
  }),
});

builder.mutationFields((t) => ({
  createUser: t.field({
    nullable: true,
    type: namedPayload('CreateUserPayload', 'user'),
    description:
      'Creates a user (RT: user/new). Needs the right AdminUsers. Null only with an error.',
    args: { input: t.arg({ type: CreateUserInput, required: true, description: 'The user.' }) },
    resolve(_, { input }, context) {
      const plan = new PlanBuilder();
      planNamed(plan, userFields, { name: input.name }, []);
      planNamed(plan, userFields, input.fields ?? {}, ['fields']);
      return guarded(context, { name: 'createUser', input: null }, () =>
        create('user', plan, context, input.password),
      );
    },
  }),
  updateUser: t.field({
    nullable: true,
    type: namedPayload('UpdateUserPayload', 'user'),
    description:
      'Changes a user (RT: user/edit). Needs the right AdminUsers. Null only with an error.',
    args: { input: t.arg({ type: UpdateUserInput, required: true, description: 'The changes.' }) },
    resolve(_, { input }, context) {
      const id = readIdOf('user', input.id);
      const plan = new PlanBuilder();
      planNamed(plan, userFields, { name: input.name }, []);
      planNamed(plan, userFields, input.fields ?? {}, ['fields']);
      return guarded(context, { name: 'updateUser', input: null }, () =>
        update('user', id, plan, context, input.password),
      );
    },
  }),
  createQueue: t.field({
    nullable: true,
    type: namedPayload('CreateQueuePayload', 'queue'),
    description:
      'Creates a queue (RT: queue/new). Needs the right AdminQueue. Null only with an error.',
    args: { input: t.arg({ type: CreateQueueInput, required: true, description: 'The queue.' }) },
    resolve(_, { input }, context) {
      const plan = new PlanBuilder();
      planNamed(plan, queueFields, input, []);
      return guarded(context, { name: 'createQueue', input }, () => create('queue', plan, context));
    },
  }),
  updateQueue: t.field({
    nullable: true,
    type: namedPayload('UpdateQueuePayload', 'queue'),
    description:
      'Changes a queue (RT: queue/edit). Needs the right AdminQueue. Null only with an error.',
    args: { input: t.arg({ type: UpdateQueueInput, required: true, description: 'The changes.' }) },
    resolve(_, { input: { id, ...input } }, context) {
      const queue = readIdOf('queue', id);
      const plan = new PlanBuilder();
      planNamed(plan, queueFields, input, []);
      return guarded(context, { name: 'updateQueue', input }, () =>
        update('queue', queue, plan, context),
      );
    },
  }),
  createGroup: t.field({
    nullable: true,
    type: namedPayload('CreateGroupPayload', 'group'),
    description:
      'Creates a group (RT: group/new). Needs the right AdminGroup. Null only with an error.',
    args: { input: t.arg({ type: CreateGroupInput, required: true, description: 'The group.' }) },
    resolve(_, { input }, context) {
      const plan = new PlanBuilder();
      planNamed(plan, groupFields, input, []);
      return guarded(context, { name: 'createGroup', input }, () => create('group', plan, context));
    },
  }),
  updateGroup: t.field({
    nullable: true,
    type: namedPayload('UpdateGroupPayload', 'group'),
    description:
      'Changes a group (RT: group/edit). Needs the right AdminGroup. Null only with an error.',
    args: { input: t.arg({ type: UpdateGroupInput, required: true, description: 'The changes.' }) },
    resolve(_, { input: { id, ...input } }, context) {
      const group = readIdOf('group', id);
      const plan = new PlanBuilder();
      planNamed(plan, groupFields, input, []);
      return guarded(context, { name: 'updateGroup', input }, () =>
        update('group', group, plan, context),
      );
    },
  }),
}));
