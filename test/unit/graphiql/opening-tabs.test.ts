import { describe, expect, test } from 'vitest';
import { examples } from '../../../graphiql/examples.js';
import { openingTabs, shareLink } from '../../../graphiql/opening-tabs.js';

const stored = (tabState: unknown) => ({
  getItem: (key: string) =>
    key === 'graphiql:tabState' && tabState !== undefined ? JSON.stringify(tabState) : null,
});
const firstVisit = stored(undefined);
const sandbox = { logins: [] };

describe('what the page opens with', () => {
  test('is every example on a first visit, the first one in front with its variables', () => {
    const opening = openingTabs('', firstVisit, sandbox);
    expect(opening.defaultTabs.map(({ query }) => query)).toEqual(examples.map((e) => e.query));
    expect(opening.initialQuery).toBe(examples[0]?.query);
    expect(JSON.parse(opening.initialVariables)).toEqual(examples[0]?.variables);
  });

  test('writes to no ticket and mails nobody on a real RT before somebody names them', () => {
    const { defaultTabs } = openingTabs('', firstVisit, { rt: 'rt.example.org' });
    const writes = defaultTabs.filter(({ query }) => query.includes('\nmutation '));
    expect(writes.length).toBeGreaterThan(2);
    for (const { query, variables } of writes) {
      expect([query, /ticket\/\d|@/.test(variables)]).toEqual([query, false]);
      if (query.includes('$id: ID!')) expect(JSON.parse(variables)).toMatchObject({ id: '' });
    }
    const known = openingTabs('', firstVisit, sandbox).defaultTabs;
    expect(known.some(({ variables }) => variables.includes('ticket/1'))).toBe(true);
  });

  test('is the tab that was open last, on a later visit', () => {
    const tabs = [
      { query: '{ a }', variables: '{}' },
      { query: '{ b }', variables: null },
    ];
    expect(openingTabs('', stored({ tabs, activeTabIndex: 1 }), sandbox)).toMatchObject({
      initialQuery: '{ b }',
      initialVariables: '',
    });
  });

  test('is the first example when what was stored is broken', () => {
    const opening = openingTabs('', stored({ tabs: [], activeTabIndex: 3 }), sandbox);
    expect(opening.initialQuery).toBe(examples[0]?.query);
  });

  test('is the operation of a shared link, before everything else', () => {
    const link = shareLink('http://localhost:4000/graphql?old=1', 'query Q { é & b }', '{"a": 1}');
    const { search } = new URL(link);
    const tabs = [{ query: '{ a }', variables: '{}' }];
    const later = openingTabs(search, stored({ tabs, activeTabIndex: 0 }), sandbox);
    expect(later.initialQuery).toBe('query Q { é & b }');
    expect(JSON.parse(later.initialVariables)).toEqual({ a: 1 });
    const first = openingTabs(search, firstVisit, sandbox);
    expect(first.defaultTabs).toHaveLength(examples.length + 1);
    expect(first.defaultTabs[0]?.query).toBe('query Q { é & b }');
  });
});

test('a shared link has no place for headers', () => {
  const link = new URL(shareLink('http://localhost:4000/graphql', '{ a }', ''));
  expect([...link.searchParams.keys()]).toEqual(['query']);
});
