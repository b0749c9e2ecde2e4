import { readdirSync, readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface DocBlock {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  /** What follows the language: `variables`, `answer`, … */
  readonly role: string;
  readonly text: string;
}

const fence = /^( *)```(\S*)(?: +(.*?))?\n([\s\S]*?)^ *```$/gm;

/** The README and every page of docs/. */
export const docFiles: readonly string[] = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** The fenced blocks of a page, in order. */
export function docBlocks(file: string): readonly DocBlock[] {
  const page = readFileSync(file, 'utf8');
  return [...page.matchAll(fence)].map(
    ([, indent = '', language = '', role = '', text = ''], at) => ({
      file,
      line: page.slice(0, [...page.matchAll(fence)][at]?.index).split('\n').length,
      language,
      role,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The first block of a page that contains a text. Throws when the page has no such block any more. */
export function docBlock(file: string, part: string): DocBlock {
  const found = docBlocks(file).find(({ text }) => text.includes(part));
  if (!found) throw new Error(`${file} has no block with ${part}`);
  return found;
}

/** How a test names a block. */
export const blockName = ({ file, line, language }: DocBlock): string =>
  `${file}:${line} ${language}`;
