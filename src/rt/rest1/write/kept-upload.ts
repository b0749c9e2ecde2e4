import { decodeText } from '../../mail/charset/decode-text.js';
import type { UploadedFile } from '../multipart.js';

/** What of a file's bytes decides how RT may be told of it. */
interface ByteFacts {
  readonly isAscii: boolean;
  /** UTF-8 that Perl takes for such: noncharacters are not among it. */
  readonly isUtf8: boolean;
  /** Each byte that occurs. */
  readonly seen: Buffer;
}

const bytesOnly = 'application/octet-stream';
/** Charsets of one byte a character, which Perl reads and writes without loss, as far as they have the byte. */
const oneByte = /^(?:iso-8859-\d+|windows-125\d|cp125\d|koi8-[ru])$/;
const likeAscii = /^(?:utf-?8|us-ascii|ascii|shift_jis|euc-(?:jp|kr)|iso-2022-jp|gb2312|gbk|big5)$/;

/**
 * The file as RT can be sent it so that the same bytes come back.
 *
 * RT converts plain text, HTML and mails from the charset that it is told or guesses, and back for a download; it
 * takes multipart/* for a message of its own and fails. What would not survive that is sent as bytes. `isAlone`: RT
 * forgets the first charset of a text that is all there is to a message.
 */
export async function keptUpload(file: UploadedFile, isAlone: boolean): Promise<UploadedFile> {
  const [type = '', ...parameters] = file.contentType.split(/\s*;\s*/);
  const name = type.toLowerCase();
  const charset = /;\s*charset="?([^";\s]+)/i.exec(file.contentType)?.[1]?.toLowerCase();
  if (name.startsWith('multipart/')) return { ...file, contentType: bytesOnly };
  // RT reads the name's header in the same charset.
  const hasPlainName = /^\p{ASCII}*$/u.test(file.filename);
  const isHarmless =
    charset === undefined || /^utf-?8$/.test(charset) || (isLikeAscii(charset) && hasPlainName);
  if (!isHarmless) return { ...file, contentType: bytesOnly };
  if (!/^(?:text\/(?:plain|html)|message\/rfc822)$/.test(name)) return file;
  const facts = await factsOf(file);
  if (name === 'message/rfc822') return facts.isAscii ? file : { ...file, contentType: bytesOnly };
  const others = parameters.filter((parameter) => !/^charset=/i.test(parameter));
  const as = (known: string) => [type, ...others, `charset=${known}`].join('; ');
  if (charset === undefined || /^utf-?8$/.test(charset)) {
    if (facts.isUtf8) return { ...file, contentType: as('utf-8') };
    // RT's own guess for text without a charset; a text has no control characters.
    const isLatin1 =
      charset === undefined &&
      hasPlainName &&
      !/[^\P{Cc}\t\n\r]/u.test(facts.seen.toString('latin1'));
    return { ...file, contentType: isLatin1 && !isAlone ? as('iso-8859-1') : bytesOnly };
  }
  if (facts.isAscii) return file;
  const text =
    oneByte.test(charset) && !isAlone ? decodeText(facts.seen, perlName(charset)) : undefined;
  const isKept = text !== undefined && !text.includes('\ufffd');
  return isKept ? file : { ...file, contentType: bytesOnly };
}

function isLikeAscii(charset: string): boolean {
  return likeAscii.test(charset) || oneByte.test(charset);
}

/** Encode has no C1 controls where the web's Windows charsets have some. */
function perlName(charset: string): string {
  return charset.replace(/^windows-/, 'cp');
}

async function factsOf(file: UploadedFile): Promise<ByteFacts> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const seen = new Set<number>();
  let isUtf8 = true;
  const read = (chunk?: Buffer): void => {
    if (!isUtf8) return;
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      isUtf8 = !/\p{Noncharacter_Code_Point}/u.test(text);
    } catch {
      isUtf8 = false;
    }
  };
  for await (const chunk of file.open()) {
    const bytes = Buffer.from(chunk);
    for (const byte of bytes) seen.add(byte);
    read(bytes);
  }
  read();
  const all = Buffer.from([...seen].sort((a, b) => a - b));
  return { isUtf8, isAscii: all.every((byte) => byte < 0x80), seen: all };
}
