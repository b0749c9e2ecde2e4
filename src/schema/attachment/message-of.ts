import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { orNull } from '../../rt/or-null.js';
import { builder } from '../builder.js';
import { HistoryItem } from '../history/history-item.js';
import { needs, wantedOf } from '../wanted.js';
import { Attachment } from './attachment.js';

builder.objectField(Attachment, 'historyItem', (t) =>
  t.field({
    type: HistoryItem,
    nullable: true,
    description:
      'The message the attachment belongs to (RT: Transaction). Null if you may not see that message.',
    ...needs(c.transaction),
    resolve(attachment, _, { load }, info) {
      const id = attachment.read(c.transaction);
      return id === null ? null : orNull(load.object.knownTransaction(id, wantedOf(info)));
    },
  }),
);
