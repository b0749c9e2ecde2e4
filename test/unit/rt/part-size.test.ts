import { describe, expect, test } from 'vitest';
import { parseHeaders } from '../../../src/rt/mail/mime-headers.js';
import { partSize } from '../../../src/rt/mail/part-size.js';

const size = (contentType: string, listed: string | undefined, headers: string) =>
  partSize({ contentType, listed, headers: parseHeaders(headers) });

const utf8 = (length: number) =>
  `Content-Type: text/plain; charset="utf-8"\nX-RT-Original-Encoding: utf-8\nContent-Length: ${length}`;

describe('the size of a part', () => {
  test.each([
    ['image/png', '70b', 'Content-Length: 70', 70],
    ['image/png', '70b', 'Content-Length: 9999', 70],
    ['image/png', '70b', '', 70],
    ['image/png', 'b', 'Content-Length: 0', 0],
    ['image/png', '1024b', 'Content-Length: 1024', 1024],
    ['image/png', '97.6k', 'Content-Length: 100000', 100_000],
    ['image/png', '97.6k', 'Content-Length: 150000', undefined],
    ['image/png', '97.6k', 'Content-Length: 1e5', undefined],
    ['image/png', '20480k', `Content-Length: ${20 * 1024 * 1024}`, 20 * 1024 * 1024],
    ['multipart/mixed', undefined, 'Content-Length: 9', 0],
    ['message/delivery-status', '104b', 'Content-Length: 0', 104],
  ])('of %s, listed as %s with %j, is %s', (type, listed, headers, expected) => {
    expect(size(type, listed, headers)).toBe(expected);
  });

  test.each(['message/rfc822', 'MESSAGE/RFC822', 'message/global'])(
    'of a mail in a mail (%s) is not known: RT puts it together when it is asked for',
    (type) => {
      expect(size(type, '0b', 'Content-Length: 0')).toBeUndefined();
    },
  );

  test('of text is in bytes, where RT lists characters', () => {
    expect(size('text/plain', '5b', utf8(5))).toBe(5);
    expect(size('text/plain', '5b', utf8(9))).toBe(9);
    expect(size('text/plain', '5b', utf8(21))).toBeUndefined();
    expect(size('text/plain', '5b', utf8(4))).toBeUndefined();
    expect(size('text/plain', '97.6k', utf8(100_000))).toBe(100_000);
    // Many characters beyond ASCII, or a longer text that was cut.
    expect(size('text/plain', '97.6k', utf8(150_000))).toBeUndefined();
  });

  test('of text is not what the sender wrote', () => {
    const headers = 'Content-Length: 9\nContent-Type: text/plain\nX-RT-Original-Encoding: utf-8';
    expect(size('text/plain', '5b', headers)).toBeUndefined();
    expect(size('text/plain', undefined, headers)).toBe('unlisted');
  });

  test('of text in another charset is known for ASCII only, which has a byte for each character', () => {
    const headers = (charset: string, type = 'text/plain') =>
      `Content-Type: ${type}\nX-RT-Original-Encoding: ${charset}\nContent-Length: 29`;
    expect(size('text/plain', '13b', headers('ascii'))).toBe(13);
    expect(size('text/html', '13b', headers('shiftjis', 'text/html'))).toBeUndefined();
    expect(size('text/csv', '13b', headers('shiftjis', 'text/csv'))).toBe(13);
  });

  test('of a file that RT replaced by a notice is not known', () => {
    const headers = 'Content-Type: application/zip\nContent-Length: 150000';
    expect(size('text/plain', '24b', headers)).toBeUndefined();
  });

  test('of a part without a list is asked for where the header proves nothing', () => {
    expect(size('text/plain', undefined, utf8(5))).toBe(5);
    expect(size('text/plain', undefined, utf8(100_000))).toBe('unlisted');
    expect(size('image/png', undefined, 'Content-Length: 5')).toBe('unlisted');
  });
});
