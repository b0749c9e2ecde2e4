import { attachmentColumns } from '../../rt/columns/attachment.js';
import { transactionColumns as c } from '../../rt/columns/transaction.js';
import { Attachment } from '../attachment/attachment.js';
import { AttachmentFilter, passes } from '../attachment/filter.js';
import { isInline } from '../attachment/is-inline.js';
import { builder } from '../builder.js';
import { Node } from '../node.js';
import { needs, wantedOf } from '../wanted.js';
import { HistoryItem, type TransactionObject } from './history-item.js';
import { historyRef } from './history-ref.js';
import { messageHtml } from './message-html.js';
import { partsOf } from './message-parts.js';
import { messageText } from './message-text.js';
import { typeNameOf } from './type-name.js';

/** A transaction with a body. */
export const MessageHistoryItem = builder
  .interfaceRef<TransactionObject>('MessageHistoryItem')
  .implement({
    description:
      'A history item with a body: the first message, a reply, a comment, or a recorded email (RT: Create, Correspond, Comment, EmailRecord, Forward).',
    interfaces: [Node, HistoryItem],
    resolveType: (item) => typeNameOf(item),
    fields: (t) => ({
      text: t.string({
        nullable: true,
        description:
          'The message as plain text, as RT renders it. Null if no part of the message is text.',
        ...needs(c.content),
        resolve: (item, _, context) => messageText(item, context),
      }),
      html: t.string({
        nullable: true,
        description:
          'The HTML of the message as the sender wrote it, all HTML parts in order, with cid: references replaced by download URLs. Sanitize it before display. Null if the message itself has no HTML; HTML in attached files or emails does not count.',
        ...needs(c.attachments),
        resolve: (item, _, context) => messageHtml(item, context),
      }),
      attachments: t.field({
        nullable: { list: true, items: true },
        nullOnlyWithError: [0, 1],
        type: [Attachment],
        description:
          'The MIME parts of the message (RT: Attachments), without containers by default.',
        args: {
          filter: t.arg({ type: AttachmentFilter, description: 'Selects the parts to return.' }),
        },
        ...needs(c.attachments),
        async resolve(item, { filter }, context, info) {
          const wanted = wantedOf(info);
          const keys = filter?.inline == null ? [] : [attachmentColumns.headers.key];
          const parts = await partsOf(item, context, {
            ...wanted,
            keys: new Set([...wanted.keys, ...keys]),
          });
          const passing = parts.filter((part) =>
            passes(
              {
                filename: part.read(attachmentColumns.filename),
                contentType: part.read(attachmentColumns.contentType),
              },
              filter,
            ),
          );
          if (filter?.inline == null) return passing;
          const inline = await Promise.all(passing.map((part) => isInline(part, context)));
          return passing.filter((_, at) => inline[at] === filter.inline);
        },
      }),
    }),
  });

function messageItem(name: string, description: string) {
  return historyRef(name).implement({
    description,
    interfaces: [Node, HistoryItem, MessageHistoryItem],
  });
}

/** Internal comment. */
export const CommentItem = messageItem('CommentItem', 'An internal comment (RT: Comment).');

/** Public reply. */
export const CorrespondenceItem = messageItem(
  'CorrespondenceItem',
  'A public reply (RT: Correspond).',
);

messageItem(
  'TicketCreatedItem',
  'The creation of the ticket (RT: Create). Its body is the first message.',
);
messageItem(
  'EmailRecordItem',
  'An outgoing email that RT recorded (RT: EmailRecord, CommentEmailRecord, Forward Ticket, Forward Transaction).',
);
