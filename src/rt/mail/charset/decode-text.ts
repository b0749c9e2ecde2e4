import iconv from 'iconv-lite';
import { ByteMap } from './byte-map.js';
import { charsetTables } from './generated/tables.js';
import { eucOfHz, eucOfJis, eucOfKorean } from './shifted.js';

interface Options {
  /** The bytes are a beginning: a character that the cut has torn is left out. */
  readonly isCut?: boolean;
}

type Decoder = (bytes: Buffer, isCut: boolean) => string;

const maps = new Map<string, ByteMap>();

/** A charset that is a table, by its name in Perl's Encode. Tables are built when they are first needed. */
function byMap(name: string): Decoder | undefined {
  const table = Object.hasOwn(charsetTables, name) ? charsetTables[name] : undefined;
  if (!table) return undefined;
  if (table.rows.length === 0 && !table.isSevenBit) return byIconv(table.base);
  return (bytes, isCut) => {
    const map = maps.get(name) ?? new ByteMap(table);
    maps.set(name, map);
    return map.decode(bytes, isCut);
  };
}

function byIconv(name: string): Decoder {
  return (bytes, isCut) => {
    const decoder = iconv.getDecoder(name, { stripBOM: false });
    const text = decoder.write(bytes);
    return isCut ? text : text + (decoder.end() ?? '');
  };
}

function byBrowserName(label: string): Decoder | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    // WHATWG's decoder for what browsers must not read.
    if (encoding === 'replacement') return undefined;
  } catch {
    return undefined;
  }
  return (bytes, isCut) =>
    new TextDecoder(label, { ignoreBOM: true }).decode(bytes, { stream: isCut });
}

/** A charset that says itself which byte comes first, and is big-endian where it does not. */
function marked(little: Decoder, big: Decoder, width: 2 | 4): Decoder {
  return (bytes, isCut) => {
    const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
    const text = (isLittle ? little : big)(bytes, isCut);
    return bytes.length >= width && text.startsWith('\ufeff') ? text.slice(1) : text;
  };
}

const utf8 = byBrowserName('utf-8') as Decoder;
const utf16be = byBrowserName('utf-16be') as Decoder;
const utf16le = byBrowserName('utf-16le') as Decoder;
const [utf32le, utf32be] = [byIconv('utf-32le'), byIconv('utf-32be')];
const eucJp = byMap('euc-jp') as Decoder;
const eucKr = byMap('euc-kr') as Decoder;
const eucCn = byMap('euc-cn') as Decoder;

/** Charsets of Perl's Encode that are computed, not looked up, and those for which RT uses another name. */
const decoders: Readonly<Record<string, Decoder>> = {
  'utf-8': utf8,
  utf8,
  'utf-8-strict': utf8,
  'utf-16': marked(utf16le, utf16be, 2),
  'utf-16be': utf16be,
  'utf-16le': utf16le,
  'ucs-2be': utf16be,
  'ucs-2le': utf16le,
  'utf-32': marked(utf32le, utf32be, 4),
  'utf-32be': utf32be,
  'utf-32le': utf32le,
  'utf-7': byIconv('utf-7'),
  'iso-2022-jp': (bytes, isCut) => eucJp(eucOfJis(bytes), isCut),
  'iso-2022-jp-1': (bytes, isCut) => eucJp(eucOfJis(bytes), isCut),
  '7bit-jis': (bytes, isCut) => eucJp(eucOfJis(bytes), isCut),
  'iso-2022-kr': (bytes, isCut) => eucKr(eucOfKorean(bytes), isCut),
  hz: (bytes, isCut) => eucCn(eucOfHz(bytes), isCut),
  gbk: byMap('cp936') as Decoder,
};

function decoderOf(charset: string): Decoder | undefined {
  const name = charset.toLowerCase();
  return (
    (Object.hasOwn(decoders, name) ? decoders[name] : undefined) ??
    byMap(name) ??
    byBrowserName(name)
  );
}

/**
 * The text that bytes are in a charset, by any of the names that Perl's Encode or the web has for it, and with
 * the characters that Encode reads, since RT does. Bytes that do not fit it become U+FFFD. Undefined for a
 * charset that nothing here can read.
 */
export function decodeText(
  bytes: Buffer,
  charset: string,
  { isCut = false }: Options = {},
): string | undefined {
  return decoderOf(charset)?.(bytes, isCut);
}

/** The charset that a byte order mark at the beginning of a text tells. */
export function markedCharset(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 4).toString('hex');
  if (/^(?:fffe0000|0000feff)/.test(start)) return 'utf-32';
  if (/^(?:fffe|feff)/.test(start)) return 'utf-16';
  return start.startsWith('efbbbf') ? 'utf-8' : undefined;
}
