import { expect, test } from 'vitest';
import { textOfParts } from '../../../src/rt/hybrid/text-of-parts.js';

type Part = Parameters<typeof textOfParts>[0][number];

function parts(
  ...list: (readonly [contentType: string, content?: string, more?: Partial<Part>])[]
) {
  return list.map(([contentType, content = '', more], at) => ({
    id: at + 1,
    transaction: 1,
    filename: '',
    bytes: content.length,
    disposition: undefined,
    contentType,
    content,
    ...more,
  }));
}

test('a message’s text is the part that RT would take', () => {
  expect(textOfParts([])).toBe('');
  expect(textOfParts(parts(['text/plain', ' a\n']))).toBe(' a\n');
  expect(textOfParts(parts(['text/html', '<p>a</p>b']))).toBe('a\n\nb');
  const plain = ['text/plain', 'plain'] as const;
  const html = ['text/html', '<b>html</b>'] as const;
  expect(textOfParts(parts(['multipart/alternative'], html, plain))).toBe('plain');
  expect(textOfParts(parts(['multipart/alternative'], html, ['text/plain', '']))).toBe('html');
  expect(textOfParts(parts(['multipart/mixed'], html, plain))).toBe('html');
  expect(textOfParts(parts(['multipart/mixed'], plain, html))).toBe('plain');
});

test('files are not a message’s text', () => {
  const file = ['text/plain', 'file', { filename: 'a.txt' }] as const;
  const attached = ['text/html', 'attached', { disposition: 'attachment' }] as const;
  expect(textOfParts(parts(['multipart/mixed'], file, attached))).toBe('');
  expect(textOfParts(parts(['multipart/mixed'], attached, ['text/plain', 'body']))).toBe('body');
  expect(textOfParts(parts(['image/png', 'bytes'], ['application/pdf', 'bytes']))).toBe('');
});
