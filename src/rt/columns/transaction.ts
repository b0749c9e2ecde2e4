import { integer, optionalText, text, utcDate } from './column.js';

/** One file line of a transaction: the attachment's number, and its name where it has one. */
export interface TransactionAttachment {
  readonly id: number;
  readonly filename: string | null;
  /** How much RT has of it, rounded: `70b`, `97.6k`. Characters for plain text and HTML, bytes for all else. */
  readonly size: string;
}

/**
 * The columns of RT's transaction form. RT prints the creator only together with the content, and reads
 * every attachment's body to print their sizes, so neither is asked for without need.
 */
export const transactionColumns = {
  ticket: integer('Ticket'),
  timeTaken: integer('TimeTaken'),
  type: text('Type'),
  field: optionalText('Field'),
  oldValue: optionalText('OldValue'),
  newValue: optionalText('NewValue'),
  data: optionalText('Data'),
  description: text('Description'),
  /** Where a transaction has no text, RT prints a sentence that says so in the reader's language. */
  content: text('Content'),
  creator: optionalText('Creator'),
  created: utcDate('Created'),
  attachments: {
    key: 'Attachments',
    zoned: false,
    read: (value: string): readonly TransactionAttachment[] => readAttachmentLines(value),
  },
} as const;

function readAttachmentLines(value: string): readonly TransactionAttachment[] {
  return value.split(/\n(?=\d+: )/).flatMap((line) => {
    const match = /^(\d+): (.*) \(([\d.]*[bk])\)$/s.exec(line);
    if (!match) return [];
    const filename = match[2] === 'untitled' ? null : (match[2] ?? null);
    return [{ id: Number(match[1]), filename, size: match[3] ?? '' }];
  });
}
