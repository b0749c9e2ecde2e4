import type { OwnerChange } from '../../rt/writes.js';
import { ticketMutation } from './frame.js';

const changes: readonly (readonly [name: string, how: OwnerChange, description: string])[] = [
  [
    'takeTicket',
    'Take',
    'Makes you the owner of a ticket that belongs to Nobody (RT: Take). ALREADY_OWNED if somebody else owns it.',
  ],
  [
    'untakeTicket',
    'Untake',
    'Gives your ticket back to Nobody (RT: Untake). ALREADY_OWNED if somebody else owns it.',
  ],
  [
    'stealTicket',
    'Steal',
    'Makes you the owner of a ticket that belongs to somebody else (RT: Steal).',
  ],
];

for (const [name, how, description] of changes) {
  ticketMutation(name, {
    description,
    inputDescription: 'The ticket.',
    fields: () => ({}),
    run: (_, { rt, id, selected }) => rt.changeOwner(id, how, selected),
  });
}
