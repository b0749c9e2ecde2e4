import type { ObjectKind } from '../rt/object-spec.js';
import { historyTypeNames } from './history/type-name.js';

/** The GraphQL types of each kind of RT's objects; only a transaction can be of several. */
export const typeNamesOf: Readonly<Record<ObjectKind, ReadonlySet<string>>> = {
  ticket: new Set(['Ticket']),
  user: new Set(['User']),
  queue: new Set(['Queue']),
  group: new Set(['Group']),
  attachment: new Set(['Attachment']),
  transaction: historyTypeNames,
};
