import { Tokenizer } from 'htmlparser2';

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
 * setting of RT, so only the words are the same. Takes time that grows with the length alone, whatever the HTML is: a
 * parser that knows which element is in which takes the square of it.
 */
export function htmlToText(html: string): string {
  const out = new Lines();
  let [hidden, exact] = [0, 0];
  const add = (text: string) => {
    if (hidden > 0) return;
    if (exact > 0) out.addExactly(text);
    else out.add(text);
  };
  /** An element begins or ends. */
  const edge = (start: number, end: number, by: 1 | -1) => {
    const name = html.slice(start, end).toLowerCase();
    if (unseen.has(name)) hidden = Math.max(0, hidden + by);
    if (name === 'pre') exact = Math.max(0, exact + by);
    if (name === 'br') out.break();
    else if (paragraphs.has(name)) out.apart(2);
    else if (lines.has(name)) out.apart(1);
    else if (name === 'td' || name === 'th') out.space();
    if (name === 'li' && by === 1) add('* ');
  };
  const nothing = () => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (start, end) => edge(start, end, 1),
      onclosetag: (start, end) => edge(start, end, -1),
      ontext: (start, end) => add(html.slice(start, end)),
      ontextentity: (codepoint) => add(String.fromCodePoint(codepoint)),
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onattribname: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return out.end();
}
