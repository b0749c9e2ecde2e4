import { exactSize, headerValue, originalCharset } from '../../rt/mime-headers.js';
import { attachmentColumns as c } from '../../rt/records/attachment.js';
import type { ShownObject } from '../../rt/shown-object.js';
import { builder } from '../builder.js';
import { optionalStringField, stringField } from '../column-field.js';
import { needed } from '../needed.js';
import { Node } from '../node.js';
import { orNull } from '../or-null.js';
import { User } from '../user/user.js';
import { needs, wantedOf } from '../wanted.js';

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
        "The mail's Message-ID (RT: MessageId). Null when it came not by mail.",
      ),
    ),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was added (RT: Created).',
      ...needs(c.created),
      resolve: (attachment) => needed(attachment.read(c.created), 'Created'),
    }),
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
      description: 'The first header of a name. Null when there is none.',
      args: { name: t.arg.string({ required: true, description: 'Header name, in any case.' }) },
      ...needs(c.headers),
      resolve: (attachment, { name }) => headerValue(attachment.read(c.headers), name) ?? null,
    }),
    size: t.field({
      type: 'ByteCount',
      nullable: true,
      description:
        "Exact, from the part's Content-Length header; null when RT did not record it, and for text that came in another charset than UTF-8, which RT counts otherwise than it sends it.",
      ...needs(c.headers),
      resolve: (attachment) => sizeOf(attachment),
    }),
    isInline: t.boolean({
      description:
        'Whether it belongs into the message: disposition inline, or a Content-ID to refer to.',
      ...needs(c.headers),
      resolve: (attachment) => isInline(attachment),
    }),
    contentId: t.string({
      nullable: true,
      description: 'Its Content-ID without the brackets. Null when it has none.',
      ...needs(c.headers),
      resolve: (attachment) => contentIdOf(attachment),
    }),
    isText: t.boolean({
      description: 'Whether its type is text/*.',
      ...needs(c.contentType),
      resolve: (attachment) => isText(attachment),
    }),
    text: t.string({
      nullable: true,
      description:
        "Decoded text, for text/* only. Null for other types, and without maxBytes for text larger than the server's inline limit; use base64 or downloadUrl.",
      args: {
        maxBytes: t.arg.int({ description: 'Only the beginning, cut between characters.' }),
      },
      ...needs(c.contentType, c.headers),
      async resolve(attachment, { maxBytes }, { load, limits }) {
        if (!isText(attachment)) return null;
        const cut = maxBytes == null ? undefined : Math.min(maxBytes, limits.maxInlineBytes);
        const size = sizeOf(attachment) ?? 0;
        if (cut === undefined && size > limits.maxInlineBytes) return null;
        const bytes = await load.attachmentBytes(attachment.id, cut ?? limits.maxInlineBytes, {
          cut: cut !== undefined,
        });
        return bytes && decode(bytes, originalCharset(attachment.read(c.headers)));
      },
    }),
    base64: t.field({
      type: 'Base64',
      nullable: true,
      description:
        "Its bytes. Null when larger than the server's inline limit (default 8 MiB); use downloadUrl.",
      ...needs(c.headers),
      async resolve(attachment, _, { load, limits }) {
        if ((sizeOf(attachment) ?? 0) > limits.maxInlineBytes) return null;
        const bytes = await load.attachmentBytes(attachment.id, limits.maxInlineBytes, {
          cut: false,
        });
        return bytes ?? null;
      },
    }),
    downloadUrl: t.field({
      type: 'URL',
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

/** The exact size that the part's own header tells. */
function sizeOf(attachment: AttachmentObject): number | null {
  return exactSize(attachment.read(c.headers)) ?? null;
}

/** Whether a part is meant to be shown within its message. */
export function isInline(attachment: AttachmentObject): boolean {
  const disposition = headerValue(attachment.read(c.headers), 'Content-Disposition') ?? '';
  return /^inline\b/i.test(disposition) || contentIdOf(attachment) !== null;
}

/** A part's Content-ID without its angle brackets. */
export function contentIdOf(attachment: AttachmentObject): string | null {
  const value = headerValue(attachment.read(c.headers), 'Content-ID');
  return value?.trim().replace(/^<|>$/g, '') || null;
}

function isText(attachment: AttachmentObject): boolean {
  return /^text\//i.test(attachment.read(c.contentType));
}

/** RT sends text in the charset it came in; bytes that do not fit it become U+FFFD. */
export function decode(bytes: Buffer, charset: string): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { ignoreBOM: true });
  } catch {
    decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  }
  // Streaming leaves out a character that a cut has torn apart.
  return decoder.decode(bytes, { stream: true });
}
