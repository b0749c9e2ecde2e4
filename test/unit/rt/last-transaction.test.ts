import { expect, test } from 'vitest';
import type { RtClient } from '../../../src/rt/connection/client.js';
import { lastTransaction } from '../../../src/rt/rest2/read/history.js';
import { UnfitAnswer } from '../../../src/rt/rest2/unfit-answer.js';

/** What is read from an ETag of a ticket; the reason if it cannot be used. */
async function read(etag: string | undefined, status = 200): Promise<unknown> {
  const answer = { status, headers: etag === undefined ? {} : { etag }, body: '{}' };
  const rt = { call2: async () => answer } as unknown as RtClient;
  try {
    return await lastTransaction(rt, 1);
  } catch (error) {
    return error instanceof UnfitAnswer ? error.reason : error;
  }
}

test('RT makes the ETag of the last transaction, or of a date if there is no transaction', async () => {
  expect(await read('"276"')).toBe(276);
  expect(await read('"2026-11-26T06:45:44Z"')).toBeUndefined();
  expect(await read('"1970-01-01T00:00:00Z"')).toBeUndefined();
});

test.each([
  'W/"276"',
  '"276-gzip"',
  '"276;gzip"',
  'W/"276-gzip"',
  '276',
  '""',
  '"3f2a"',
  undefined,
])('an ETag %s is not RT’s, and no empty history', async (etag) => {
  expect(await read(etag)).toBe('shape');
});

test.each([403, 404])('HTTP %d is a hidden or missing ticket', async (status) => {
  expect(await read('"276"', status)).toBeUndefined();
});
