import type { World } from '../../../src/sandbox/world.js';

type CustomField = World['customFields'][number];
type Right = World['rights'][number];

const everywhere = (user: string, ...rights: readonly string[]): readonly Right[] =>
  rights.map((right) => ({ user, right }));

const inQueue = (user: string, queue: string, ...rights: readonly string[]): readonly Right[] =>
  rights.map((right) => ({ user, queue, right }));

const onTicket = (name: string, type: string, more: Partial<CustomField> = {}): CustomField => ({
  name,
  type,
  on: 'ticket',
  description: `custom field ${name}`,
  ...more,
});

/** Where alice works: everywhere but in Private and Closed Down. */
const openQueues = [
  'General',
  'Odd Queue',
  'Sales, EMEA',
  'R&D/Ops',
  'Net Ops / NOC',
  'Ünïcode 队列',
  'help@desk',
  'SLA Queue',
] as const;

/**
 * The structure that contract and e2e tests run on: who there is, what they may do, and names
 * with every character that RT's forms give a meaning to. Tickets come from `populate.ts`.
 */
export const testWorld: World = {
  name: 'rt.example.com',
  timezone: 'UTC',
  queues: [
    {
      name: 'General',
      description: 'The default queue',
      correspondAddress: 'general@rt.example',
      commentAddress: 'general-comment@rt.example',
    },
    { name: 'Odd Queue', description: 'has a field of its own' },
    { name: 'Sales, EMEA', description: 'a comma in the name' },
    { name: 'R&D/Ops', description: 'an ampersand and a slash in the name' },
    { name: 'Net Ops / NOC', description: 'spaces around a slash' },
    { name: 'Ünïcode 队列', description: 'beyond ASCII: 队列' },
    { name: 'help@desk', description: 'looks like an address' },
    { name: 'Private', description: 'nobody but administrators' },
    { name: 'Closed Down', description: 'disabled', disabled: true },
    { name: 'SLA Queue', description: 'tracks service levels', slaEnabled: true },
  ],
  users: [
    {
      name: 'alice',
      password: 'alicepass1',
      privileged: true,
      emailAddress: 'alice@example.com',
      realName: 'Liddell, Alice',
      nickName: 'al',
      organization: 'Wonderland',
      address1: '1 Rabbit Hole',
      city: 'Oxford',
      country: 'England',
      workPhone: '+44 1865 0',
      mobilePhone: '+44 7700 0',
      comments: 'line1\nline2: x\n# not a comment',
      signature: '--\nAlice\n',
      contactInfo: 'ring twice',
      language: 'en',
    },
    {
      name: 'low',
      password: 'lowpass12',
      privileged: true,
      emailAddress: 'low@example.com',
      realName: 'Low Priv',
    },
    {
      name: 'norights',
      password: 'norights1',
      privileged: true,
      emailAddress: 'norights@example.com',
      realName: 'No Rights',
    },
    {
      name: 'selfserve',
      password: 'selfserve1',
      privileged: false,
      emailAddress: 'selfserve@example.com',
      realName: 'Self Service',
    },
    {
      name: 'tzuser',
      password: 'tzpassword1',
      privileged: true,
      timezone: 'America/New_York',
      emailAddress: 'tz@example.com',
      realName: 'Tz User',
    },
    {
      name: 'french',
      password: 'frenchpass1',
      privileged: true,
      timezone: 'Europe/Paris',
      language: 'fr',
      emailAddress: 'fr@example.com',
      realName: 'Fr User',
    },
    {
      name: 'tokyo',
      password: 'tokyopass1',
      privileged: true,
      timezone: 'Asia/Tokyo',
      emailAddress: 'tokyo@example.com',
      realName: 'Tokyo User',
    },
    {
      name: 'gone',
      password: 'gonepass12',
      privileged: true,
      disabled: true,
      emailAddress: 'gone@example.com',
      realName: 'Gone User',
    },
    {
      name: 'bob smith',
      password: 'bobpass12',
      privileged: true,
      emailAddress: 'bob.smith@example.com',
      realName: 'Bob Smith',
    },
    { name: "o'brien", privileged: true, emailAddress: "o'brien@example.com" },
    { name: 'mail@name.example', privileged: true, emailAddress: 'mail@name.example' },
    { name: '424242', privileged: true, emailAddress: 'digits@example.com' },
    {
      name: 'Zoë',
      privileged: true,
      emailAddress: 'zoe@example.com',
      realName: 'Zoë Ünï 😀',
    },
    { name: 'a,b', privileged: true, emailAddress: 'ab@example.com' },
    { name: 'x/y', privileged: true, emailAddress: 'xy@example.com' },
    { name: 'plus+tag', privileged: true, emailAddress: 'plus+tag@example.com' },
  ],
  groups: [
    { name: 'Ops Team', description: 'keeps it running', members: ['alice', 'bob smith'] },
    {
      name: 'Nested',
      description: 'a group in a group',
      members: ['Zoë'],
      memberGroups: ['Ops Team'],
    },
    { name: 'a/b, c', description: 'odd name' },
  ],
  customFields: [
    onTicket('Single', 'Freeform'),
    onTicket('Multi', 'Freeform', { multiple: true }),
    onTicket('Select', 'Select', { values: ['red', 'green, dark', 'blue'] }),
    onTicket('Sel Many', 'Select', {
      multiple: true,
      values: ['red', 'green, dark', "it's", 'back\\slash', '"dq"'],
    }),
    onTicket('Body', 'Text'),
    onTicket('Wiki', 'Wikitext'),
    onTicket('Date', 'Date'),
    onTicket('When', 'DateTime'),
    onTicket('IP', 'IPAddress'),
    onTicket('Odd: name', 'Freeform'),
    onTicket('brace}x', 'Freeform'),
    onTicket('with, comma', 'Freeform'),
    onTicket('A Very Long Field Name', 'Text'),
    onTicket('Digits', 'Freeform', { pattern: '(?#Digits)^\\d+$' }),
    onTicket('Odd Only', 'Freeform', { queues: ['Odd Queue'] }),
    { name: 'Shoe Size', description: 'of a user', on: 'user', type: 'Freeform' },
    {
      name: 'Cost Centre',
      description: 'of a queue',
      on: 'queue',
      type: 'Freeform',
      multiple: true,
    },
  ],
  rights: [
    ...openQueues.flatMap((queue) =>
      inQueue(
        'alice',
        queue,
        ...['SeeQueue', 'ShowTicket', 'CreateTicket', 'ModifyTicket', 'DeleteTicket'],
        ...['CommentOnTicket', 'ReplyToTicket', 'ShowTicketComments', 'ShowOutgoingEmail'],
        ...['OwnTicket', 'TakeTicket', 'StealTicket', 'Watch'],
      ),
    ),
    ...everywhere('alice', 'SeeCustomField', 'ModifyCustomField', 'SeeGroup'),
    ...everywhere('bob smith', 'OwnTicket'),
    // What may be written there may not be read.
    ...inQueue('bob smith', 'Private', 'CreateTicket', 'CommentOnTicket', 'ReplyToTicket'),
    ...inQueue(
      'low',
      'General',
      ...['SeeQueue', 'ShowTicket', 'CreateTicket', 'CommentOnTicket', 'ReplyToTicket'],
    ),
    { user: 'low', right: 'SeeCustomField', customField: 'Single' },
    ...['tzuser', 'french', 'tokyo'].map((user) => ({ user, right: 'SuperUser' })),
  ],
};
