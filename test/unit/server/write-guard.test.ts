import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import { stateInProcess } from '../../../src/server/state/state.js';
import { createWriteGuard } from '../../../src/server/write-guard.js';

const { signal } = new AbortController();
const alice = { signal, owner: () => 'alice' };

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
      guard.alone([1], alice, job('first')),
      guard.alone([1, 2], alice, job('both')),
      guard.alone([3], alice, job('other')),
      guard.alone([2], alice, job('second')),
    ]);
    expect(log.indexOf('other starts')).toBeLessThan(log.indexOf('first ends'));
    const turns = log.filter((line) => !line.startsWith('other'));
    expect(turns).toEqual(
      ['first', 'both', 'second'].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });

  test('a write that fails does not hold up the next', async () => {
    const guard = createWriteGuard(stateInProcess().keys);
    const fail = guard.alone([1], alice, () => Promise.reject(new Error('refused')));
    const next = guard.alone([1], alice, async () => 'done');
    await expect(fail).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });

  test('who leaves while waiting is not waited with, and lets nobody pass', async () => {
    const guard = createWriteGuard(stateInProcess().keys);
    const log: string[] = [];
    const slow = guard.alone([1], alice, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      log.push('slow');
    });
    const leaving = new AbortController();
    const left = guard.alone([1], { ...alice, signal: leaving.signal }, async () =>
      log.push('left'),
    );
    const last = guard.alone([1], alice, async () => log.push('last'));
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    expect(log).toEqual([]);
    await Promise.all([slow, last]);
    expect(log).toEqual(['slow', 'last']);
    expect(guard.isBusy(1)).toBe(false);
  });

  test('a queue that never empties holds nothing of what its writes came to', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const guard = createWriteGuard(stateInProcess().keys);
    const results: WeakRef<object>[] = [];
    const write = () =>
      guard.alone([1], alice, async () => {
        const result = { text: 'x'.repeat(1000) };
        results.push(new WeakRef(result));
        return result;
      });
    let last: Promise<unknown> = write();
    for (let count = 0; count < 100; count++) {
      const next = write();
      await last;
      last = next;
    }
    const busy = guard.alone([1], alice, () => new Promise((resolve) => setTimeout(resolve, 100)));
    await last;
    for (let time = 0; time < 2; time++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      collect();
    }
    expect(results.filter((one) => one.deref() !== undefined).length).toBeLessThan(10);
    await busy;
  });

  test('one caller fills no queue: others still write', async () => {
    const guard = createWriteGuard(stateInProcess().keys);
    let open = () => {};
    const door = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { maxWritesOnTicket } = fixedLimits;
    const own = Array.from({ length: maxWritesOnTicket }, () =>
      guard.alone([1], alice, () => door),
    );
    await expect(guard.alone([1], alice, () => door)).rejects.toThrow(/Nothing was written/);
    const elsewhere = guard.alone([2], alice, async () => 'elsewhere');
    const other = guard.alone([1], { signal, owner: () => 'bob' }, async () => 'bob');
    expect(await elsewhere).toBe('elsewhere');
    open();
    await Promise.all(own);
    expect(await other).toBe('bob');
    expect(await guard.alone([1], alice, async () => 'again')).toBe('again');
  });
});
