import { afterEach, expect, test, vi } from 'vitest';
import { fixedLimits } from '../../../../src/limits.js';
import { KnownKeys } from '../../../../src/server/state/known-keys.js';

const { maxKeyMs, maxKnownKeys, maxKnownKeysBytes } = fixedLimits;

afterEach(() => {
  vi.useRealTimers();
});

function known(key: string, text = 'claim') {
  return { name: { account: 'a', key }, since: Date.now(), claim: 'claim', text };
}
const listed = (keys: KnownKeys) => [...keys.values()].map(({ name }) => name.key);

test('the oldest keys are dropped where there are too many', () => {
  const keys = new KnownKeys();
  for (let nth = 0; nth < maxKnownKeys + 2; nth++) keys.put(known(`${nth}`));
  expect(keys.size).toBe(maxKnownKeys);
  expect(listed(keys)[0]).toBe('2');
});

test('the oldest keys are dropped where their results are too large', () => {
  const keys = new KnownKeys();
  const half = 'x'.repeat(maxKnownKeysBytes / 2);
  for (const key of ['one', 'two', 'three']) keys.put(known(key));
  keys.put(known('two', half));
  expect(listed(keys)).toEqual(['one', 'two', 'three']);
  keys.put(known('three', half));
  expect(listed(keys)).toEqual(['three']);
  // What was dropped counts no more.
  keys.drop(known('three').name);
  keys.put(known('four', half));
  expect(listed(keys)).toEqual(['four']);
});

test('a key is known for a day', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const keys = new KnownKeys();
  keys.put(known('old'));
  vi.setSystemTime(Date.now() + maxKeyMs);
  keys.put(known('new'));
  expect(listed(keys)).toEqual(['new']);
});
