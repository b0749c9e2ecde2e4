import { describe, expect, test } from 'vitest';
import type { WriteReport } from '../../../src/rt/report.js';
import { createWriteGuard } from '../../../src/server/write-guard.js';

const applied: WriteReport = { outcome: 'APPLIED', refusals: [], messages: [] };

describe('writing once by key', () => {
  test('the same key runs once, at the same time and later', async () => {
    const guard = createWriteGuard();
    let runs = 0;
    const run = async () => {
      runs += 1;
      return applied;
    };
    const both = await Promise.all([
      guard.once('root', 'k', { a: 1 }, run),
      guard.once('root', 'k', { a: 1 }, run),
    ]);
    expect(both).toEqual([applied, applied]);
    await guard.once('root', 'k', { a: 1 }, run);
    expect(runs).toBe(1);
    await guard.once('alice', 'k', { a: 1 }, run);
    await guard.once('root', undefined, { a: 1 }, run);
    await guard.once('root', null, { a: 1 }, run);
    expect(runs).toBe(4);
  });

  test('the same key with another input is refused, bytes counted', async () => {
    const guard = createWriteGuard();
    const run = async () => applied;
    await guard.once('root', 'k', { bytes: Buffer.from('one') }, run);
    expect(() => guard.once('root', 'k', { bytes: Buffer.from('two') }, run)).toThrow(/another/);
    await guard.once('root', 'k', { bytes: Buffer.from('one') }, run);
    expect(() => guard.once('root', 'x'.repeat(1025), {}, run)).toThrow(/1000/);
  });

  test('a failure is forgotten and may be tried again', async () => {
    const guard = createWriteGuard();
    const fail = () => Promise.reject(new Error('no connection'));
    await expect(guard.once('root', 'k', {}, fail)).rejects.toThrow('no connection');
    await expect(guard.once('root', 'k', {}, async () => applied)).resolves.toBe(applied);
  });
});

describe('writing alone', () => {
  test('writes on one ticket take turns, on others they do not wait', async () => {
    const guard = createWriteGuard();
    const log: string[] = [];
    const job = (name: string) => async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
    };
    await Promise.all([
      guard.alone([1], job('first')),
      guard.alone([1, 2], job('both')),
      guard.alone([3], job('other')),
      guard.alone([2], job('second')),
    ]);
    expect(log.indexOf('other starts')).toBeLessThan(log.indexOf('first ends'));
    const turns = log.filter((line) => !line.startsWith('other'));
    expect(turns).toEqual(
      ['first', 'both', 'second'].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
  });

  test('a write that fails does not hold up the next', async () => {
    const guard = createWriteGuard();
    const fail = guard.alone([1], () => Promise.reject(new Error('refused')));
    const next = guard.alone([1], async () => 'done');
    await expect(fail).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });
});
