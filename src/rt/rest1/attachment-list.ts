import type { AttachmentLine } from '../shown.js';

/** RT puts a second entry on a line while it stays within this many columns, its key's 13 included. */
const lineColumns = 70 - 'Attachments: '.length;
const lineEnd = / \([^()]* \/ [\d.]*[bk]\),?$/;

/**
 * Reads `52: report, final.pdf (application/pdf / 3.5k),` lines. Names hold commas, quotes, parentheses, even
 * line breaks, so the type and size are taken from the end.
 */
export function readAttachmentList(value: string): readonly AttachmentLine[] {
  const lines: string[] = [];
  let begun: string[] = [];
  for (const piece of value.split('\n')) {
    begun.push(piece);
    // A type and size stand on one line, however many the name takes.
    if (!lineEnd.test(piece)) continue;
    lines.push(begun.join('\n').replace(/,$/, ''));
    begun = [];
  }
  return lines
    .flatMap((line) =>
      line.length > lineColumns ? [line] : line.split(/(?<=\/ [\d.]*[bk]\)), (?=\d+: )/),
    )
    .flatMap(readLine);
}

function readLine(line: string): readonly AttachmentLine[] {
  const match = /^(\d+): (.*) \(([^()]*) \/ ([\d.]*[bk])\)$/s.exec(line);
  if (!match) return [];
  const filename = match[2] === '(Unnamed)' ? null : (match[2] ?? null);
  return [{ id: Number(match[1]), filename, contentType: match[3] ?? '', size: match[4] ?? '' }];
}
