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
        'The message just made, recognised by its text, files and author. Null if none was made, or you may not see it.',
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
    repeats: 'a second mail',
    payload: messagePayload(name, options.item),
    fields: (t) => ({
      body: t.field({
        type: MessageBodyInput,
        description: 'The text. Needed unless there is a file.',
      }),
      attachments: t.field({ type: [NewAttachmentInput], description: 'Files to send along.' }),
      cc: t.field({ type: ['EmailAddress'], description: 'Copies of this one message (RT: Cc).' }),
      bcc: t.field({
        type: ['EmailAddress'],
        description: 'Blind copies of this one message (RT: Bcc).',
      }),
      timeWorkedMinutes: t.int({ description: 'Minutes to book with it (RT: TimeWorked).' }),
      status: t.string({ description: 'A status to set as well (RT: Status).' }),
    }),
    run: (message, { rt, id, selected, selectedUnder }) =>
      rt.addMessage(id, kind, message, selected, selectedUnder('historyItem')),
  });
}

messageMutation('commentOnTicket', 'comment', {
  description:
    'Adds an internal comment (RT: comment with Action: comment). RT never mails it to requestors.',
  inputDescription: 'An internal comment.',
  item: CommentItem,
});

messageMutation('replyToTicket', 'correspond', {
  description:
    'Adds a public reply (RT: comment with Action: correspond). RT mails requestors and Ccs.',
  inputDescription: 'A public reply.',
  item: CorrespondenceItem,
});
