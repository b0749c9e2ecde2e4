/** One line of a ticket's attachment list. */
export interface AttachmentLine {
  readonly id: number;
  readonly filename: string | null;
  readonly contentType: string;
}

/** RT puts a second entry on a line while it stays within this many columns, its key's 13 included. */
const lineColumns = 70 - 'Attachments: '.length;
const lineEnd = / \([^()]* \/ [\d.]*[bk]\),?$/;

/**
 * Reads `52: report, final.pdf (application/pdf / 3.5k),` lines. Names hold commas, quotes, parentheses, even
 * line breaks, so the type and size are taken from the end. RT counts that size in characters, not bytes: it
 * is not kept.
 */
export function readAttachmentList(value: string): readonly AttachmentLine[] {
  const lines: string[] = [];
  let begun = '';
  for (const piece of value.split('\n')) {
    begun = begun === '' ? piece : `${begun}\n${piece}`;
    if (!lineEnd.test(begun)) continue;
    lines.push(begun.replace(/,$/, ''));
    begun = '';
  }
  return lines
    .flatMap((line) =>
      line.length > lineColumns ? [line] : line.split(/(?<=\/ [\d.]*[bk]\)), (?=\d+: )/),
    )
    .flatMap(readLine);
}

function readLine(line: string): readonly AttachmentLine[] {
  const match = /^(\d+): (.*) \(([^()]*) \/ [\d.]*[bk]\)$/s.exec(line);
  if (!match) return [];
  const filename = match[2] === '(Unnamed)' ? null : (match[2] ?? null);
  return [{ id: Number(match[1]), filename, contentType: match[3] ?? '' }];
}
