import { attachmentColumns as c } from '../../rt/columns/attachment.js';
import { InvalidInputError } from '../../rt/errors.js';
import { contentIdOf, headerValue } from '../../rt/mail/mime-headers.js';
import { orNull } from '../../rt/or-null.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { dateField, optionalStringField, stringField } from '../column-field.js';
import { Node } from '../node.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';
import { isInline } from './is-inline.js';
import { sizeAtHand, sizeOf } from './part-size.js';
import { partText } from './part-text.js';

export type AttachmentObject = ShownObject<'attachment'>;

const MimeHeader = builder
  .objectRef<{ readonly name: string; readonly value: string }>('MimeHeader')
  .implement({
    description: 'One header of a MIME part.',
    fields: (t) => ({
      name: t.string({ description: 'Its name as it was sent.', resolve: ({ name }) => name }),
      value: t.string({
        description: 'Its value, folded lines joined.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const DownloadDisposition = builder.enumType('DownloadDisposition', {
  description: 'How a browser treats a download.',
  values: {
    ATTACHMENT: { value: 'attachment', description: 'Save it as a file.' },
    INLINE: { value: 'inline', description: 'Show it, where its type is safe to show.' },
  } as const,
});

/** RT's attachment: one MIME part. */
export const Attachment = builder.objectRef<AttachmentObject>('Attachment').implement({
  description: 'One MIME part of a message. Multipart containers are hidden unless asked for.',
  interfaces: [Node],
  fields: (t) => ({
    filename: t.field(
      optionalStringField(
        c.filename,
        'Its file name (RT: Filename). Null for message bodies and containers.',
      ),
    ),
    contentType: t.field(
      stringField(c.contentType, 'Its MIME type, e.g. text/plain (RT: ContentType).'),
    ),
    contentEncoding: t.field(
      optionalStringField(
        c.contentEncoding,
        'How RT stores the bytes (RT: ContentEncoding). Null when RT does not say.',
      ),
    ),
    subject: t.field(
      optionalStringField(
        c.subject,
        "The message's subject (RT: Subject). Null when the part has none.",
      ),
    ),
    messageId: t.field(
      optionalStringField(
        c.messageId,
        "The mail's Message-ID (RT: MessageId). Null if it did not arrive by email.",
      ),
    ),
    createdAt: t.field(dateField(c.created, 'When it was added (RT: Created).')),
    creator: t.field({
      type: User,
      nullable: true,
      description: 'Who added it (RT: Creator). Null when RT does not show that user.',
      ...needs(c.creator),
      resolve(attachment, _, { load }, info) {
        const id = attachment.read(c.creator);
        return id === null ? null : orNull(load.object.named('user', { id }, wantedOf(info)));
      },
    }),
    headers: t.field({
      type: [MimeHeader],
      description: 'All its MIME headers, in RT’s order (RT: Headers).',
      ...needs(c.headers),
      resolve: (attachment) => attachment.read(c.headers),
    }),
    header: t.string({
      nullable: true,
      description: 'The first header with this name. Null if the attachment has no such header.',
      args: { name: t.arg.string({ required: true, description: 'Header name, in any case.' }) },
      ...needs(c.headers),
      resolve: (attachment, { name }) => headerValue(attachment.read(c.headers), name) ?? null,
    }),
    size: t.field({
      type: 'ByteCount',
      nullable: true,
      description:
        'The number of bytes that a download sends. Null if only a download can tell: for a mail inside a mail (message/*), for a file that RT shortened, and for text in another charset than UTF-8.',
      ...needs(c.contentType, c.headers),
      resolve: (attachment, _, context) => sizeOf(attachment, context),
    }),
    isInline: t.boolean({
      description:
        'True if the part is shown within its message: its disposition is inline, or the HTML of the message shows it by its Content-ID.',
      ...needs(c.headers),
      resolve: (attachment, _, context) => isInline(attachment, context),
    }),
    contentId: t.string({
      nullable: true,
      description: 'Its Content-ID without the brackets. Null when it has none.',
      ...needs(c.headers),
      resolve: (attachment) => contentIdOf(attachment.read(c.headers)) ?? null,
    }),
    isText: t.boolean({
      description: 'Whether its type is text/*.',
      ...needs(c.contentType),
      resolve: (attachment) => isText(attachment),
    }),
    text: t.string({
      nullable: true,
      cost: 1,
      description:
        "Decoded text, for text/* only. Null for other types, for a charset that the server cannot decode, and without maxBytes for text larger than the server's inline limit; use base64 or downloadUrl.",
      args: {
        maxBytes: t.arg.int({ description: 'Only the beginning, cut between characters.' }),
      },
      ...needs(c.contentType, c.headers),
      async resolve(attachment, { maxBytes }, context) {
        if (maxBytes != null && maxBytes < 0) {
          throw new InvalidInputError(`maxBytes is ${maxBytes}. Use 0 or more.`);
        }
        if (!isText(attachment)) return null;
        const { maxInlineBytes } = context.limits;
        if (maxBytes != null)
          return partText(attachment, context, Math.min(maxBytes, maxInlineBytes));
        if ((sizeAtHand(attachment) ?? 0) > maxInlineBytes) return null;
        return partText(attachment, context);
      },
    }),
    base64: t.field({
      type: 'Base64',
      nullable: true,
      cost: 1,
      description:
        "Its bytes. Null when larger than the server's inline limit (default 8 MiB); use downloadUrl.",
      ...needs(c.headers),
      async resolve(attachment, _, { load, limits }) {
        if ((sizeAtHand(attachment) ?? 0) > limits.maxInlineBytes) return null;
        const bytes = await load.attachmentBytes(attachment.id, limits.maxInlineBytes, {
          cut: false,
        });
        return bytes ?? null;
      },
    }),
    downloadUrl: t.field({
      type: 'URI',
      description:
        "Streams the bytes through this API with the viewer's own rights. Range and ETag supported. Signed and valid for 5 minutes: until then it works without credentials, in an <img> or a link. Ask for it again rather than keep it.",
      args: {
        disposition: t.arg({
          type: DownloadDisposition,
          defaultValue: 'attachment',
          description: 'Whether a browser saves or shows it.',
        }),
      },
      resolve: (attachment, { disposition }, context) =>
        context.downloadUrl(attachment.id, disposition ?? 'attachment'),
    }),
  }),
});

builder.objectField(Attachment, 'parent', (t) =>
  t.field({
    type: Attachment,
    nullable: true,
    description: 'The container it is a part of (RT: Parent). Null at the top.',
    ...needs(c.parent),
    resolve(attachment, _, { load }, info) {
      const id = attachment.read(c.parent);
      return id === null ? null : orNull(load.object.attachment(id, wantedOf(info)));
    },
  }),
);

function isText(attachment: AttachmentObject): boolean {
  return /^text\//i.test(attachment.read(c.contentType));
}
