import { type MimeHeader, parseHeaders } from '../mail/mime-headers.js';
import { type Column, optionalText, text, utcDate } from './column.js';

const objectNumber: Pick<Column<number | null>, 'zoned' | 'read'> = {
  zoned: false,
  // RT prints the creator as `14`, the parent as `attachment/8`, and no parent as `attachment/0`.
  read: (value) => Number(/(\d+)$/.exec(value)?.[1] ?? 0) || null,
};

/** The columns of RT's attachment form. Bytes are exact only in `/content`. */
export const attachmentColumns = {
  subject: optionalText('Subject'),
  creator: { key: 'Creator', ...objectNumber },
  created: utcDate('Created'),
  transaction: { key: 'Transaction', ...objectNumber },
  parent: { key: 'Parent', ...objectNumber },
  messageId: optionalText('MessageId'),
  filename: optionalText('Filename'),
  contentType: text('ContentType'),
  contentEncoding: optionalText('ContentEncoding'),
  headers: {
    key: 'Headers',
    zoned: false,
    read: (value: string): readonly MimeHeader[] => parseHeaders(value),
  },
  /** RT's own reading of plain text and HTML. */
  content: text('Content'),
  /** No column of RT's: the size that a list told of the part, put there by the loader. */
  listedSize: optionalText('ListedSize'),
} as const;
