import { builder } from '../builder.js';
import { TicketLinkType } from '../link/link.js';
import { CustomFieldInput } from './custom-field-input.js';

const ints = {
  priority: 'How urgent it is now (RT: Priority).',
  initialPriority: 'How urgent it was at first (RT: InitialPriority).',
  finalPriority: 'How urgent it becomes (RT: FinalPriority).',
  timeEstimatedMinutes: 'Minutes it should take (RT: TimeEstimated).',
  timeWorkedMinutes: 'Minutes it has taken (RT: TimeWorked).',
  timeLeftMinutes: 'Minutes it still takes (RT: TimeLeft).',
} as const;

const dates = {
  startsAt: 'When work should start (RT: Starts).',
  startedAt: 'When work started (RT: Started).',
  dueAt: 'When it should be done (RT: Due).',
  resolvedAt: 'When it was resolved (RT: Resolved).',
} as const;

/** The changes that updateTicket and updateTickets make. */
export const TicketChanges = builder.inputType('TicketChanges', {
  description:
    'Absent = leave. Null = clear, where RT can clear (dates, sla, customFields by empty list).',
  fields: (t) => ({
    subject: t.string({ description: 'One line of up to 200 bytes (RT: Subject).' }),
    status: t.string({ description: "A status of the queue's lifecycle (RT: Status)." }),
    queue: t.string({ description: 'Name or ID (RT: Queue).' }),
    owner: t.string({ description: 'Login name or ID, or null for Nobody (RT: Owner).' }),
    priority: t.int({ description: ints.priority }),
    initialPriority: t.int({ description: ints.initialPriority }),
    finalPriority: t.int({ description: ints.finalPriority }),
    timeEstimatedMinutes: t.int({ description: ints.timeEstimatedMinutes }),
    timeWorkedMinutes: t.int({ description: ints.timeWorkedMinutes }),
    timeLeftMinutes: t.int({ description: ints.timeLeftMinutes }),
    startsAt: t.field({ type: 'DateTime', description: dates.startsAt }),
    startedAt: t.field({ type: 'DateTime', description: dates.startedAt }),
    dueAt: t.field({ type: 'DateTime', description: dates.dueAt }),
    resolvedAt: t.field({ type: 'DateTime', description: dates.resolvedAt }),
    toldAt: t.field({ type: 'DateTime', description: 'Last contact (RT: Told).' }),
    sla: t.string({ description: 'Service level, or null for none (RT: SLA).' }),
    requestors: t.field({
      type: ['EmailAddress'],
      description: 'The whole list of requestors (RT: Requestors).',
    }),
    cc: t.field({ type: ['EmailAddress'], description: 'The whole list of Ccs (RT: Cc).' }),
    adminCc: t.field({
      type: ['EmailAddress'],
      description: 'The whole list of AdminCcs (RT: AdminCc).',
    }),
    customFields: t.field({
      type: [CustomFieldInput],
      description: 'Custom fields to set or clear; others are left alone.',
    }),
  }),
});

/** A member of TicketChanges as resolvers get it. */
export type TicketChangesInput = typeof TicketChanges.$inferInput;

const LinkTargetInput = builder.inputType('LinkTargetInput', {
  description: 'Where a link leads. Exactly one.',
  isOneOf: true,
  fields: (t) => ({
    ticket: t.id({ description: 'A ticket of this RT.' }),
    uri: t.field({ type: 'URL', description: 'Anything else that has a URI.' }),
  }),
});

/** The end of a link as resolvers get it: one member is set. */
export interface LinkTargetValue {
  readonly ticket?: string | null | undefined;
  readonly uri?: string | null | undefined;
}

const TicketLinkInput = builder.inputType('TicketLinkInput', {
  description: 'A link to make or remove.',
  fields: (t) => ({
    type: t.field({ type: TicketLinkType, required: true, description: 'How the two are linked.' }),
    target: t.field({ type: LinkTargetInput, required: true, description: 'Where it leads.' }),
  }),
});

export { LinkTargetInput, TicketLinkInput };
