import type { TicketLinkType } from '../generated/documents.js';

/** How tickets are linked, as seen from the ticket on the page, in the words of RT. */
export const linkTypes = [
  ['DEPENDS_ON', 'Depends on'],
  ['DEPENDED_ON_BY', 'Depended on by'],
  ['MEMBER_OF', 'Parents'],
  ['MEMBERS', 'Children'],
  ['REFERS_TO', 'Refers to'],
  ['REFERRED_TO_BY', 'Referred to by'],
] as const satisfies readonly (readonly [TicketLinkType, string])[];
