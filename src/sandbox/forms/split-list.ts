/**
 * One item of a list: a string in double or single quotes, `q{…}`, or anything up to a comma.
 * Quotes count only when a comma or the end follows them.
 */
const item =
  /^\s*(?:"([^\\"]*(?:\\.[^\\"]*)*)"|'([^\\']*(?:\\.[^\\']*)*)'|q\{(.*?)\}|(.*?))\s*(?:$|,)/s;

interface Item {
  readonly quote: string;
  readonly text: string;
}

function readItem(match: RegExpExecArray): Item {
  const [, double, single, braced, bare] = match;
  if (double !== undefined) {
    return { quote: '"', text: double };
  }
  if (single !== undefined) {
    return { quote: "'", text: single };
  }
  if (braced !== undefined && braced !== '' && braced !== '0') {
    return { quote: "'", text: braced.replace(/[\\']/g, '\\$&') };
  }
  return { quote: '', text: bare ?? '' };
}

function readItems(value: string): readonly Item[] {
  const items: Item[] = [];
  for (const line of value.split('\n')) {
    let rest = line;
    while (/\S/.test(rest)) {
      const match = item.exec(rest);
      if (match === null) {
        break;
      }
      items.push(readItem(match));
      rest = rest.slice(match[0].length);
    }
  }
  return items;
}

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
