import type { Readable } from 'node:stream';
import type { UploadedBytes } from '../rt/values.js';
import { invalidValue } from './errors.js';

/** A file part as the server took it in: on disk, not in memory. */
export class Upload implements UploadedBytes {
  readonly contentType: string;
  readonly size: number;
  /** What its bytes are, so that another file under an idempotency key that was used is not taken for the same. */
  readonly sha256: string;
  readonly open: () => Readable;

  constructor(file: UploadedBytes & { readonly sha256: string }) {
    this.contentType = file.contentType;
    this.size = file.size;
    this.sha256 = file.sha256;
    this.open = file.open;
  }
}

/** The scalar whose values are file parts. */
export const uploadScalar = {
  description: 'A file uploaded in a GraphQL multipart request.',
  specifiedByURL: 'https://github.com/jaydenseric/graphql-multipart-request-spec',
  serialize(): never {
    throw new TypeError('An upload is never an output.');
  },
  parseValue(value: unknown): Upload {
    if (value instanceof Upload) return value;
    throw invalidValue('Upload', 'send the file as a part of a GraphQL multipart request.');
  },
  parseLiteral(): never {
    throw invalidValue('Upload', 'send the file as a variable of a multipart request.');
  },
};
