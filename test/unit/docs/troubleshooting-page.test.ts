import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const titles = [...readFileSync('docs/troubleshooting.md', 'utf8').matchAll(/^### (.+)$/gm)];
const messages = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`src/${file}`, 'utf8').replaceAll("\\'", "'"))
  .map((source) => source.replace(/\$\{[^}]*\}/g, '…'));

test('docs/troubleshooting.md has titles', () => {
  expect(titles.length).toBeGreaterThan(20);
});

test.each(titles.map(([, title = '']) => title))('%s is a message of the code', (title) => {
  // Long messages are put together from several strings.
  const isWhole = messages.some((text) => text.includes(title));
  const parts = title.split('. ').map((part) => part.replace(/\.$/, ''));
  const hasParts = parts.every((part) => messages.some((text) => text.includes(part)));
  expect(isWhole || hasParts).toBe(true);
});
