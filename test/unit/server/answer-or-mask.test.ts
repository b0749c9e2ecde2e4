import { describe, expect, it } from 'vitest';
import { answerOrMask } from '../../../src/server/answer-or-mask.js';

describe('a route', () => {
  it('that fails for a fault of this program tells nothing of it, and the log tells all', async () => {
    const fault = new TypeError('the words of a fault');
    const logged: unknown[] = [];
    const answer = await answerOrMask(() => Promise.reject(fault), {
      error: (line: unknown) => void logged.push(line),
    });
    expect(answer?.status).toBe(500);
    expect(await answer?.json()).toEqual({
      errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(logged).toEqual([{ err: fault }]);
  });

  it('that answers, or lets a request through, is not touched', async () => {
    const log = { error: () => expect.unreachable() };
    const answer = new Response('here');
    expect(await answerOrMask(() => Promise.resolve(answer), log)).toBe(answer);
    expect(await answerOrMask(() => Promise.resolve(undefined), log)).toBeUndefined();
  });
});
