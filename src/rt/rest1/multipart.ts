import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

/** A file on its way to RT. Its bytes are read when the request goes out, not before. */
export interface UploadedFile {
  readonly filename: string;
  /** A well-formed media type, with its charset where the sender named one. */
  readonly contentType: string;
  /** Lets an HTML message refer to the file as `cid:<contentId>`. */
  readonly contentId?: string | undefined;
  /** Exact number of bytes. */
  readonly size: number;
  readonly open: () => Readable;
}

/** A body of several parts for RT. */
export interface MultipartBody {
  readonly contentType: string;
  readonly contentLength: number;
  /** The bytes, anew each time: a request that RT met with an ended session is sent again. */
  readonly open: () => Readable;
}

/** The form in a part named `content`, and the files as `attachment_1`, `attachment_2`, … */
export function encodeMultipart(form: string, files: readonly UploadedFile[]): MultipartBody {
  const parts = files.map((file, at) => ({
    // RT finds a part's type by its file name here, so each has one of its own; the stored one is in the form.
    disposition: `name="attachment_${at + 1}"; filename="file-${at + 1}"`,
    file,
  }));
  return encodeParts('content', form, parts);
}

/**
 * Writes the body by hand, since a FormData rewrites the form's newlines to CRLF, which RT would store. The
 * length is known beforehand, so RT never takes a body that broke off for a whole one.
 */
export function encodeParts(
  name: string,
  text: string,
  files: readonly { readonly disposition: string; readonly file: UploadedFile }[],
): MultipartBody {
  const boundary = `rt-graphql-${randomBytes(18).toString('hex')}`;
  const parts = files.map(({ disposition, file }) => ({
    head: Buffer.from(
      `\r\n--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n` +
        `Content-Type: ${file.contentType}\r\n${file.contentId === undefined ? '' : `Content-ID: <${file.contentId}>\r\n`}\r\n`,
    ),
    file,
  }));
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const contentLength =
    head.length +
    tail.length +
    parts.reduce((sum, { head: own, file }) => sum + own.length + file.size, 0);
  async function* bytes() {
    yield head;
    for (const part of parts) {
      yield part.head;
      yield* part.file.open();
    }
    yield tail;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength,
    open: () => Readable.from(bytes(), { objectMode: false }),
  };
}
