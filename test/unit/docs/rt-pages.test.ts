import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each(['docs/rt-rest-1.md', 'docs/rt-rest-2.md'])('every row of %s names a test', (page) => {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:RT|---) \|/.test(line));
  expect(rows.length).toBeGreaterThan(5);
  const astray = rows.filter((row) => {
    const [, file = '', name = ''] = /`([^`]+)` › (.+) \|$/.exec(row) ?? [];
    return !existsSync(file) || name === '' || !readFileSync(file, 'utf8').includes(name);
  });
  expect(astray).toEqual([]);
});

test('the paths of docs/architecture.md exist', () => {
  const paths = [
    ...readFileSync('docs/architecture.md', 'utf8').matchAll(/`((?:src|test)\/[\w./-]+)`/g),
  ];
  expect(paths.length).toBeGreaterThan(15);
  expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
});
