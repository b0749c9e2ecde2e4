import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { NotFoundError } from '../../../src/rt/errors.js';
import { createLogger } from '../../../src/server/log.js';
import { maskError } from '../../../src/server/mask-error.js';

const secret = '/srv/app/secret.ts pass=hunter2';
const lines: string[] = [];
const mask = maskError(createLogger('error', { write: (line) => void lines.push(line) }));
const told = (error: unknown) => {
  const masked = mask(error);
  return masked instanceof GraphQLError ? masked.toJSON() : masked;
};
const located = (originalError: unknown) =>
  new GraphQLError(secret, {
    path: ['ticket'],
    ...(originalError instanceof Error && { originalError }),
  });
const unexpected = { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } };

describe('a fault of this program', () => {
  test.each([
    ['an error', new Error(secret)],
    [
      'an error with extensions',
      Object.assign(new Error(secret), { extensions: { code: 'X', secret } }),
    ],
    ['an aggregate', new AggregateError([new Error(secret)], secret)],
    ['a text', secret],
    ['nothing', undefined],
    ['an object', { message: secret }],
    ['an error in a field', located(new Error(secret))],
    ['a type error in a field', located(new TypeError(secret))],
  ])('that is %s is told as one sentence, and logged', (_, error) => {
    const before = lines.length;
    expect(told(error)).toMatchObject(unexpected);
    expect(JSON.stringify(told(error))).not.toMatch(/hunter2|stack|secret/);
    expect(lines.length).toBe(before + 2);
  });
});

test('what RT says is told with its code, wherever it was caught', () => {
  const missing = new NotFoundError('The ticket does not exist.', { cause: new Error(secret) });
  for (const error of [missing, located(missing), new Error('outer', { cause: missing })]) {
    expect(told(error)).toMatchObject({
      message: 'The ticket does not exist.',
      extensions: { code: 'NOT_FOUND' },
    });
    expect(JSON.stringify(told(error))).not.toContain('hunter2');
  }
});
