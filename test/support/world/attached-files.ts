import type { RawFile } from '../rest1/raw-rt.js';

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** A PNG of one transparent pixel. */
export const pixelPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Every file on the ticket `attachments`, one comment each, in this order. */
export const attachedFiles = {
  utf8: {
    name: 'utf8.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('日本語 😀\nnaïve\n'),
  },
  latin1: {
    name: 'latin1.txt',
    type: 'text/plain; charset=ISO-8859-1',
    body: Buffer.from('caf\u00e9 na\u00efve\n', 'latin1'),
  },
  allBytes: {
    name: 'bytes.dat',
    type: 'application/octet-stream',
    body: Buffer.concat([allBytes, Buffer.from('\n\n\n')]),
  },
  empty: { name: 'empty.bin', type: 'application/octet-stream', body: Buffer.alloc(0) },
  newline: { name: 'newline.txt', type: 'text/plain; charset=UTF-8', body: Buffer.from('\n') },
  newlines: {
    name: 'newlines.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('\n\n  leading and trailing newlines\n\n\n'),
  },
  noNewline: {
    name: 'no-newline.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('no trailing newline'),
  },
  crlf: { name: 'crlf.txt', type: 'text/plain; charset=UTF-8', body: Buffer.from('a\r\nb\r\n') },
  commaName: {
    name: 'my, notes (final).txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('comma\n'),
  },
  unicodeName: {
    name: 'Übersicht 日本.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('unicode name\n'),
  },
  firstTwin: { name: 'twin.bin', type: 'application/octet-stream', body: Buffer.from('first\0') },
  secondTwin: { name: 'twin.bin', type: 'application/octet-stream', body: Buffer.from('second\0') },
  html: {
    name: 'page.html',
    type: 'text/html; charset=UTF-8',
    body: Buffer.from('<script>alert(1)</script><p>é</p>\n'),
  },
  protocol: {
    name: 'protocol.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('RT/5.0.3 200 Ok\n\nid: 1\n--\n\n# Attachment 9 does not exist.\n\n\n'),
  },
  notFound: {
    name: 'not-found.txt',
    type: 'text/plain; charset=UTF-8',
    body: Buffer.from('# Attachment 99999 does not exist.\n\n\n'),
  },
  json: {
    name: 'data.json',
    type: 'application/json',
    body: Buffer.from('{"a":"é"}'),
  },
  image: { name: 'pixel.png', type: 'image/png', body: pixelPng },
} as const satisfies Readonly<Record<string, RawFile>>;

/** The name by which tests ask for an attachment's id. */
export type AttachedFile = keyof typeof attachedFiles;
