interface Item {
  readonly quote: string;
  readonly text: string;
}

const doubleQuoted = /"((?:[^\\"]|\\.)*)"\s*(?:,|$)/sy;
const singleQuoted = /'((?:[^\\']|\\.)*)'\s*(?:,|$)/sy;
const braceEnd = /\}\s*(?:,|$)/g;
const space = /\s*/y;

/**
 * The items of a line: strings in double or single quotes, `q{…}`, or anything up to a comma. Quotes count only when
 * a comma or the end follows them. Every character is looked at a fixed number of times, however long the line is.
 */
function* readLine(line: string): Generator<Item> {
  /** The end of the next braces that count, the last that was looked for. */
  let brace: RegExpExecArray | null | undefined;
  const endOfBraces = (from: number): RegExpExecArray | null => {
    if (brace !== undefined && (brace === null || brace.index >= from)) return brace;
    braceEnd.lastIndex = from;
    brace = braceEnd.exec(line);
    return brace;
  };
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(line);
  };
  let at = 0;
  for (;;) {
    at += match(space, at)?.[0].length ?? 0;
    if (at >= line.length) return;
    const start = line[at];
    const quoted =
      start === '"' ? match(doubleQuoted, at) : start === "'" ? match(singleQuoted, at) : null;
    const braced = quoted === null && line.startsWith('q{', at) ? endOfBraces(at + 2) : null;
    if (quoted !== null) {
      yield { quote: start ?? '', text: quoted[1] ?? '' };
      at += quoted[0].length;
    } else if (braced !== null) {
      const text = line.slice(at + 2, braced.index);
      // Perl takes an empty text and 0 for nothing.
      const isText = text !== '' && text !== '0';
      yield isText ? { quote: "'", text: text.replace(/[\\']/g, '\\$&') } : { quote: '', text: '' };
      at = braced.index + braced[0].length;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma < 0 ? line.length : comma;
      yield { quote: '', text: line.slice(at, end).trimEnd() };
      at = end + 1;
    }
  }
}

const readItems = (value: string): readonly Item[] =>
  value.split('\n').flatMap((line) => [...readLine(line)]);

const asText = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : value.join('\n');

/** Splits a list at commas and newlines and keeps the quotes of quoted items. */
export const splitList = (value: string | readonly string[]): readonly string[] =>
  readItems(asText(value)).map(({ quote, text }) => `${quote}${text}${quote}`);

/** Splits a list and takes the quotes, and the backslashes they made necessary, away. */
export const splitValues = (value: string | readonly string[]): readonly string[] =>
  readItems(asText(value)).map(({ quote, text }) =>
    quote === '' ? text : text.replace(new RegExp(`\\\\([\\\\${quote}])`, 'g'), '$1'),
  );
