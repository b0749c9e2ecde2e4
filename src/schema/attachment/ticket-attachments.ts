import { attachmentColumns } from '../../rt/columns/attachment.js';
import type { AttachmentLine } from '../../rt/shown.js';
import { wantBoth, wantColumns } from '../../rt/wanted.js';
import { builder } from '../builder.js';
import { connectionOf, pageArgs, sizedByPage } from '../connection.js';
import { checkPageArgs, pageOf } from '../page.js';
import { Ticket } from '../ticket/ticket.js';
import { needsPart, wantedUnder } from '../wanted.js';
import { Attachment } from './attachment.js';
import { AttachmentFilter, passes } from './filter.js';
import { isInline } from './is-inline.js';

/** A page of a ticket's MIME parts. */
const AttachmentConnection = connectionOf('Attachment', Attachment, {
  what: 'attachment',
  totalCount: 'The number of attachments that match the filter.',
  load: (line: AttachmentLine, wanted, { load }) => load.object.knownAttachment(line, wanted),
});

builder.objectField(Ticket, 'attachments', (t) =>
  t.field({
    nullable: true,
    nullOnlyWithError: true,
    type: AttachmentConnection,
    ...sizedByPage,
    description:
      'The attachments of all messages of the ticket, oldest first (RT: attachments). The list needs no extra request.',
    args: {
      filter: t.arg({ type: AttachmentFilter, description: 'Selects the parts to return.' }),
      ...pageArgs,
    },
    ...needsPart('attachments'),
    async resolve(ticket, { filter, ...args }, context, info) {
      const { load, limits } = context;
      checkPageArgs(args, limits.maxPageSize);
      let lines = (await load.attachments(ticket.id)).filter((line) => passes(line, filter));
      if (filter?.inline != null) {
        // Headers tell, and what is selected of the page comes with them.
        const wanted = [wantedUnder(info, 'nodes'), wantedUnder(info, 'edges', 'node')].reduce(
          wantBoth,
          wantColumns(attachmentColumns.headers),
        );
        const parts = await Promise.all(
          lines.map((line) => load.object.knownAttachment(line, wanted)),
        );
        const inline = await Promise.all(parts.map((part) => isInline(part, context)));
        lines = lines.filter((_, at) => inline[at] === filter.inline);
      }
      return pageOf(lines, args, {
        maxPageSize: limits.maxPageSize,
        scope: `attachments of ${ticket.id}`,
        byId: 'ascending',
      });
    },
  }),
);
