import type { RtClient } from '../../connection/client.js';
import type { ExactEditor } from '../../rest1/write/edit-ticket.js';
import { LostAnswer } from '../../rest1/write/write.js';
import { jsonValues } from './json-values.js';
import { write2 } from './write.js';

/**
 * Writes fields of a ticket in one request, its texts as they are. RT knows custom fields by the names that the
 * ticket's queue has; a name of digits it takes for a number. Where a revision was seen, RT compares it: that does not
 * lock the ticket, but leaves others milliseconds instead of the time between our reads.
 */
export function editExactly(rt: RtClient): ExactEditor {
  return async (ticket, fields, { ifRevision }) => {
    const answer = await write2(rt, {
      operation: 'ticket/edit',
      method: 'PUT',
      path: `ticket/${ticket}`,
      values: jsonValues(fields, (name) => (/^\d+$/.test(name) ? undefined : name)),
      ifMatch: ifRevision == null ? undefined : `"${ifRevision}"`,
    });
    if (answer instanceof LostAnswer) return answer;
    return { ...answer, empty: answer.messages.length === 0 };
  };
}
