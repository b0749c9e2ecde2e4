import type { World } from '../src/sandbox/world.js';

/** Who asks: privileged, sees all queues, is no administrator. */
export const agent = { name: 'agent', password: 'agentpass1' } as const;

/** Callers with the agent's rights: so many keep RT's four workers busy, and wait too short to be refused. */
export const crowd = Array.from({ length: 8 }, (_, at) => {
  const name = `agent${at + 1}`;
  return { name, password: `${name}pass1` };
});

/** Who owns the tickets. */
export const owners = ['ann', 'ben', 'cleo', 'dan', 'eve', 'finn'] as const;

export const queues = ['Desk', 'Network', 'Payroll', 'Travel'] as const;

/** The two custom fields of the dashboard. */
export const customFields = ['Site', 'Asset Tag'] as const;

/** A small help desk: four queues, six owners, and people who may read everything and comment. */
export const benchWorld: World = {
  name: 'bench.example.com',
  timezone: 'UTC',
  queues: queues.map((name) => ({ name, description: `Requests to ${name}` })),
  users: [agent.name, ...crowd.map(({ name }) => name), ...owners].map((name) => ({
    name,
    password: `${name}pass1`,
    privileged: true,
    emailAddress: `${name}@example.com`,
    realName: `${name[0]?.toUpperCase()}${name.slice(1)} Example`,
  })),
  groups: [{ name: 'Agents', members: [agent.name, ...crowd.map(({ name }) => name)] }],
  customFields: customFields.map((name) => ({
    name,
    description: `the ticket's ${name}`,
    on: 'ticket',
    type: 'Freeform',
  })),
  rights: [
    ...['SeeQueue', 'ShowTicket', 'ShowTicketComments', 'SeeCustomField', 'CommentOnTicket'].map(
      (right) => ({ group: 'Agents', right }),
    ),
    ...owners.map((user) => ({ user, right: 'OwnTicket' })),
  ],
};
