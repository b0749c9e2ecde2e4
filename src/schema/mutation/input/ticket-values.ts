import { builder } from '../../builder.js';
import { CustomFieldInput } from './custom-field.js';

type Types = typeof builder.$inferSchemaTypes;
type FieldBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** The fields that a new ticket and a changed one have in common. */
export function ticketValueFields(t: FieldBuilder) {
  return {
    subject: t.string({ description: 'One line of up to 200 bytes (RT: Subject).' }),
    priority: t.int({ description: 'How urgent it is now (RT: Priority).' }),
    initialPriority: t.int({ description: 'How urgent it was at first (RT: InitialPriority).' }),
    finalPriority: t.int({ description: 'How urgent it becomes (RT: FinalPriority).' }),
    timeEstimatedMinutes: t.int({ description: 'Minutes it should take (RT: TimeEstimated).' }),
    timeWorkedMinutes: t.int({ description: 'Minutes it has taken (RT: TimeWorked).' }),
    timeLeftMinutes: t.int({ description: 'Minutes it still takes (RT: TimeLeft).' }),
    startsAt: t.field({ type: 'DateTime', description: 'When work should start (RT: Starts).' }),
    startedAt: t.field({ type: 'DateTime', description: 'When work started (RT: Started).' }),
    dueAt: t.field({ type: 'DateTime', description: 'When it should be done (RT: Due).' }),
    resolvedAt: t.field({ type: 'DateTime', description: 'When it was resolved (RT: Resolved).' }),
    customFields: t.field({
      type: [CustomFieldInput],
      description: 'Custom fields to set or clear; others are left alone.',
    }),
  };
}

/** How a queue is named in an input. */
export const queueByName = "The queue's name, or its ID: queue/1 or 1 (RT: Queue).";
/** How an owner is named in an input. */
export const ownerByName =
  "The owner's login name, email address, or ID: user/14 or 14 (RT: Owner).";

/** The changes that updateTicket and updateTickets make. */
export const TicketChangesInput = builder.inputType('TicketChangesInput', {
  description:
    'Changes to a ticket. Absent = leave. Null = clear, where RT can clear (dates, sla, owner, people; custom fields by an empty list).',
  fields: (t) => ({
    ...ticketValueFields(t),
    status: t.string({ description: "A status of the queue's lifecycle (RT: Status)." }),
    queue: t.string({ description: queueByName }),
    owner: t.string({ description: `${ownerByName} Null for Nobody.` }),
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
  }),
});

/** What says that a ticket is still the one that the client saw. */
export function seenFields(t: FieldBuilder) {
  return {
    ifUpdatedAt: t.field({
      type: 'DateTime',
      description:
        "Refuse with CONFLICT if the ticket's updatedAt differs. Checked just before the write; RT has no lock.",
    }),
    ifRevision: t.string({
      description:
        'Refuse with CONFLICT if the ticket’s `revision` differs, which also tells changes within one second apart.',
    }),
  };
}
