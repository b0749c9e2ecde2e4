/** Elements whose content is not shown. */
const unseen = new Set(['script', 'style', 'title', 'template']);
/** Elements that begin and end a line. */
const lines = new Set(
  'address article aside body center dd div dl dt figcaption figure footer form header html li main nav section tr'.split(
    ' ',
  ),
);
/** Elements with an empty line before and after. */
const paragraphs = new Set('blockquote h1 h2 h3 h4 h5 h6 hr ol p pre table ul'.split(' '));

/** An HTML text as it is collected. */
class Lines {
  #text = '';
  /** Line breaks that are due before the next word. */
  #due = 0;
  #hasSpace = false;

  add(text: string): void {
    const collapsed = text.replace(/[\t\n\f\r ]+/g, ' ').replaceAll('\u00a0', ' ');
    const words = collapsed.trim();
    if (words === '') {
      if (collapsed !== '') this.#hasSpace = true;
      return;
    }
    this.#begin(collapsed.startsWith(' '));
    this.#text += words;
    this.#hasSpace = collapsed.endsWith(' ');
  }

  /** White space counts. */
  addExactly(text: string): void {
    if (text === '') return;
    this.#begin(false);
    this.#text += text;
  }

  break(): void {
    this.#due++;
    this.#hasSpace = false;
  }

  /** At least so many line breaks: one ends a line, two leave one empty. */
  apart(count: number): void {
    this.#due = Math.max(this.#due, count);
    this.#hasSpace = false;
  }

  space(): void {
    this.#hasSpace = true;
  }

  end(): string {
    return this.#text;
  }

  #begin(hasSpace: boolean): void {
    if (this.#text !== '') {
      if (this.#due > 0) this.#text += '\n'.repeat(Math.min(this.#due, 3));
      else if (hasSpace || this.#hasSpace) this.#text += ' ';
    }
    this.#due = 0;
    this.#hasSpace = false;
  }
}

/**
 * The text of an HTML message, for those to whom RT does not tell its own rendering. Which program renders HTML is a
 * setting of RT, so only the words are the same. Takes time that grows with the length alone, whatever the HTML is.
 */
export function htmlToText(html: string): string {
  const out = new Lines();
  let exact = 0;
  const add = (text: string) => {
    const decoded = decodeEntities(text);
    if (exact > 0) out.addExactly(decoded);
    else out.add(decoded);
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    add(html.slice(at, open < 0 ? html.length : open));
    if (open < 0) break;
    const tag = tagAt(html, open);
    at = tag.end;
    if (tag.name === undefined) {
      // A sign that opens nothing: `1 < 2`.
      if (tag.end === open + 1) add('<');
      continue;
    }
    if (unseen.has(tag.name) && !tag.isEnd) at = endOf(html, tag.name, at);
    if (tag.name === 'pre') exact = Math.max(0, exact + (tag.isEnd ? -1 : 1));
    if (tag.name === 'br') out.break();
    else if (paragraphs.has(tag.name)) out.apart(2);
    else if (lines.has(tag.name)) out.apart(1);
    else if (tag.name === 'td' || tag.name === 'th') out.space();
    if (tag.name === 'li' && !tag.isEnd) out.add('* ');
  }
  return out.end();
}

interface Tag {
  /** In lower case; undefined for a comment, or what is not a tag. */
  readonly name?: string;
  readonly isEnd: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

const tagName = /<(\/?)([a-z][a-z\d]*)/iy;

function tagAt(html: string, open: number): Tag {
  if (html.startsWith('<!--', open)) return { isEnd: false, end: after(html, '-->', open + 4) };
  if (/^<[!?]/.test(html.slice(open, open + 2))) {
    return { isEnd: false, end: after(html, '>', open) };
  }
  tagName.lastIndex = open;
  const [all = '', slash, name = ''] = tagName.exec(html) ?? [];
  if (all === '') return { isEnd: false, end: open + 1 };
  return { name: name.toLowerCase(), isEnd: slash === '/', end: endOfTag(html, open + all.length) };
}

/** A sign inside of quotes does not end a tag, unless the quotes do not end. */
function endOfTag(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const sign = html[at] ?? '';
    if (sign === '>') return at + 1;
    if (sign !== '"' && sign !== "'") continue;
    const close = html.indexOf(sign, at + 1);
    if (close < 0) return after(html, '>', at);
    at = close;
  }
  return html.length;
}

/** Behind the end of an element's content; the end of the text where it is not closed. */
function endOf(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

function after(html: string, sign: string, from: number): number {
  const at = html.indexOf(sign, from);
  return at < 0 ? html.length : at + sign.length;
}

/** The names of the characters from U+00A0 on, and of others that mail programs write. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const names: ReadonlyMap<string, string> = new Map([
  ...latin1.split(' ').map((name, at) => [name, String.fromCodePoint(0xa0 + at)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    bull: '•',
    euro: '€',
    trade: '™',
    larr: '←',
    rarr: '→',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '\u200c',
    zwj: '\u200d',
  }),
]);

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}\d{0,2}));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return names.get(name) ?? all;
      return characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
    },
  );
}

/** From 128 on, mail programs count the characters of Windows. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows[code - 0x80] ?? '';
  const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd8_00 && code <= 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
