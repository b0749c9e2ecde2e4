import { integer, optionalText, text, utcDate } from '../column.js';

/** One file line of a transaction: the attachment's number, and its name where it has one. */
export interface TransactionAttachment {
  readonly id: number;
  readonly filename: string | null;
}

/** RT's text for a transaction that has no content. */
const noContent = 'This transaction appears to have no content';

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
  content: {
    key: 'Content',
    zoned: false,
    read: (value: string) => (value === '' || value === noContent ? null : value),
  },
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
    const match = /^(\d+): (.*) \([\d.]*[bk]\)$/s.exec(line);
    if (!match) return [];
    return [
      { id: Number(match[1]), filename: match[2] === 'untitled' ? null : (match[2] ?? null) },
    ];
  });
}
