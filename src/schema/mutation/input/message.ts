import { builder } from '../../builder.js';

/** A message's text. */
export const MessageBodyInput = builder.inputType('MessageBodyInput', {
  description: 'The text of a message. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    text: t.string({
      description: 'The message as plain text, of any number of lines (RT: text/plain).',
    }),
    html: t.string({
      description:
        'The message as HTML (RT: text/html). RT derives the plain text of outgoing email from it.',
    }),
  }),
});

const AttachmentContentInput = builder.inputType('AttachmentContentInput', {
  description: 'The content of a file. Set exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    upload: t.field({ type: 'Upload', description: 'A file uploaded in a multipart request.' }),
    base64: t.field({ type: 'Base64', description: 'The content in base64.' }),
    text: t.string({ description: 'The content as text. It is stored as UTF-8.' }),
  }),
});

/** A file to send along. */
export const NewAttachmentInput = builder.inputType('NewAttachmentInput', {
  description: 'A file to attach.',
  fields: (t) => ({
    filename: t.string({
      required: true,
      description:
        'The file name. Everything up to the last slash or backslash is removed, as mail programs do. Names that RT would change are rejected.',
    }),
    contentType: t.string({
      description:
        'The MIME type. Default: the type of the upload, or text/plain for `text`. The type is stored as application/octet-stream if RT would otherwise change the content: for multipart/*, for message/rfc822 with non-ASCII bytes, and for text that is not valid in its charset.',
    }),
    contentId: t.string({
      description:
        'A Content-ID. The HTML of the message can embed the file as cid:<contentId>; RT then builds a multipart/related message.',
    }),
    content: t.field({
      type: AttachmentContentInput,
      required: true,
      description: 'The content of the file.',
    }),
  }),
});
