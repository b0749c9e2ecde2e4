import { wantColumns } from '../../loaders/columns.js';
import type { AttachmentLine } from '../../rt/attachment-list.js';
import { attachmentColumns } from '../../rt/records/attachment.js';
import { builder } from '../builder.js';
import { connectionOf, pageArgs } from '../connection.js';
import { checkPageArgs, pageOf } from '../page.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart } from '../wanted.js';
import { Attachment, isInline } from './attachment.js';
import { AttachmentFilter, passes } from './filter.js';

/** A page of a ticket's MIME parts. */
const AttachmentConnection = connectionOf('Attachment', Attachment, {
  what: 'attachment',
  totalCount: 'How many parts pass the filter.',
  load: (line: AttachmentLine, wanted, { load }) => load.object.knownAttachment(line, wanted),
});

builder.objectField(Ticket, 'attachments', (t) =>
  t.field({
    type: AttachmentConnection,
    description:
      'The MIME parts of all its messages, oldest first (RT: attachments). The list comes with the ticket at no extra request.',
    args: {
      filter: t.arg({ type: AttachmentFilter, description: 'Which parts to list.' }),
      ...pageArgs,
    },
    ...needsPart('attachments'),
    async resolve(ticket, { filter, ...args }, { load, limits }) {
      checkPageArgs(args, limits.maxPageSize);
      let lines = (await load.attachments(ticket.id)).filter((line) => passes(line, filter));
      if (filter?.inline != null) {
        const headers = wantColumns(attachmentColumns.headers);
        const parts = await Promise.all(
          lines.map((line) => load.object.knownAttachment(line, headers)),
        );
        lines = lines.filter((_, at) => {
          const part = parts[at];
          return part !== undefined && isInline(part) === filter.inline;
        });
      }
      return pageOf(lines, args, {
        maxPageSize: limits.maxPageSize,
        scope: `attachments of ${ticket.id}`,
        byId: 'ascending',
      });
    },
  }),
);
