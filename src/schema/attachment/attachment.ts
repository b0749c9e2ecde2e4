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
    description: 'A header of a MIME part.',
    fields: (t) => ({
      name: t.string({ description: 'The name, as it was sent.', resolve: ({ name }) => name }),
      value: t.string({
        description: 'The value, with folded lines joined.',
        resolve: ({ value }) => value,
      }),
    }),
  });

const DownloadDisposition = builder.enumType('DownloadDisposition', {
  description: 'The way in which a browser handles a download.',
  values: {
    ATTACHMENT: { value: 'attachment', description: 'Saves it as a file.' },
    INLINE: { value: 'inline', description: 'Displays it, if its type is safe to display.' },
  } as const,
});

/** RT's attachment: one MIME part. */
export const Attachment = builder.objectRef<AttachmentObject>('Attachment').implement({
  description:
    'One MIME part of a message: its text, an attached file, or a multipart container. Lists omit containers by default.',
  interfaces: [Node],
  fields: (t) => ({
    filename: t.field(
      optionalStringField(
        c.filename,
        'The file name (RT: Filename). Null for message bodies and containers.',
      ),
    ),
    contentType: t.field(
      stringField(c.contentType, 'The MIME type, e.g. text/plain (RT: ContentType).'),
    ),
    contentEncoding: t.field(
      optionalStringField(
        c.contentEncoding,
        'The encoding in which RT stores the content (RT: ContentEncoding). Null if RT does not report it.',
      ),
    ),
    subject: t.field(
      optionalStringField(
        c.subject,
        'The subject of the message (RT: Subject). Null if the part has no subject.',
      ),
    ),
    messageId: t.field(
      optionalStringField(
        c.messageId,
        'The Message-ID of the email (RT: MessageId). Null if the message did not arrive by email.',
      ),
    ),
    createdAt: t.field(
      dateField(c.created, 'The date and time when the attachment was added (RT: Created).'),
    ),
    creator: t.field({
      type: User,
      nullable: true,
      description:
        'The user who added the attachment (RT: Creator). Null if you may not see that user.',
      ...needs(c.creator),
      resolve(attachment, _, { load }, info) {
        const id = attachment.read(c.creator);
        return id === null ? null : orNull(load.object.named('user', { id }, wantedOf(info)));
      },
    }),
    headers: t.field({
      type: [MimeHeader],
      description: "All MIME headers, in RT's order (RT: Headers).",
      ...needs(c.headers),
      resolve: (attachment) => attachment.read(c.headers),
    }),
    header: t.string({
      nullable: true,
      description: 'The value of the first header with this name. Null if there is no such header.',
      args: {
        name: t.arg.string({
          required: true,
          description: 'The name of the header, case-insensitive.',
        }),
      },
      ...needs(c.headers),
      resolve: (attachment, { name }) => headerValue(attachment.read(c.headers), name) ?? null,
    }),
    size: t.field({
      type: 'ByteCount',
      nullable: true,
      description:
        'The size of the download in bytes. Null if it is known only after a download: for an email within an email (message/*), a file that RT truncated, and text in a charset other than UTF-8.',
      ...needs(c.contentType, c.headers),
      resolve: (attachment, _, context) => sizeOf(attachment, context),
    }),
    isInline: t.boolean({
      description:
        'Whether the part is displayed within its message: its disposition is inline, or the HTML of the message embeds it by its Content-ID.',
      ...needs(c.headers),
      resolve: (attachment, _, context) => isInline(attachment, context),
    }),
    contentId: t.string({
      nullable: true,
      description: 'The Content-ID, without angle brackets. Null if the part has no Content-ID.',
      ...needs(c.headers),
      resolve: (attachment) => contentIdOf(attachment.read(c.headers)) ?? null,
    }),
    isText: t.boolean({
      description: 'Whether the MIME type is text/*.',
      ...needs(c.contentType),
      resolve: (attachment) => isText(attachment),
    }),
    text: t.string({
      nullable: true,
      cost: 1,
      description:
        'The decoded text. Null if the MIME type is not text/*, if the server does not know the charset, or if `maxBytes` is omitted and the text is larger than `rtServer.limits.maxInlineBytes`; use `base64` or `downloadUrl` instead.',
      args: {
        maxBytes: t.arg.int({
          description:
            'The maximum number of bytes to return. Longer text is cut, never within a character.',
        }),
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
        'The content in base64. Null if it is larger than `rtServer.limits.maxInlineBytes` (8 MiB by default); use `downloadUrl` instead.',
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
        'A signed URL that downloads the content through this server with your rights in RT. It supports Range and ETag, needs no credentials (so it works in an <img> or a link), and expires after 5 minutes. Query it again instead of storing it.',
      args: {
        disposition: t.arg({
          type: DownloadDisposition,
          defaultValue: 'attachment',
          description: 'Whether a browser saves the file or displays it.',
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
    description:
      'The multipart container that holds this part (RT: Parent). Null for a top-level part.',
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
