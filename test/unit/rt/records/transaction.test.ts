import { describe, expect, test } from 'vitest';
import { transactionColumns } from '../../../../src/rt/columns/transaction.js';
import { parseForms } from '../../../../src/rt/rest1/form.js';
import { ShownObject } from '../../../../src/rt/shown-object.js';

const payload =
  '# 1/20 (id/246/total)\n\nid: 246\nTicket: 16\nTimeTaken: 0\nType: Comment\nField: \nOldValue: \n' +
  'NewValue: \n\nData: att bin.dat\n\n\nDescription: Comments added by root\n\nContent: body for bin.dat\n\n\n' +
  'Creator: root\nCreated: 2026-11-23 22:25:18\n\nAttachments: \n             85: untitled (b)\n' +
  '             86: untitled (17b)\n             87: bin, (1).dat (259b)\n             88: 9: x (1.5k)\n\n\n';

describe('a transaction', () => {
  const [form] = parseForms(payload);
  const transaction = new ShownObject('transaction', {
    id: 246,
    values: form?.fields ?? new Map(),
  });

  test('has all that RT prints of it', () => {
    expect(transaction.read(transactionColumns.ticket)).toBe(16);
    expect(transaction.read(transactionColumns.type)).toBe('Comment');
    expect(transaction.read(transactionColumns.field)).toBeNull();
    expect(transaction.read(transactionColumns.data)).toBe('att bin.dat\n');
    expect(transaction.read(transactionColumns.content)).toBe('body for bin.dat\n');
    expect(transaction.read(transactionColumns.creator)).toBe('root');
    expect(transaction.read(transactionColumns.created)).toEqual(new Date('2026-11-23T22:25:18Z'));
  });

  test('names its files, the one without bytes too', () => {
    expect(transaction.read(transactionColumns.attachments)).toEqual([
      { id: 85, filename: null, size: 'b' },
      { id: 86, filename: null, size: '17b' },
      { id: 87, filename: 'bin, (1).dat', size: '259b' },
      { id: 88, filename: '9: x', size: '1.5k' },
    ]);
  });

  test('a line break in a file’s name hides no other file', () => {
    const value = '\n5: two\nlines.txt (3b)\n6: c.txt (4b)';
    expect(transactionColumns.attachments.read(value)).toEqual([
      { id: 5, filename: 'two\nlines.txt', size: '3b' },
      { id: 6, filename: 'c.txt', size: '4b' },
    ]);
    expect(transactionColumns.attachments.read('')).toEqual([]);
  });
});
