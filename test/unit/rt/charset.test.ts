import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeText, markedCharset } from '../../../src/rt/mail/charset/decode-text.js';
import { webCharset } from '../../../src/rt/mail/charset/web-name.js';

/** What Perl's Encode reads: bytes in base64 and their text. Made by scripts/charsets/samples.pl. */
const samples: Readonly<Record<string, readonly (readonly [string, string])[]>> = JSON.parse(
  readFileSync(new URL('../../generated/charset-samples.json', import.meta.url), 'utf8'),
);

describe('charsets of Perl’s Encode', () => {
  test('the samples hold all of them', () => {
    expect(Object.keys(samples).length).toBe(119);
    expect(Object.values(samples).every((pairs) => pairs.length > 0)).toBe(true);
  });

  test.each(Object.keys(samples))('%s reads as Encode reads it', (charset) => {
    for (const [bytes, text] of samples[charset] ?? []) {
      expect(decodeText(Buffer.from(bytes, 'base64'), charset)).toBe(text);
      expect(decodeText(Buffer.from(bytes, 'base64'), charset.toUpperCase())).toBe(text);
    }
  });

  test.each([
    'utf-8',
    'utf-16',
    'utf-16le',
    'shiftjis',
    'cp936',
    'big5-eten',
    'johab',
    'euc-jp',
    'cp1251',
    'macjapanese',
  ])('%s cut anywhere is a beginning of the text', (charset) => {
    for (const [sample = '', text = ''] of samples[
      Object.keys(samples).find((name) => name.toLowerCase() === charset) ?? 'utf-8-strict'
    ] ?? []) {
      const bytes = Buffer.from(sample, 'base64');
      for (let end = 0; end <= Math.min(40, bytes.length); end += 1) {
        const start = decodeText(bytes.subarray(0, end), charset, { isCut: true });
        expect(text.startsWith(start ?? 'undefined')).toBe(true);
      }
    }
  });

  test('bytes that a charset does not have become U+FFFD', () => {
    expect(decodeText(Buffer.from('61ff62', 'hex'), 'utf-8')).toBe('a\ufffdb');
    expect(decodeText(Buffer.from('6181', 'hex'), 'shiftjis')).toBe('a\ufffd');
    expect(decodeText(Buffer.from('61ff62', 'hex'), 'johab')).toBe('a\ufffdb');
  });

  test('a charset that nothing reads is told', () => {
    for (const charset of ['', 'x-unknown', 'replacement', 'csiso2022kr', 'constructor']) {
      expect(decodeText(Buffer.from('abc'), charset)).toBeUndefined();
    }
  });
});

test.each([
  ['fffe6100', 'utf-16'],
  ['feff0061', 'utf-16'],
  ['fffe000061000000', 'utf-32'],
  ['0000feff00000061', 'utf-32'],
  ['efbbbf61', 'utf-8'],
  ['6162', undefined],
  ['ff', undefined],
])('a text that begins with %s is in %s', (hex, charset) => {
  expect(markedCharset(Buffer.from(hex, 'hex'))).toBe(charset);
});

test.each([
  ['shiftjis', 'shift_jis'],
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['gbk', 'gbk'],
  ['gb18030', 'gb18030'],
  ['big5-eten', 'big5'],
  ['cp949', 'euc-kr'],
  ['cp1251', 'windows-1251'],
  ['cp874', 'windows-874'],
  ['iso-8859-16', 'iso-8859-16'],
  ['MacRoman', 'macintosh'],
  ['UTF-16', 'utf-16be'],
  ['koi8-r', 'koi8-r'],
  ['ascii', 'us-ascii'],
  ['hz', undefined],
  ['iso-2022-kr', undefined],
  ['UTF-7', undefined],
  ['UTF-32', undefined],
  ['cp437', undefined],
  ['johab', undefined],
])('browsers know %s as %s', (charset, name) => {
  expect(webCharset(charset)).toBe(name);
});
