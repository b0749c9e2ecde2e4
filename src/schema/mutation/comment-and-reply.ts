import { orNull } from '../../rt/or-null.js';
import type { MessageKind } from '../../rt/writes.js';
import { builder } from '../builder.js';
import { CommentItem, CorrespondenceItem } from '../history/messages.js';
import { wantedOf } from '../wanted.js';
import { payloadName, ticketMutation } from './frame.js';
import { MessageBodyInput, NewAttachmentInput } from './input/message.js';
import { ticketPayload } from './payload.js';

function messagePayload(name: string, item: typeof CommentItem | typeof CorrespondenceItem) {
  const ref = ticketPayload(payloadName(name));
  builder.objectField(ref, 'historyItem', (t) =>
    t.field({
      type: item,
      nullable: true,
      description:
        'The message that was added, found by its text, files and author. Null if no message was added, or if you may not see it.',
      resolve: ({ transaction }, _, { load }, info) =>
        transaction === undefined
          ? null
          : orNull(load.object.knownTransaction(transaction, wantedOf(info))),
    }),
  );
  return ref;
}

function messageMutation(
  name: string,
  kind: MessageKind,
  options: {
    readonly description: string;
    readonly inputDescription: string;
    readonly item: typeof CommentItem | typeof CorrespondenceItem;
  },
): void {
  ticketMutation(name, {
    ...options,
    repeats: 'sending a second email',
    payload: messagePayload(name, options.item),
    fields: (t) => ({
      body: t.field({
        type: MessageBodyInput,
        description: 'The text of the message. Required unless a file is attached.',
      }),
      attachments: t.field({ type: [NewAttachmentInput], description: 'The files to attach.' }),
      cc: t.field({
        type: ['EmailAddress'],
        description: 'Addresses that receive a copy of this message only (RT: Cc).',
      }),
      bcc: t.field({
        type: ['EmailAddress'],
        description: 'Addresses that receive a blind copy of this message only (RT: Bcc).',
      }),
      timeWorkedMinutes: t.int({
        description: 'The minutes of work to record with the message (RT: TimeWorked).',
      }),
      status: t.string({
        description: 'The status to set together with the message (RT: Status).',
      }),
    }),
    run: (message, { rt, id, selected, selectedUnder }) =>
      rt.addMessage(id, kind, message, selected, selectedUnder('historyItem')),
  });
}

messageMutation('commentOnTicket', 'comment', {
  description:
    'Adds an internal comment to a ticket (RT: comment with Action: comment). RT never emails it to requestors.',
  inputDescription: 'The comment to add.',
  item: CommentItem,
});

messageMutation('replyToTicket', 'correspond', {
  description:
    'Adds a public reply to a ticket (RT: comment with Action: correspond). RT emails it to the requestors and Ccs.',
  inputDescription: 'The reply to add. RT emails it to the requestors and Ccs.',
  item: CorrespondenceItem,
});
