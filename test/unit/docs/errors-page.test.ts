import { readFileSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { errorCodes } from '../../../src/error-codes.js';
import { buildSchema } from '../../../src/schema/schema.js';
import { httpOfRequest } from '../../../src/server/answer/http-status.js';

const [ofRequest = '', ofMutation = ''] = readFileSync('docs/errors.md', 'utf8').split(
  '\n## Errors of a mutation\n',
);
const cellsOf = (page: string) =>
  page
    .split('\n')
    .filter((line) => /^\| `[A-Z]/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));

test('docs/errors.md has a row for every code with its HTTP status, and for no other', () => {
  const shown = cellsOf(ofRequest).map(([code, status]) => [code, Number(status)]);
  expect(shown).toEqual(errorCodes.map((code) => [`\`${code}\``, httpOfRequest(code).status]));
});

test('docs/errors.md has a row for every UserErrorCode, and for no other', () => {
  const codes = buildSchema().getType('UserErrorCode');
  const known = isEnumType(codes) ? codes.getValues().map(({ name }) => `\`${name}\``) : [];
  const shown = cellsOf(ofMutation).map(([code]) => code);
  expect(shown.sort()).toEqual(known.sort());
});
