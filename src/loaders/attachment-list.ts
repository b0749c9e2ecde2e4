import { ticketPart } from '../rt/object-spec.js';
import type { AttachmentLine } from '../rt/shown.js';
import { attachmentListColumns } from './objects.js';
import type { ShowLoader } from './show-loader.js';

/** The parts of a ticket's messages, containers included, many tickets in one request. Never their bytes. */
export function createAttachmentListLoader(shows: ShowLoader) {
  return async (ticket: number): Promise<readonly AttachmentLine[]> => {
    const form = await shows.load(ticketPart(ticket, 'attachments'), attachmentListColumns);
    return form.attachments();
  };
}
