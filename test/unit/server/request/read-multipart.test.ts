import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readMultipart } from '../../../../src/server/request/read-multipart.js';

const megabyte = 1024 * 1024;

test('a file of many chunks leaves no listener behind, and no warning', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: '{ a }', variables: { file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new File([Buffer.alloc(20 * megabyte, 'x')], 'a.txt'));
  const whole = new Response(form);
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' };
  const bytes = new Uint8Array(await whole.arrayBuffer());
  let sent = 0;
  const body = new ReadableStream({
    async pull(controller) {
      // As from a network, each by itself.
      await nextTurn();
      controller.enqueue(bytes.subarray(sent, sent + 64 * 1024));
      sent += 64 * 1024;
      if (sent >= bytes.length) controller.close();
    },
  });
  const options = { method: 'POST', headers, body, duplex: 'half' };
  const request = new Request('http://127.0.0.1/', options);
  const { dispose } = await readMultipart(request, { maxFiles: 2, maxFileBytes: 21 * megabyte });
  await dispose();
  await nextTurn();
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});
