import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';

/** The rows of the table in docs/settings.md, by the variables in their first column. */
const rows = new Map(
  [...readFileSync('docs/settings.md', 'utf8').matchAll(/^\| (`[A-Z].*?) +\|(.*)$/gm)].flatMap(
    ([row, names = '']) =>
      [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => [name, row] as const),
  ),
);

/** Every variable that the settings are read from. Those of the OpenTelemetry SDK are documented there. */
const variables = (() => {
  const read = new Set<string>();
  const env = new Proxy<Record<string, string>>(
    {},
    { get: (_, name) => void read.add(String(name)), ownKeys: () => [] },
  );
  expect(() => readConfig(env)).toThrow('RT_URL is missing');
  return [...read].filter((name) => name !== 'NODE_ENV' && !name.startsWith('OTEL_'));
})();

test.each(variables.filter((name) => !name.endsWith('_FILE')))(
  '%s is in the table of docs/settings.md',
  (name) => expect([...rows.keys()]).toContain(name),
);

test.each(variables.filter((name) => name.endsWith('_FILE')))(
  '%s can be read from its row there',
  (name) => {
    const row = rows.get(name.replace(/_FILE$/, ''));
    expect(row).toContain('`…_FILE` names a file');
  },
);

test('and the table names no others', () => {
  const others = [...rows.keys()].filter(
    (name) => !variables.includes(name) && !name.startsWith('OTEL_'),
  );
  expect(others).toEqual([]);
});
