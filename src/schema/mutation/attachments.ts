import { Readable } from 'node:stream';
import { GraphQLError } from 'graphql';
import { hasOnlyCharacters } from '../../rt/encode-form.js';
import { TooLargeError } from '../../rt/errors.js';
import { keptUpload } from '../../rt/kept-upload.js';
import type { UploadedFile } from '../../rt/multipart.js';
import { keepsUploadName, quoteUploadName, uploadName } from '../../rt/quoting.js';
import { builder } from '../builder.js';
import type { Limits } from '../context.js';
import type { PlanBuilder } from './planned-field.js';

/** A file part as the server took it in: on disk, not in memory. */
export class Upload {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  /** What its bytes are, so that another file under an idempotency key that was used is not taken for the same. */
  readonly sha256: string;
  readonly open: () => Readable;

  constructor(file: Omit<UploadedFile, 'contentId'> & { readonly sha256: string }) {
    this.filename = file.filename;
    this.contentType = file.contentType;
    this.size = file.size;
    this.sha256 = file.sha256;
    this.open = file.open;
  }
}

builder.scalarType('Upload', {
  description: 'A file part of a GraphQL multipart request.',
  specifiedByURL: 'https://github.com/jaydenseric/graphql-multipart-request-spec',
  serialize() {
    throw new GraphQLError('An upload is never an output.');
  },
  parseValue(value) {
    if (value instanceof Upload) return value;
    throw new GraphQLError('Upload: send the file as a part of a GraphQL multipart request.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
  parseLiteral() {
    throw new GraphQLError('Upload: send the file as a variable of a multipart request.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  },
});

const AttachmentContent = builder.inputType('AttachmentContent', {
  description: "A file's bytes. Exactly one.",
  isOneOf: true,
  fields: (t) => ({
    upload: t.field({ type: 'Upload', description: 'A part of a multipart request.' }),
    base64: t.field({ type: 'Base64', description: 'Bytes in base64.' }),
    text: t.string({ description: 'Text, stored as UTF-8.' }),
  }),
});

export const NewAttachment = builder.inputType('NewAttachment', {
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
        'inline and a contentId make cid: references work (RT builds multipart/related).',
    }),
    content: t.field({ type: AttachmentContent, required: true, description: 'Its bytes.' }),
  }),
});

/** One of content's members is set; GraphQL has checked that. */
interface NewAttachmentValue {
  readonly filename: string;
  readonly contentType?: string | null | undefined;
  readonly contentId?: string | null | undefined;
  readonly content: {
    readonly upload?: Upload | null | undefined;
    readonly base64?: Buffer | null | undefined;
    readonly text?: string | null | undefined;
  };
}

const mediaType = /^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w-]+=(?:[\w.:+-]+|"[\w .:+-]+"))*$/;

/** The files as they are sent, so that the same bytes come back. */
export function keptUploads(
  files: readonly UploadedFile[],
  { hasBody }: { readonly hasBody: boolean },
): Promise<readonly UploadedFile[]> {
  const isAlone = !hasBody && files.length === 1;
  return Promise.all(files.map((file) => keptUpload(file, isAlone)));
}

/** Reads files, refusing names, types and sizes that would not arrive as they are. */
export function planFiles(
  plan: PlanBuilder,
  files: readonly NewAttachmentValue[] | null | undefined,
  limits: Limits,
): readonly UploadedFile[] {
  return (files ?? []).flatMap((file, at) => {
    const path = ['attachments', String(at)];
    const filename = uploadName(file.filename);
    const type = file.contentType ?? defaultType(file.content);
    if (filename === '' || Buffer.byteLength(filename) > 255) {
      plan.refuse([...path, 'filename'], 'A file name is 1 to 255 bytes.');
    } else if (!hasOnlyCharacters(filename) || !keepsUploadName(filename)) {
      plan.refuse(
        [...path, 'filename'],
        'RT would change this name. Leave out control characters, unpaired surrogates, blanks at either end and "=?...?=".',
      );
    } else if (quoteUploadName(filename) === undefined) {
      plan.refuse(
        [...path, 'filename'],
        'RT cannot be told a name that holds both a comma and a double quote.',
      );
    } else if (!mediaType.test(type)) {
      plan.refuse([...path, 'contentType'], 'A MIME type such as image/png is needed.');
    } else if (
      file.contentId != null &&
      !/^[\w.!#$%&'*+/=?^`{|}~@-]{1,200}$/.test(file.contentId)
    ) {
      plan.refuse([...path, 'contentId'], 'A Content-ID such as logo@example.org is needed.');
    } else {
      const bytes = bytesOf(file.content);
      if (bytes.size > limits.maxUploadBytes) {
        throw new TooLargeError(`A file may have up to ${limits.maxUploadBytes} bytes.`, {
          limit: { name: 'MAX_UPLOAD_BYTES', allowed: limits.maxUploadBytes, asked: bytes.size },
        });
      }
      return [{ ...bytes, filename, contentType: type, contentId: file.contentId ?? undefined }];
    }
    return [];
  });
}

function defaultType({ upload, text }: NewAttachmentValue['content']): string {
  if (text != null) return 'text/plain; charset=utf-8';
  return upload?.contentType ?? 'application/octet-stream';
}

function bytesOf(content: NewAttachmentValue['content']): Pick<UploadedFile, 'size' | 'open'> {
  if (content.upload) return { size: content.upload.size, open: content.upload.open };
  const bytes = content.base64 ?? Buffer.from(content.text ?? '', 'utf8');
  return { size: bytes.length, open: () => Readable.from([bytes]) };
}
