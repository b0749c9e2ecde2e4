import { describe, expect, test } from 'vitest';
import {
  hasText,
  htmlBodyParts,
  ownParts,
  type TreePart,
} from '../../../src/rt/mail/message-tree.js';

/** A part: its type, then `name=`, `inline` or `attachment`; its parts below it. */
type Shape = readonly [string, ...Shape[]];

function partsOf(...shapes: readonly Shape[]): readonly TreePart[] {
  const parts: TreePart[] = [];
  const add = ([words, ...children]: Shape, parent: number | null): void => {
    const [contentType = '', ...facts] = words.split(' ');
    const id = parts.length + 1;
    parts.push({
      id,
      parent,
      contentType,
      filename: facts.find((fact) => fact.startsWith('name='))?.slice(5) ?? null,
      disposition: facts.find((fact) => !fact.startsWith('name=')),
    });
    for (const child of children) add(child, id);
  };
  for (const shape of shapes) add(shape, null);
  return parts;
}

const html: Shape = ['text/html'];
const plain: Shape = ['text/plain'];
const file: Shape = ['text/html attachment'];
const image: Shape = ['image/png inline name=a.png'];
const alternative: Shape = ['multipart/alternative', plain, html];

describe('the HTML that is a message’s own', () => {
  test.each<[string, readonly number[], ...Shape[]]>([
    ['a single part', [1], html],
    ['a single part with a name', [1], ['text/html inline name=body.html']],
    ['a single part with a name and no disposition', [1], ['text/html name=body.html']],
    ['an uploaded file that is all there is', [], ['text/html form-data name=page.html']],
    ['an alternative', [3], alternative],
    [
      'an alternative beside files',
      [4],
      ['multipart/mixed', alternative, file, ['text/html name=x.html']],
    ],
    ['halves around a picture', [2, 4], ['multipart/mixed', html, image, html]],
    [
      'halves inside an alternative',
      [4, 6],
      ['multipart/alternative', plain, ['multipart/mixed', html, image, html]],
    ],
    ['two alternatives in HTML', [3], ['multipart/alternative', html, html]],
    [
      'HTML with its pictures',
      [4],
      ['multipart/alternative', plain, ['multipart/related', html, image]],
    ],
    [
      'a page that the body shows',
      [2],
      ['multipart/related', html, ['text/html inline name=frame.html']],
    ],
    ['a signed mail', [2], ['multipart/signed', html, ['text/html']]],
    [
      'a bounce',
      [],
      ['multipart/report', plain, ['message/delivery-status'], ['message/rfc822', html]],
    ],
    ['a bounce in HTML', [2], ['multipart/report', html, ['text/html'], ['message/rfc822', html]]],
    [
      'a forwarded mail',
      [],
      ['multipart/mixed', plain, ['message/rfc822 attachment', alternative]],
    ],
    ['a forwarded mail below HTML', [2], ['multipart/mixed', html, ['message/rfc822', html]]],
    ['nothing but a mail', [], ['message/rfc822', html]],
    ['a digest', [], ['multipart/digest', ['message/rfc822', html], ['message/rfc822', html]]],
    ['an attached container', [2], ['multipart/mixed', html, ['multipart/mixed attachment', html]]],
    ['an attached page', [], ['multipart/mixed', plain, file]],
  ])('%s', (_, ids, ...shapes) => {
    expect(htmlBodyParts(partsOf(...shapes)).map(({ id }) => id)).toEqual(ids);
  });

  test('comes in the order of the parts, whatever order RT lists them in', () => {
    const parts = partsOf(['multipart/mixed', html, image, html]);
    expect(htmlBodyParts(parts.toReversed()).map(({ id }) => id)).toEqual([2, 4]);
  });

  test('is found where a caller sees only some of the parts', () => {
    expect(htmlBodyParts([{ ...partsOf(html)[0], id: 9, parent: 8 } as TreePart])).toHaveLength(1);
  });
});

test('the parts of mails inside a message are not its own', () => {
  const parts = partsOf(['multipart/mixed', plain, ['message/rfc822', html], image]);
  expect(ownParts(parts).map(({ id }) => id)).toEqual([1, 2, 3, 5]);
});

describe('RT finds a text', () => {
  test.each<[string, boolean, ...Shape[]]>([
    ['nowhere', false],
    ['in plain text', true, plain],
    ['in HTML', true, html],
    ['in a mail inside', true, ['message/rfc822', plain]],
    ['in a file named 0', true, ['text/plain name=0']],
    ['not in a file', false, ['text/plain name=a.txt']],
    ['not in an attachment', false, ['multipart/mixed', file]],
    [
      'in a file that is an alternative',
      true,
      ['multipart/alternative', ['text/plain name=a.txt']],
    ],
    [
      'not in calendars, signatures and archives',
      false,
      ['multipart/mixed', ['text/calendar'], ['application/pkcs7-mime']],
    ],
  ])('%s', (_, found, ...shapes) => {
    expect(hasText(partsOf(...shapes))).toBe(found);
  });
});
