import { describe, expect, test } from 'vitest';
import { examples } from '../../../graphiql/examples.js';
import { openingTabs, shareLink } from '../../../graphiql/opening-tabs.js';

const stored = (tabState: unknown) => ({
  getItem: (key: string) =>
    key === 'graphiql:tabState' && tabState !== undefined ? JSON.stringify(tabState) : null,
});
const firstVisit = stored(undefined);

describe('what the page opens with', () => {
  test('is every example on a first visit, the first one in front with its variables', () => {
    const opening = openingTabs('', firstVisit);
    expect(opening.defaultTabs.map(({ query }) => query)).toEqual(examples.map((e) => e.query));
    expect(opening.initialQuery).toBe(examples[0]?.query);
    expect(JSON.parse(opening.initialVariables)).toEqual(examples[0]?.variables);
  });

  test('is the tab that was open last, on a later visit', () => {
    const tabs = [
      { query: '{ a }', variables: '{}' },
      { query: '{ b }', variables: null },
    ];
    expect(openingTabs('', stored({ tabs, activeTabIndex: 1 }))).toMatchObject({
      initialQuery: '{ b }',
      initialVariables: '',
    });
  });

  test('is the first example when what was stored is broken', () => {
    const opening = openingTabs('', stored({ tabs: [], activeTabIndex: 3 }));
    expect(opening.initialQuery).toBe(examples[0]?.query);
  });

  test('is the operation of a shared link, before everything else', () => {
    const link = shareLink('http://localhost:4000/graphql?old=1', 'query Q { é & b }', '{"a": 1}');
    const { search } = new URL(link);
    const tabs = [{ query: '{ a }', variables: '{}' }];
    const later = openingTabs(search, stored({ tabs, activeTabIndex: 0 }));
    expect(later.initialQuery).toBe('query Q { é & b }');
    expect(JSON.parse(later.initialVariables)).toEqual({ a: 1 });
    const first = openingTabs(search, firstVisit);
    expect(first.defaultTabs).toHaveLength(examples.length + 1);
    expect(first.defaultTabs[0]?.query).toBe('query Q { é & b }');
  });
});

test('a shared link has no place for headers', () => {
  const link = new URL(shareLink('http://localhost:4000/graphql', '{ a }', ''));
  expect([...link.searchParams.keys()]).toEqual(['query']);
});
