/** What the Encoding Standard calls the charsets of Perl's Encode that it knows by another name. */
const names: Readonly<Record<string, string>> = {
  '7bit-jis': 'iso-2022-jp',
  ascii: 'us-ascii',
  'big5-eten': 'big5',
  'big5-hkscs': 'big5',
  cp866: 'ibm866',
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'euc-cn': 'gbk',
  // Node's TextDecoder lacks it.
  'iso-8859-16': 'iso-8859-16',
  maccyrillic: 'x-mac-cyrillic',
  macroman: 'macintosh',
  macukrainian: 'x-mac-cyrillic',
  shiftjis: 'shift_jis',
  'ucs-2be': 'utf-16be',
  'ucs-2le': 'utf-16le',
  // Big-endian where no byte order mark says otherwise; browsers follow the mark.
  'utf-16': 'utf-16be',
  'utf-8-strict': 'utf-8',
};

/**
 * The name by which browsers know a charset of Perl's Encode. Undefined where they have none, or would read
 * other characters.
 */
export function webCharset(charset: string): string | undefined {
  const name = charset.toLowerCase();
  const known =
    (Object.hasOwn(names, name) ? names[name] : undefined) ??
    name.replace(/^cp(?=125\d$)/, 'windows-');
  if (known === 'iso-8859-16') return known;
  try {
    return new TextDecoder(known).encoding === 'replacement' ? undefined : known;
  } catch {
    return undefined;
  }
}
