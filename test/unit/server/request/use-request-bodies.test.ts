import { expect, test } from 'vitest';
import { createMasks } from '../../../../src/server/answer/mask.js';
import { useRequestBodies } from '../../../../src/server/request/use-request-bodies.js';

const fault = new Error('the disk is read-only now');
test('files that cannot be removed spoil no answer, and the log tells of them', async () => {
  const warned: unknown[] = [];
  const limits = { maxFileBytes: 1, maxFiles: 1, maxJsonBytes: 1 };
  const { onRequestParse, onResponse } = useRequestBodies(
    limits,
    { warn: (line: unknown) => void warned.push(line) },
    createMasks({ error: () => expect.unreachable() }).request,
    () => Promise.resolve(),
    async () => ({ params: { query: '{ a }' }, dispose: () => Promise.reject(fault) }),
  );
  const request = new Request('http://127.0.0.1/graphql', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b--',
  });
  let parse: (() => unknown) | undefined;
  // Of the hooks' payloads, what this plugin looks at.
  await onRequestParse?.({
    request,
    serverContext: {},
    setRequestParser: (parser: () => unknown) => {
      parse = parser;
    },
  } as never);
  expect(await parse?.()).toEqual({ query: '{ a }' });
  await onResponse?.({ request } as never);
  expect(warned).toEqual([{ err: fault }]);
});
