import { splitList } from '../forms/split-list.js';
import type { Upload } from '../rest/call.js';
import type { Part } from './record.js';

/** The words of a message and the files that go with it. */
export interface Message {
  readonly text: string;
  /** `text/plain` unless a form says otherwise. */
  readonly textType: string;
  readonly files: readonly NamedFile[];
  /** Headers of the whole message, before those RT works out. */
  readonly headers: readonly (readonly [string, string])[];
  readonly subject: string;
}

/** An uploaded file under the name that the form gives it. */
export interface NamedFile {
  readonly name: string;
  readonly upload: Upload;
}

const latin1: readonly string[] = ['iso-8859-1', 'latin1', 'latin-1'];

/** A charset as RT names it. `undefined` means that the part did not tell. */
function charsetOf(contentType: string): string | undefined {
  return /charset="?([^";\s]+)/i.exec(contentType)?.[1]?.toLowerCase();
}

const isAscii = (bytes: Buffer): boolean => bytes.every((byte) => byte < 0x80);

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text without a charset is looked at: ASCII, UTF-8, else Latin 1. */
const guessCharset = (bytes: Buffer): string =>
  isAscii(bytes) ? 'ascii' : isUtf8(bytes) ? 'utf-8' : 'iso-8859-1';

function decodeText(bytes: Buffer, charset: string): string {
  if (latin1.includes(charset)) {
    return bytes.toString('latin1');
  }
  const known = charset === 'shiftjis' ? 'shift_jis' : charset === 'ascii' ? 'utf-8' : charset;
  try {
    return new TextDecoder(known, { ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

/** How RT puts bytes into its database. */
function storedEncoding(bytes: Buffer): string {
  if (bytes.includes(0) || !isUtf8(bytes)) {
    return 'base64';
  }
  return isAscii(bytes) ? 'none' : 'quoted-printable';
}

const container = (type: string, message: Message): Part => ({
  parent: -1,
  subject: message.subject,
  messageId: '',
  filename: '',
  contentType: type,
  contentEncoding: '',
  headers: [
    ...message.headers,
    ['Content-Type', type],
    ['Content-Transfer-Encoding', 'binary'],
    ['Content-Length', '0'],
  ],
  content: '',
  original: Buffer.alloc(0),
});

function textPart(message: Message, parent: number): Part {
  const bytes = Buffer.from(message.text);
  const told = parent >= 0 || message.subject !== '';
  return {
    parent,
    subject: parent < 0 ? message.subject : '',
    messageId: '',
    filename: '',
    contentType: message.textType,
    contentEncoding: storedEncoding(bytes),
    headers: [
      ...(parent < 0 ? message.headers : []),
      ['Content-Transfer-Encoding', 'binary'],
      ['Content-Disposition', 'inline'],
      ['Content-Type', `${message.textType}; charset="utf-8"`],
      ...(told ? [['X-RT-Original-Encoding', 'utf-8'] as const] : []),
      ['Content-Length', String(bytes.length)],
    ],
    content: message.text,
    original: bytes,
  };
}

function filePart(message: Message, { name, upload }: NamedFile, parent: number): Part {
  const type = upload.contentType ?? 'text/plain';
  const plainType = type.split(';')[0]?.trim().toLowerCase() ?? '';
  // RT converts these alone; other text stays as it came.
  const isText = /^text\/(?:plain|html)$/.test(plainType);
  const charset = charsetOf(type) ?? guessCharset(upload.bytes);
  const content = isText ? decodeText(upload.bytes, charset) : upload.bytes.toString('latin1');
  const stored = isText ? Buffer.from(content) : upload.bytes;
  // RT looses track of the charset of a file that is all there is to a message.
  const charsetKnown = (isText || charsetOf(type) !== undefined) && parent >= 0;
  const lies = charset === 'utf-8' && !isUtf8(upload.bytes);
  const charsetParameter = isText
    ? '; charset="utf-8"'
    : charsetOf(type) === undefined
      ? ''
      : `; charset="${charsetOf(type)}"`;
  return {
    parent,
    subject: parent < 0 ? message.subject : '',
    messageId: '',
    filename: name,
    contentType: plainType,
    contentEncoding: storedEncoding(stored),
    headers: [
      ...(parent < 0 ? message.headers : []),
      ['Content-Type', `${plainType}${charsetParameter}; name="${name.replace(/"/g, '\\"')}"`],
      [
        'Content-Disposition',
        `form-data; filename="${name.replace(/"/g, '\\"')}"; name="${upload.name}"`,
      ],
      ...(upload.contentId === undefined ? [] : [['Content-ID', upload.contentId] as const]),
      ['Content-Transfer-Encoding', isText ? 'binary' : 'base64'],
      ...(charsetKnown ? [['X-RT-Original-Encoding', charset] as const] : []),
      ['Content-Length', String(stored.length)],
    ],
    content,
    original: (charsetKnown && !lies) || !isText ? upload.bytes : stored,
  };
}

/** The parts RT makes of a message. A single part stands alone, without a container. */
export function partsOf(message: Message): readonly Part[] {
  const { text, files } = message;
  const pieces = (text === '' ? 0 : 1) + files.length;
  if (pieces === 1) {
    const [file] = files;
    return [file === undefined ? textPart(message, -1) : filePart(message, file, -1)];
  }
  const related = files.some(({ upload }) => upload.contentId !== undefined);
  return [
    container(related ? 'multipart/related' : 'multipart/mixed', message),
    ...(text === '' ? [] : [textPart(message, 0)]),
    ...files.map((file) => filePart(message, file, 0)),
  ];
}

/**
 * The files a form names, in order: the first is the part `attachment_1`. The name of one that did
 * not come along is returned instead.
 */
export function namedFiles(
  given: string | readonly string[] | undefined,
  uploads: readonly Upload[],
): readonly NamedFile[] | string {
  const files: NamedFile[] = [];
  for (const item of splitList(given ?? '')) {
    const upload = uploads.find(({ name }) => name === `attachment_${files.length + 1}`);
    if (upload === undefined) {
      return item;
    }
    const name = item.replace(/^"(.*)"$/s, '$1').replace(/^.*[\\/]/s, '');
    files.push({ name, upload });
  }
  return files;
}
