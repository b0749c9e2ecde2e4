import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { errorCodes } from '../../src/error-codes.js';
import { fixedLimitRows, type OperatorLimit, operatorLimits } from '../../src/limits.js';

/** A number as people read it: bytes and milliseconds by the name of their limit. */
function shown(name: string, value: number): string {
  const units: readonly (readonly [number, string])[] = /bytes$/i.test(name)
    ? [
        [1024 ** 2, ' MiB'],
        [1024, ' KiB'],
      ]
    : /(?:Ms|_MS)$/.test(name)
      ? [
          [3_600_000, ' h'],
          [60_000, ' min'],
          [1000, ' s'],
          [1, ' ms'],
        ]
      : [];
  const [size, unit] = units.find(([one]) => value >= one && value % one === 0) ?? [1, ''];
  return `${(value / size).toLocaleString('en')}${unit}`;
}

const beyondText = (text: string) =>
  errorCodes.some((code) => code === text) ? `\`${text}\`` : text;

function table(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines.slice(0, 1), `|${' --- |'.repeat(4)}`, ...lines.slice(1)].join('\n');
}

test('docs/limits.md has every limit', async () => {
  const config = readConfig({ RT_URL: 'http://rt.example' });
  const operators = Object.entries<OperatorLimit>(operatorLimits).map(
    ([name, { variable, what, beyond }]) => [
      `\`${variable}\``,
      shown(name, Number(Reflect.get(config, name))),
      what,
      beyondText(beyond),
    ],
  );
  const fixed = fixedLimitRows.map(({ name, value, what, beyond }) => [
    name,
    shown(name, value),
    what,
    beyondText(beyond),
  ]);
  const page = `# Limits

Printed from \`src/limits.ts\`. Codes are \`extensions.code\` of the error.

## Settings

${table([['variable', 'default', 'what it limits', 'beyond it'], ...operators])}

## Fixed

${table([['name', 'value', 'what it limits', 'beyond it'], ...fixed])}
`;
  await expect(page).toMatchFileSnapshot('../../docs/limits.md');
});

test('no other file has a limit as a literal', async () => {
  const source = new URL('../../src/', import.meta.url).pathname;
  const files = (await readdir(source, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('sandbox/') && file !== 'limits.ts',
  );
  const literal =
    /^(?:export )?const (?:(?:most|longest|largest|max)[A-Z]\w*(?:Bytes|Ms|Characters)|(?:most|longest|largest)[A-Z]\w*) = \d.*/m;
  const found = await Promise.all(
    files.map(async (file) => {
      const line = literal.exec(await readFile(join(source, file), 'utf8'))?.[0];
      return line === undefined ? [] : [`${file}: ${line}`];
    }),
  );
  expect(found.flat()).toEqual([]);
});
