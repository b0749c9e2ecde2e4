import { describe, expect, test } from 'vitest';
import { headerValue, originalCharset, parseHeaders } from '../../../src/rt/mail/mime-headers.js';

describe('headers of a part', () => {
  test('keep their order, and a folded line joins the one before', () => {
    const text =
      'Content-Type: text/plain; charset="utf-8";\n\tname="a b.txt"\n' +
      'Received: from a\n  by b; Mon, 23 Nov 2026 22:25:16 +0000\nReceived: from c\nX-Empty:\n';
    expect(parseHeaders(text)).toEqual([
      { name: 'Content-Type', value: 'text/plain; charset="utf-8"; name="a b.txt"' },
      { name: 'Received', value: 'from a by b; Mon, 23 Nov 2026 22:25:16 +0000' },
      { name: 'Received', value: 'from c' },
      { name: 'X-Empty', value: '' },
    ]);
  });

  test('a line that is not a header is left out', () => {
    expect(parseHeaders('  folded onto nothing\nno colon here\n: no name\n')).toEqual([]);
    expect(parseHeaders('')).toEqual([]);
  });

  test('are found in any case, the first one counts', () => {
    const headers = parseHeaders('Subject: one\nsubject: two\n');
    expect(headerValue(headers, 'SUBJECT')).toBe('one');
    expect(headerValue(headers, 'From')).toBeUndefined();
  });
});

describe('the charset of a part’s bytes', () => {
  test.each([
    ['Content-Type: text/plain; charset="utf-8"\nX-RT-Original-Encoding: ISO-8859-1', 'iso-8859-1'],
    ['Content-Type: text/plain; charset=Shift_JIS; format=flowed', 'shift_jis'],
    ['Content-Type: text/plain; charset="windows-1252"', 'windows-1252'],
    ['Content-Type: text/plain', undefined],
    ['X-RT-Original-Encoding:\nContent-Type: text/plain; charset=latin1', 'latin1'],
    ['', undefined],
  ])('%j', (text, charset) => {
    expect(originalCharset(parseHeaders(text))).toBe(charset);
  });
});
