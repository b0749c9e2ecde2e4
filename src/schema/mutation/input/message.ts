import { builder } from '../../builder.js';

/** A message's text. */
export const MessageBodyInput = builder.inputType('MessageBodyInput', {
  description: 'The text of a message. Exactly one.',
  isOneOf: true,
  fields: (t) => ({
    text: t.string({ description: 'Plain text, in as many lines as needed (RT: text/plain).' }),
    html: t.string({ description: 'HTML (RT: text/html). RT makes a plain text of it for mail.' }),
  }),
});

const AttachmentContentInput = builder.inputType('AttachmentContentInput', {
  description: "A file's bytes. Exactly one.",
  isOneOf: true,
  fields: (t) => ({
    upload: t.field({ type: 'Upload', description: 'A part of a multipart request.' }),
    base64: t.field({ type: 'Base64', description: 'Bytes in base64.' }),
    text: t.string({ description: 'Text, stored as UTF-8.' }),
  }),
});

/** A file to send along. */
export const NewAttachmentInput = builder.inputType('NewAttachmentInput', {
  description: 'A file to send along.',
  fields: (t) => ({
    filename: t.string({
      required: true,
      description:
        'Its name. What precedes the last slash or backslash is cut, as mail programs do. Names that RT would change are refused.',
    }),
    contentType: t.string({
      description:
        "Its MIME type; the upload's own, or text/plain for text, when absent. Stored as application/octet-stream where RT would change the bytes of the type: multipart/*, message/rfc822 with bytes beyond ASCII, and text that is not in its charset.",
    }),
    contentId: t.string({
      description:
        'An ID that the HTML of the message can show the file by, as cid:<contentId> (RT builds multipart/related).',
    }),
    content: t.field({
      type: AttachmentContentInput,
      required: true,
      description: 'Its bytes.',
    }),
  }),
});
