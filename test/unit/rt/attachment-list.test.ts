import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAttachmentList } from '../../../src/rt/rest1/attachment-list.js';
import { parseForms } from '../../../src/rt/rest1/form.js';
import { printForms } from '../../support/rest1/rt-form-printer.js';

/** What is read of a list that RT prints, folding included. */
function read(entries: readonly string[]) {
  const payload = printForms([
    {
      fields: [
        ['id', 'ticket/16/attachments'],
        ['Attachments', entries],
      ],
    },
  ]);
  return readAttachmentList(parseForms(payload)[0]?.fields.get('Attachments') ?? '');
}

describe('a ticket’s attachments', () => {
  test('are read line by line', () => {
    const value =
      '52: (Unnamed) (multipart/alternative / 0b),\n53: (Unnamed) (text/plain / 566b),\n' +
      '57: latin1.txt (text/plain / 11b),\n60: big.bin (application/octet-stream / 20480k)';
    expect(readAttachmentList(value)).toEqual([
      { id: 52, filename: null, contentType: 'multipart/alternative', size: '0b' },
      { id: 53, filename: null, contentType: 'text/plain', size: '566b' },
      { id: 57, filename: 'latin1.txt', contentType: 'text/plain', size: '11b' },
      { id: 60, filename: 'big.bin', contentType: 'application/octet-stream', size: '20480k' },
    ]);
  });

  test.each([
    'na me, "q" ünï.txt',
    "'my file, two.txt'",
    'a"b\'c.txt',
    'report (final) (text/plain / 3b).txt',
    'report, 7: copy.txt',
    'archive (1).tar.gz',
    ')(',
    '12: twelve',
  ])('a file named %j keeps its name', (filename) => {
    const entries = [`5: ${filename} (text/plain / 1.5k)`, '6: (Unnamed) (text/html / 72b)'];
    expect(read(entries)).toEqual([
      { id: 5, filename, contentType: 'text/plain', size: '1.5k' },
      { id: 6, filename: null, contentType: 'text/html', size: '72b' },
    ]);
  });

  test('two short entries share a line', () => {
    const entries = ['1: a.css (text/css / 9b)', '2: b.css (text/css / 9b)', '3: c (a/b / b)'];
    expect(read(entries).map(({ id, filename }) => [id, filename])).toEqual([
      [1, 'a.css'],
      [2, 'b.css'],
      [3, 'c'],
    ]);
  });

  test('a line break in a file’s name hides no other file', () => {
    const entries = [
      '1: (Unnamed) (multipart/mixed / 0b)',
      '2: first\nsecond.txt (text/plain / 3b)',
      '3: last.txt (text/plain / 4b)',
    ];
    expect(read(entries)).toEqual([
      { id: 1, filename: null, contentType: 'multipart/mixed', size: '0b' },
      { id: 2, filename: 'first\nsecond.txt', contentType: 'text/plain', size: '3b' },
      { id: 3, filename: 'last.txt', contentType: 'text/plain', size: '4b' },
    ]);
  });

  test('a long name cannot pretend to be another entry', () => {
    const filename = 'a.txt (text/plain / 5b), 99: somebody-elses-secret-report.txt';
    expect(read([`5: ${filename} (text/plain / 7b)`])).toEqual([
      { id: 5, filename, contentType: 'text/plain', size: '7b' },
    ]);
  });

  test('nothing is read of nothing', () => {
    expect(readAttachmentList('')).toEqual([]);
    expect(readAttachmentList('no attachment line')).toEqual([]);
  });

  test('every list comes back, however RT folds it', () => {
    const filename = fc
      .stringMatching(/^[a-z .,"'()-]{1,40}$/)
      .filter((name) => name.trim() === name);
    const entry = fc.record({
      id: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      filename: fc.option(filename),
      contentType: fc.constantFrom('text/plain', 'a/b', 'application/octet-stream', ''),
      size: fc.constantFrom('0b', 'b', '12b', '3.5k', '20480k'),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (list) => {
        const printed = list.map(
          ({ id, filename: name, contentType, size }) =>
            `${id}: ${name ?? '(Unnamed)'} (${contentType} / ${size})`,
        );
        expect(read(printed)).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });
});
