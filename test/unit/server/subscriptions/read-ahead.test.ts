import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ReadAhead } from '../../../../src/server/subscriptions/read-ahead.js';

async function* of<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}

/** Work that ends when it is told to. */
function work() {
  const begun = new Map<unknown, PromiseWithResolvers<string>>();
  const begin = (item: unknown) => {
    const { promise, resolve, reject } = deferred<string>();
    begun.set(item, { promise, resolve, reject });
    return promise;
  };
  return { begun, begin };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function deferred<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('items that are worked on side by side', () => {
  test('are begun together, no more than allowed, and told in their order', async () => {
    const { begun, begin } = work();
    const results = new ReadAhead(of(1, 2, 3, 4, 5), 3, begin);
    const told: unknown[] = [];
    const reading = (async () => {
      for (let next = await results.next(); next !== undefined; next = await results.next()) {
        told.push(next);
      }
    })();
    await turn();
    expect([...begun.keys()]).toEqual([1, 2, 3]);
    begun.get(3)?.resolve('three');
    begun.get(2)?.resolve('two');
    await turn();
    expect([told, begun.size]).toEqual([[], 3]);
    begun.get(1)?.resolve('one');
    await turn();
    expect([told, [...begun.keys()]]).toEqual([
      ['one', 'two', 'three'],
      [1, 2, 3, 4, 5],
    ]);
    begun.get(5)?.resolve('five');
    begun.get(4)?.resolve('four');
    await reading;
    expect(told).toEqual(['one', 'two', 'three', 'four', 'five']);
  });

  test('fail in their place, and as the items do', async () => {
    async function* failing() {
      yield 1;
      yield 2;
      throw new Error('no more');
    }
    const results = new ReadAhead(failing(), 5, async (item) => {
      if (item === 2) throw new Error('two');
      return item;
    });
    await turn();
    expect(await results.next()).toBe(1);
    await expect(results.next()).rejects.toThrow('two');
    await expect(results.next()).rejects.toThrow('no more');
  });

  test('are over at once when nobody wants them, whatever is waited for', async () => {
    const { begun, begin } = work();
    const busy = new ReadAhead(of(1, 2, 3), 2, begin);
    const waiting = new ReadAhead({ [Symbol.asyncIterator]: () => never }, 2, begin);
    const both = Promise.all([busy.next(), waiting.next()]);
    await turn();
    busy.end();
    waiting.end();
    expect(await both).toEqual([undefined, undefined]);
    await turn();
    expect([...begun.keys()]).toEqual([1, 2]);
  });
});

const never: AsyncIterator<unknown> = { next: () => new Promise(() => undefined) };
