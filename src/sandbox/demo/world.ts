import type { World } from '../world.js';
import { demoCustomers, demoSenders, demoStaff } from './people.js';

type Right = World['rights'][number];
type CustomField = World['customFields'][number];

const queues: World['queues'] = [
  {
    name: 'General',
    description: 'Everything that has no other place',
    correspondAddress: 'help@helpdesk.example',
    commentAddress: 'help-comment@helpdesk.example',
  },
  {
    name: 'IT Support',
    description: 'Laptops, accounts, printers',
    correspondAddress: 'it@helpdesk.example',
    slaEnabled: true,
  },
  { name: 'Network Operations', description: 'Switches, links, firewalls' },
  { name: 'Net Ops / NOC', description: 'Alarms from monitoring, day and night' },
  { name: 'Facilities', description: 'Rooms, doors, air conditioning' },
  {
    name: 'Billing, EMEA',
    description: 'Invoices for Europe, the Middle East and Africa',
    correspondAddress: 'billing-emea@helpdesk.example',
  },
  { name: 'Security Incidents', description: 'Confidential' },
];

/** Who works in which queues. */
const teams: readonly {
  readonly name: string;
  readonly members: readonly string[];
  readonly queues: readonly string[];
}[] = [
  { name: 'IT Support Team', members: ['ben', 'hugo'], queues: ['General', 'IT Support'] },
  {
    name: 'Network Team',
    members: ['chloe', 'daisuke'],
    queues: ['Network Operations', 'Net Ops / NOC'],
  },
  { name: 'Facilities Crew', members: ['elena'], queues: ['Facilities'] },
  { name: 'Billing Team', members: ['farid'], queues: ['Billing, EMEA'] },
  { name: 'Security Response', members: ['grace'], queues: ['Security Incidents'] },
];

const groups: World['groups'] = [
  ...teams.map(({ name, members }) => ({ name, members, description: `The ${name}` })),
  {
    name: 'All Agents',
    description: 'Everybody who works on tickets',
    memberGroups: teams.map(({ name }) => name),
  },
  {
    name: 'Mail Senders',
    description: 'Whose mail opens tickets',
    members: [...demoCustomers, ...demoSenders].map(({ name }) => name),
  },
  { name: 'Night Shift', description: 'Not any more', disabled: true, members: ['daisuke'] },
];

const everywhere = 'Net Ops / NOC|Network Operations|IT Support|Security Incidents'.split('|');

const onTicket = (name: string, type: string, more: Partial<CustomField> = {}): CustomField => ({
  name,
  type,
  on: 'ticket',
  ...more,
});

const customFields: readonly CustomField[] = [
  onTicket('Severity', 'Select', {
    description: 'How bad it is',
    values: ['Critical', 'High', 'Normal', 'Low'],
  }),
  onTicket('Affected Systems', 'Select', {
    multiple: true,
    values: ['Mail', 'VPN', 'Wi-Fi', 'Print, scan', 'ERP', 'Backup'],
    queues: everywhere,
  }),
  onTicket('Asset Tag', 'Freeform', {
    description: 'From the sticker',
    pattern: '(?#Two letters, four digits)^[A-Z]{2}-[0-9]{4}$',
    queues: ['IT Support'],
  }),
  onTicket('Tags', 'Freeform', { multiple: true }),
  onTicket('Root Cause', 'Text', { queues: everywhere }),
  onTicket('Runbook', 'Wikitext', { queues: ['Net Ops / NOC'] }),
  onTicket('Change Date', 'Date', { queues: ['Network Operations'] }),
  onTicket('Outage Began', 'DateTime', { queues: ['Net Ops / NOC'] }),
  onTicket('Source IP', 'IPAddress', { queues: ['Security Incidents', 'Net Ops / NOC'] }),
  onTicket('Invoice', 'Freeform', { queues: ['Billing, EMEA'] }),
  onTicket('Floor, Room', 'Freeform', { queues: ['Facilities'] }),
  onTicket('Building', 'Combobox', {
    values: ['North', 'South', 'Warehouse'],
    queues: ['Facilities'],
  }),
  { name: 'Badge', description: 'Number on the badge', on: 'user', type: 'Freeform' },
  { name: 'Cost Centre', on: 'queue', type: 'Freeform' },
];

const workRights = [
  ...['SeeQueue', 'ShowTicket', 'ShowTicketComments', 'ShowOutgoingEmail', 'CreateTicket'],
  ...['ModifyTicket', 'CommentOnTicket', 'ReplyToTicket', 'DeleteTicket', 'Watch'],
  ...['OwnTicket', 'TakeTicket', 'StealTicket', 'ModifyCustomField'],
];

const colleagueRights = [
  ...['SeeQueue', 'ShowTicket', 'ShowTicketComments', 'CreateTicket'],
  ...['CommentOnTicket', 'ReplyToTicket'],
];

const openQueues = queues.map(({ name }) => name).filter((name) => name !== 'Security Incidents');

const rights: readonly Right[] = [
  { user: 'ada', right: 'SuperUser' },
  ...teams.flatMap(({ name: group, queues: own }) =>
    own.flatMap((queue) => workRights.map((right): Right => ({ group, queue, right }))),
  ),
  ...openQueues.flatMap((queue) =>
    colleagueRights.map((right): Right => ({ group: 'All Agents', queue, right })),
  ),
  ...['SeeQueue', 'ShowTicket', 'ShowTicketComments', 'ShowOutgoingEmail'].map(
    (right): Right => ({ user: 'ivy', right }),
  ),
  ...['All Agents', 'Security Response'].flatMap((group) =>
    ['SeeCustomField', 'SeeGroup'].map((right): Right => ({ group, right })),
  ),
  { user: 'ivy', right: 'SeeCustomField' },
  { role: 'Requestor', right: 'ReplyToTicket' },
  { group: 'Mail Senders', right: 'CreateTicket' },
];

/** A help desk of a middle-sized company. */
export const demoWorld: World = {
  name: 'helpdesk.example',
  timezone: 'UTC',
  queues,
  users: [...demoStaff, ...demoCustomers, ...demoSenders],
  groups,
  customFields,
  rights,
};
