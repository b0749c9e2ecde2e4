/**
 * Writes src/rt/mail/charset/generated/tables.ts: how the charsets of Perl's Encode differ from iconv-lite's of the same
 * family. Needs Perl: `npx tsx scripts/charsets/make-tables.ts`.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';

type Item = string | number;
type Row = readonly Item[];

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const maps: Record<string, Record<string, string>> = JSON.parse(
  execFileSync('perl', [path('encode-maps.pl')], { encoding: 'utf8', maxBuffer: 1e8 }),
);

const families = ['ascii', 'shiftjis', 'euc-jp', 'euc-kr', 'gbk', 'cp936', 'big5-hkscs', 'cp950'];

function readWith(base: string, hex: string, isSevenBit: boolean): string {
  const bytes = Buffer.from(hex, 'hex');
  return iconv.decode(isSevenBit ? bytes.map((byte) => byte | 0x80) : bytes, base, {
    stripBOM: false,
  });
}

interface Candidate {
  readonly base: string;
  readonly isSevenBit: boolean;
  readonly missing: readonly (readonly [string, string])[];
}

function bestBase(name: string, map: Record<string, string>): Candidate {
  const entries = Object.entries(map);
  const bases = [...(iconv.encodingExists(name) ? [name] : []), 'macroman', ...families];
  const sevenBit = /-raw$|^iso-ir-165$/.test(name) && name !== 'jis0201-raw';
  const candidates = bases.map((base) => ({
    base,
    isSevenBit: sevenBit,
    missing: entries.filter(([hex, text]) => readWith(base, hex, sevenBit) !== text),
  }));
  return candidates.reduce((best, next) =>
    next.missing.length < best.missing.length ? next : best,
  );
}

/** Neighbours share a row: `["8140", "ab", 3]` is a, b, and the three characters after b. */
function rowsOf(entries: readonly (readonly [string, string])[]): readonly Row[] {
  const rows: { readonly start: string; readonly texts: string[]; next: string }[] = [];
  for (const [hex, text] of [...entries].sort()) {
    const last = rows.at(-1);
    const isLong = [...text].length > 1;
    const row = last?.next === hex && !isLong ? last : { start: hex, texts: [], next: '' };
    if (row !== last) rows.push(row);
    row.texts.push(text);
    const code = Number.parseInt(hex, 16) + 1;
    row.next = isLong || code % 256 === 0 ? '' : code.toString(16).padStart(hex.length, '0');
  }
  return rows.map(({ start, texts }) => [start, ...compressed(texts)]);
}

function compressed(texts: readonly string[]): readonly Item[] {
  if ([...(texts[0] ?? '')].length > 1) return [...texts, 0];
  const items: Item[] = [];
  const codes = texts.map((text) => text.codePointAt(0) ?? 0);
  for (let at = 0; at < texts.length; at += 1) {
    let end = at + 1;
    while (end < codes.length && codes[end] === (codes[end - 1] ?? 0) + 1) end += 1;
    // A short run is shorter as characters.
    const isRun = end - at > 4;
    const chars = texts.slice(at, isRun ? at + 1 : end).join('');
    const last = items.at(-1);
    if (typeof last === 'string') items[items.length - 1] = last + chars;
    else items.push(chars);
    if (isRun) items.push(end - at - 1);
    at = end - 1;
  }
  return items;
}

const quoted = (text: string) =>
  `'${[...text]
    .map((char) =>
      /[\p{L}\p{N}\p{S}\p{Po}]/u.test(char) && !/['\\]/.test(char)
        ? char
        : char
            .split('')
            .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join(''),
    )
    .join('')}'`;
const item = (value: Item) => (typeof value === 'number' ? String(value) : quoted(value));

const lines = Object.entries(maps)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, map]) => {
    const { base, isSevenBit, missing } = bestBase(name, map);
    const rows = rowsOf(missing)
      .map((row) => `\n      [${row.map(item).join(', ')}],`)
      .join('');
    return `  ${quoted(name.toLowerCase())}: {\n    base: '${base}',\n    isSevenBit: ${isSevenBit},\n    rows: [${rows}${rows && '\n    '}],\n  },`;
  });

writeFileSync(
  path('../../src/rt/mail/charset/generated/tables.ts'),
  `/* Made by scripts/charsets/make-tables.ts. Do not edit. */

/** Bytes in hex, then characters; a number is how many characters follow the last one. \`0\` ends one long character. */
export type CharsetRow = readonly (string | number)[];

/** A charset of Perl's Encode: iconv-lite's \`base\`, but for the rows. */
export interface CharsetTable {
  readonly base: string;
  /** The bytes are those of \`base\` without their highest bit. */
  readonly isSevenBit: boolean;
  readonly rows: readonly CharsetRow[];
}

/** All charsets of Perl's Encode that are tables, by their names there in lower case. */
export const charsetTables: Readonly<Record<string, CharsetTable>> = {
${lines.join('\n')}
};
`,
);
