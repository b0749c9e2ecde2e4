import { describe, expect, test } from 'vitest';
import { createMasks } from '../../../../src/server/answer/mask.js';
import { maskedRoute } from '../../../../src/server/answer/masked-route.js';

describe('a route', () => {
  test('that fails for a fault of this program tells nothing of it, and the log tells all', async () => {
    const fault = new TypeError('the words of a fault');
    const logged: unknown[] = [];
    const answer = await maskedRoute(
      () => Promise.reject(fault),
      createMasks({ error: (line: unknown) => void logged.push(line) }).request,
    );
    expect(answer?.status).toBe(500);
    expect(await answer?.json()).toEqual({
      errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(logged).toEqual([{ err: fault }]);
  });

  test('that answers, or lets a request through, is not touched', async () => {
    const mask = createMasks({ error: () => expect.unreachable() }).request;
    const answer = new Response('here');
    expect(await maskedRoute(() => Promise.resolve(answer), mask)).toBe(answer);
    expect(await maskedRoute(() => Promise.resolve(undefined), mask)).toBeUndefined();
  });
});
