import iconv from 'iconv-lite';
import type { CharsetTable } from './generated/tables.js';

/** What a byte leads to: a text, and longer sequences that begin with it. */
interface Step {
  text?: string;
  next?: (Step | undefined)[];
}

const replacement = '\ufffd';
const bytes = Array.from({ length: 256 }, (_, byte) => byte);

/** A charset as a map from byte sequences to characters. The longest known sequence counts. */
export class ByteMap {
  readonly #root: (Step | undefined)[];

  constructor(table: CharsetTable) {
    this.#root = stepsOf(table);
  }

  /** Bytes that the charset does not have become U+FFFD. `isCut`: a torn character at the end is left out. */
  decode(buffer: Uint8Array, isCut = false): string {
    const texts: string[] = [];
    for (let at = 0; at < buffer.length; ) {
      let steps: (Step | undefined)[] | undefined = this.#root;
      let text: string | undefined;
      let end = at + 1;
      for (let ahead = at; steps && ahead < buffer.length; ahead += 1) {
        const step: Step | undefined = steps[buffer[ahead] ?? 0];
        if (step?.text !== undefined) {
          text = step.text;
          end = ahead + 1;
        }
        steps = step?.next;
        if (steps && isCut && ahead + 1 === buffer.length && text === undefined) {
          return texts.join('');
        }
      }
      texts.push(text ?? replacement);
      at = end;
    }
    return texts.join('');
  }
}

function stepsOf({ base, isSevenBit, rows }: CharsetTable): (Step | undefined)[] {
  const root: (Step | undefined)[] = [];
  const high = isSevenBit ? 0x80 : 0;
  const read = (...sequence: number[]): string | undefined => {
    const text = iconv.decode(Buffer.from(sequence.map((byte) => byte | high)), base, {
      stripBOM: false,
    });
    return text.includes(replacement) ? undefined : text;
  };
  for (const first of bytes) {
    const text = isSevenBit ? undefined : read(first);
    if (text !== undefined) put(root, [first], text);
    else if (!isSevenBit || first < 0x80) {
      for (const second of bytes.slice(0, isSevenBit ? 0x80 : 256)) {
        const pair = read(first, second);
        if (pair !== undefined && !(second < 0x40 && !isSevenBit && [...pair].length > 1)) {
          put(root, [first, second], pair);
        }
      }
    }
  }
  if (base === 'euc-jp' && !isSevenBit) {
    // JIS X 0212 takes three bytes.
    for (const second of bytes.slice(0xa1, 0xff)) {
      for (const third of bytes.slice(0xa1, 0xff)) {
        const text = read(0x8f, second, third);
        if (text !== undefined) put(root, [0x8f, second, third], text);
      }
    }
  }
  for (const [sequence, text] of sequencesOf(rows)) {
    const [only] = sequence;
    // What the base reads as the beginning of a pair stands for itself here.
    if (sequence.length === 1 && only !== undefined) root[only] = { text };
    else put(root, sequence, text);
  }
  return root;
}

function put(root: (Step | undefined)[], sequence: readonly number[], text: string): void {
  let steps = root;
  sequence.forEach((byte, at) => {
    const step: Step = steps[byte] ?? {};
    steps[byte] = step;
    if (at === sequence.length - 1) step.text = text;
    else {
      step.next ??= [];
      steps = step.next;
    }
  });
}

function* sequencesOf(rows: CharsetTable['rows']): Generator<readonly [number[], string]> {
  for (const [start, ...items] of rows) {
    const sequence = [...Buffer.from(String(start), 'hex')];
    const last = sequence.length - 1;
    const isOne = items.at(-1) === 0;
    let code = 0;
    const chars = isOne ? [String(items[0])] : [];
    for (const item of isOne ? [] : items) {
      if (typeof item === 'string') {
        for (const char of item) {
          chars.push(char);
          code = char.codePointAt(0) ?? 0;
        }
      } else {
        for (let more = 0; more < item; more += 1) {
          code += 1;
          chars.push(String.fromCodePoint(code));
        }
      }
    }
    for (const [at, char] of chars.entries()) {
      yield [sequence.with(last, (sequence[last] ?? 0) + at), char];
    }
  }
}
