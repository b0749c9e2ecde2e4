import type { LinkTarget, LinkValue } from '../../../rt/values.js';
import { builder } from '../../builder.js';
import { TicketLinkType } from '../../link/link.js';
import { readIdOf } from '../../object-id.js';

/** The end of a link. */
export const LinkTargetInput = builder.inputType('LinkTargetInput', {
  description: 'The target of a link. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    ticket: t.id({ description: 'A ticket of this RT: ticket/17 or 17.' }),
    uri: t.field({ type: 'URI', description: 'The URI of anything else.' }),
  }),
});

/** A link to make or remove. */
export const TicketLinkInput = builder.inputType('TicketLinkInput', {
  description: 'A link to add or remove.',
  fields: (t) => ({
    type: t.field({ type: TicketLinkType, required: true, description: 'The type of link.' }),
    target: t.field({
      type: LinkTargetInput,
      required: true,
      description: 'The target of the link.',
    }),
  }),
});

/** @throws InvalidInputError for what is not a ticket's ID */
export function readLinkTarget({ ticket, uri }: typeof LinkTargetInput.$inferInput): LinkTarget {
  return ticket == null ? { uri: uri ?? '' } : { ticket: readIdOf('ticket', ticket) };
}

/** @throws InvalidInputError for what is not a ticket's ID */
export function readLink({ type, target }: typeof TicketLinkInput.$inferInput): LinkValue {
  return { type, target: readLinkTarget(target) };
}
