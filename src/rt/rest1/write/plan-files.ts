import { Readable } from 'node:stream';
import { TooLargeError } from '../../errors.js';
import type { FileBytes, FileValue } from '../../values.js';
import { hasOnlyCharacters } from '../encode-form.js';
import type { UploadedFile } from '../multipart.js';
import { keepsUploadName, quoteUploadName, uploadName } from '../quoting.js';
import { keptUpload } from './kept-upload.js';
import type { PlanBuilder } from './planned-field.js';

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
  files: readonly FileValue[] | null | undefined,
  maxUploadBytes: number,
): readonly UploadedFile[] {
  return (files ?? []).flatMap((file, at) => {
    const path = ['attachments', String(at)];
    const filename = uploadName(file.filename);
    const type = file.contentType ?? defaultType(file.content);
    if (filename === '' || Buffer.byteLength(filename) > 255) {
      plan.refuse([...path, 'filename'], 'A file name must have 1 to 255 bytes.');
    } else if (!hasOnlyCharacters(filename) || !keepsUploadName(filename)) {
      plan.refuse(
        [...path, 'filename'],
        'RT would change this name. Remove control characters, unpaired surrogates, spaces at the start or end, and "=?...?=".',
      );
    } else if (quoteUploadName(filename) === undefined) {
      plan.refuse(
        [...path, 'filename'],
        'A file name with both a comma and a double quote cannot be sent to RT.',
      );
    } else if (!mediaType.test(type)) {
      plan.refuse([...path, 'contentType'], 'Use a MIME type such as image/png.');
    } else if (
      file.contentId != null &&
      !/^[\w.!#$%&'*+/=?^`{|}~@-]{1,200}$/.test(file.contentId)
    ) {
      plan.refuse([...path, 'contentId'], 'A Content-ID such as logo@example.org is needed.');
    } else {
      const bytes = bytesOf(file.content);
      if (bytes.size > maxUploadBytes) {
        throw new TooLargeError(
          `The file is larger than the maximum of ${maxUploadBytes} bytes (MAX_UPLOAD_BYTES).`,
          {
            limit: { name: 'MAX_UPLOAD_BYTES', allowed: maxUploadBytes, asked: bytes.size },
          },
        );
      }
      return [{ ...bytes, filename, contentType: type, contentId: file.contentId ?? undefined }];
    }
    return [];
  });
}

function defaultType({ upload, text }: FileValue['content']): string {
  if (text != null) return 'text/plain; charset=utf-8';
  return upload?.contentType ?? 'application/octet-stream';
}

function bytesOf(content: FileValue['content']): FileBytes {
  if (content.upload) return { size: content.upload.size, open: content.upload.open };
  const bytes = content.base64 ?? Buffer.from(content.text ?? '', 'utf8');
  return { size: bytes.length, open: () => Readable.from([bytes]) };
}
