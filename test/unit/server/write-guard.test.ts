import { describe, expect, test } from 'vitest';
import { stateInProcess } from '../../../src/server/state/state.js';
import { createWriteGuard } from '../../../src/server/write-guard.js';

const { signal } = new AbortController();

describe('writing alone', () => {
  test('writes on one ticket take turns, on others they do not wait', async () => {
    const guard = createWriteGuard(stateInProcess().keys);
    const log: string[] = [];
    const job = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
    };
    await Promise.all([
      guard.alone([1], signal, job('first')),
      guard.alone([1, 2], signal, job('both')),
      guard.alone([3], signal, job('other')),
      guard.alone([2], signal, job('second')),
    ]);
    expect(log.indexOf('other starts')).toBeLessThan(log.indexOf('first ends'));
    const turns = log.filter((line) => !line.startsWith('other'));
    expect(turns).toEqual(
      ['first', 'both', 'second'].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });

  test('a write that fails does not hold up the next', async () => {
    const guard = createWriteGuard(stateInProcess().keys);
    const fail = guard.alone([1], signal, () => Promise.reject(new Error('refused')));
    const next = guard.alone([1], signal, async () => 'done');
    await expect(fail).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });
});
