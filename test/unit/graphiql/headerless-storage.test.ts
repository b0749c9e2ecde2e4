import { expect, test } from 'vitest';
import { headerlessStorage } from '../../../graphiql/headerless-storage.js';

/** A Storage that lives in a map. */
function memory(): Storage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

test('request headers never reach the disk, by no key and at no depth', () => {
  const disk = memory();
  const storage = headerlessStorage(disk);
  const headers = '{"Authorization": "Basic c2VjcmV0"}';
  storage.setItem('graphiql:headers', headers);
  storage.setItem('graphiql:tabState', JSON.stringify({ tabs: [{ query: '{ a }', headers }] }));
  storage.setItem('graphiql:queries', JSON.stringify({ queries: [{ query: '{ a }', headers }] }));
  expect([...disk.kept.values()].join()).not.toContain('c2VjcmV0');
  expect(storage.getItem('graphiql:queries')).toBe(
    '{"queries":[{"query":"{ a }","headers":null}]}',
  );
});

test('clearing it leaves what other pages of the origin keep', () => {
  const disk = memory();
  disk.setItem('views user/1', '[]');
  disk.setItem('graphiql:theme', 'dark');
  disk.setItem('graphiql:tabState', '{}');
  headerlessStorage(disk).clear();
  expect([...disk.kept.keys()]).toEqual(['views user/1']);
});

test('everything else is kept as it is', () => {
  const storage = headerlessStorage(memory());
  for (const text of ['dark', '0.35', '{ ticket { headers } }', '{"headers": 1}']) {
    storage.setItem('graphiql:anything', text);
    expect(storage.getItem('graphiql:anything')).toBe(text);
  }
});
