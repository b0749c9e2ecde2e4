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
    description: 'Create, Correspond, Comment, Forward, EmailRecord: an item with a body.',
    interfaces: [Node, HistoryItem],
    resolveType: (item) => typeNameOf(item),
    fields: (t) => ({
      text: t.string({
        nullable: true,
        description: "RT's plain-text rendering. Null when no part of the message is text.",
        ...needs(c.content),
        resolve: (item, _, context) => messageText(item, context),
      }),
      html: t.string({
        nullable: true,
        description:
          "The sender's HTML, all its parts in order, with cid: references rewritten to download URLs. Sanitise before display. Null when the message has no HTML of its own: attached files and mails inside it do not count.",
        ...needs(c.attachments),
        resolve: (item, _, context) => messageHtml(item, context),
      }),
      attachments: t.field({
        nullable: { list: true, items: true },
        nullOnlyWithError: [0, 1],
        type: [Attachment],
        description: 'Its MIME parts (RT: Attachments), containers left out unless asked for.',
        args: { filter: t.arg({ type: AttachmentFilter, description: 'Which parts to list.' }) },
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
export const CommentItem = messageItem('CommentItem', 'Internal comment (RT: Comment).');

/** Public reply. */
export const CorrespondenceItem = messageItem(
  'CorrespondenceItem',
  'Public reply (RT: Correspond).',
);

messageItem(
  'TicketCreatedItem',
  'The ticket was created; its body is the message that opened it (RT: Create).',
);
messageItem(
  'EmailRecordItem',
  'Outgoing mail that RT recorded (EmailRecord, CommentEmailRecord, Forward Ticket, Forward Transaction).',
);
