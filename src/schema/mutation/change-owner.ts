import type { OwnerChange } from '../../rt/writes.js';
import { ticketMutation } from './frame.js';

const changes: readonly (readonly [name: string, how: OwnerChange, description: string])[] = [
  [
    'takeTicket',
    'Take',
    'Makes you the owner of a ticket that has no owner (RT: Take). If somebody else owns it, the error is ALREADY_OWNED.',
  ],
  [
    'untakeTicket',
    'Untake',
    'Removes you as the owner of a ticket (RT: Untake). The ticket then has no owner. If somebody else owns it, the error is ALREADY_OWNED.',
  ],
  ['stealTicket', 'Steal', 'Makes you the owner of a ticket that somebody else owns (RT: Steal).'],
];

for (const [name, how, description] of changes) {
  ticketMutation(name, {
    description,
    inputDescription: 'The ticket.',
    fields: () => ({}),
    run: (_, { rt, id, selected }) => rt.changeOwner(id, how, selected),
  });
}
