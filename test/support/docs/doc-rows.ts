import { readFileSync } from 'node:fs';

/** A row of a table with two columns. */
export interface DocRow {
  readonly heading: string;
  readonly left: string;
  readonly right: string;
  /** The code in the right column. */
  readonly code: readonly string[];
}

/** The rows of the tables of a page, without their headers. */
export function docRows(file: string): readonly DocRow[] {
  const sections = readFileSync(file, 'utf8').split(/^## /m);
  return sections.slice(1).flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const rows = lines.filter((line) => line.startsWith('| '));
    return rows.slice(2).map((line) => {
      const [left = '', right = ''] = line.slice(2, -2).split(' | ');
      const code = [...right.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
      return { heading, left, right, code };
    });
  });
}
