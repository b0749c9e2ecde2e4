import { describe, expect, test } from 'vitest';
import { attachmentColumns } from '../../../../src/rt/columns/attachment.js';
import { offsetZone } from '../../../../src/rt/dates/time-zone.js';
import { parseForms } from '../../../../src/rt/rest1/form.js';
import { ShownObject } from '../../../../src/rt/shown-object.js';

function shown(payload: string) {
  const [form] = parseForms(payload);
  return new ShownObject('attachment', { id: 105, values: form?.fields ?? new Map() });
}

describe('an attachment', () => {
  test('has its headers line by line', () => {
    const attachment = shown(
      'id: attachment/105\nSubject: \nCreator: 14\nCreated: 2026-11-23 22:25:18\nTransaction: 252\n' +
        'Parent: attachment/103\nMessageId: \nFilename: rtlike.txt\nContentType: text/plain\n' +
        'ContentEncoding: none\n\nHeaders: Content-Type: text/plain; charset="utf-8"; name="rtlike.txt"\n' +
        '         Content-Length: 33\n\nContent: RT/5.0.3 200 Ok\n         \n         id: 1\n\n',
    );
    expect(attachment.read(attachmentColumns.creator)).toBe(14);
    expect(attachment.read(attachmentColumns.transaction)).toBe(252);
    expect(attachment.read(attachmentColumns.parent)).toBe(103);
    expect(attachment.read(attachmentColumns.subject)).toBeNull();
    expect(attachment.read(attachmentColumns.filename)).toBe('rtlike.txt');
    expect(attachment.read(attachmentColumns.headers)).toEqual([
      { name: 'Content-Type', value: 'text/plain; charset="utf-8"; name="rtlike.txt"' },
      { name: 'Content-Length', value: '33' },
    ]);
  });

  test('without a parent has none, and hidden is blank all over', () => {
    expect(attachmentColumns.parent.read('attachment/0', offsetZone(0))).toBeNull();
    expect(attachmentColumns.parent.read('0', offsetZone(0))).toBeNull();
    const hidden = shown(
      'id: attachment/57\nSubject: \nCreator: \nTransaction: 236\nHeaders: \n\n',
    );
    expect(hidden.read(attachmentColumns.creator)).toBeNull();
    expect(hidden.read(attachmentColumns.contentType)).toBe('');
    expect(hidden.read(attachmentColumns.headers)).toEqual([]);
  });
});
