import { readdir, readFile } from 'node:fs/promises';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../../src/error-codes.js';
import {
  NotFoundError,
  RateLimitedError,
  RtError,
  RtUnavailableError,
} from '../../../../src/rt/errors.js';
import { createMasks } from '../../../../src/server/answer/mask.js';
import { createLogger } from '../../../../src/server/log.js';

const secret = '/srv/app/secret.ts pass=hunter2';
const lines: string[] = [];
const masks = createMasks(createLogger('error', { write: (line) => void lines.push(line) }));
const told = (error: unknown) => masks.field(error).toJSON();
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

describe.each(['field', 'request'] as const)('the mask of a %s', (kind) => {
  test.each([
    ['an RtError', new NotFoundError('gone')],
    ['a fault', new Error(secret)],
    ['a complaint of GraphQL', new GraphQLError('Argument "id" of required type')],
    ['an error at a path', located(new NotFoundError('gone'))],
  ])('returns what it made of %s unchanged', (_, error) => {
    const seen = masks[kind](error);
    const before = lines.length;
    expect(masks.field(seen)).toBe(seen);
    expect(masks.request(seen)).toBe(seen);
    expect(lines.length).toBe(before);
  });

  test.each(errorCodes)('has the HTTP status of %s', (code) => {
    const error = new (class extends RtError {
      readonly code = code as RtError['code'];
    })('x');
    const setsStatus = /^(UNAUTHENTICATED|PAYLOAD_TOO_LARGE|RATE_LIMITED|OVERLOADED)$/.test(code);
    const { http } = masks[kind](error).extensions;
    expect(http?.status).toEqual(kind === 'request' || setsStatus ? expect.any(Number) : undefined);
  });
});

test('what may be tried again says when', () => {
  const error = new RateLimitedError('slow', { retryAfterSeconds: 7 });
  expect(masks.field(error).extensions).toEqual({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 7,
    http: { status: 429, headers: { 'retry-after': '7' } },
  });
});

test('an RT that is down leaves the status to the rest of the answer, and tells when to come back', () => {
  const error = new RtUnavailableError('down', { sent: false, retryAfterSeconds: 7 });
  expect(masks.field(error).extensions).toMatchObject({
    http: { headers: { 'retry-after': '7' } },
  });
  expect(masks.request(error).extensions).toMatchObject({
    http: { status: 502, headers: { 'retry-after': '7' } },
  });
});

test('GraphQL errors are made in one file', async () => {
  const source = new URL('../../../../src/', import.meta.url);
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const makers = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, source), 'utf8');
      return text.includes('new GraphQLError(') ? [file] : [];
    }),
  );
  expect(makers.flat()).toEqual(['schema/errors.ts']);
});
