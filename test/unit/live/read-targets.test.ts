import { describe, expect, test } from 'vitest';
import { readTargets } from '../../../src/live/webhooks/read-targets.js';
import { docBlock } from '../../support/docs/doc-blocks.js';

const whole = {
  url: 'https://chat.example/hooks/hunter2?key=hunter2',
  secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  user: 'hook',
  password: 'hunter2',
};

function read(value: unknown) {
  const problems: string[] = [];
  const targets = readTargets(value, problems);
  return { targets, problems };
}

describe('a file of webhooks', () => {
  test('names URL, secret, account and what is followed', () => {
    const { targets, problems } = read([
      whole,
      {
        ...whole,
        filter: { status: { in: ['open'] }, createdAt: { after: '2026-01-01T00:00:00Z' } },
      },
      { ...whole, query: "Queue = 'General'" },
      { ...whole, user: undefined, password: undefined, token: '1-14-hunter2' },
    ]);
    expect(problems).toEqual([]);
    expect(targets.map(({ search }) => Object.keys(search))).toEqual([
      [],
      ['filter'],
      ['query'],
      [],
    ]);
    expect(new Set(targets.map(({ key }) => key)).size).toBe(4);
    expect(JSON.stringify(targets)).not.toContain('hunter2');
  });

  test('may be the one of docs/webhooks.md', () => {
    const { targets, problems } = read(
      JSON.parse(docBlock('docs/webhooks.md', '"secret": "whsec_').text),
    );
    expect(problems).toEqual([]);
    expect(targets.map(({ url, search }) => [url.reveal(), search])).toEqual([
      ['https://chat.example.org/hooks/rt', { filter: { queue: { eq: 'Support' } } }],
    ]);
  });

  test('finds the state of a target again under a new password or token of its account', () => {
    const keyOf = (target: object) => read([target]).targets[0]?.key;
    expect(keyOf({ ...whole, password: 'other', user: 'HOOK' })).toBe(keyOf(whole));
    const byToken = { url: whole.url, secret: whole.secret };
    expect(keyOf({ ...byToken, token: '2-14-new' })).toBe(keyOf({ ...byToken, token: '1-14-old' }));
    expect(keyOf({ ...byToken, token: '2-15-new' })).not.toBe(
      keyOf({ ...byToken, token: '1-14-old' }),
    );
    expect(keyOf({ ...whole, query: 'id = 1' })).not.toBe(keyOf(whole));
  });

  test.each([
    [{}, /list/],
    ['hunter2', /list/],
    [Array.from({ length: 101 }, () => whole), /list/],
    [[null], /\[1\] must be an object/],
    [[{ ...whole, url: 'ftp://hunter2' }], /\[1\]\.url/],
    [[{ ...whole, url: 'https://a:hunter2@b.example' }], /\[1\]\.url/],
    [[{ ...whole, url: 17 }], /\[1\]\.url/],
    [[{ ...whole, secret: 'hunter2' }], /\[1\]\.secret/],
    [[{ ...whole, secret: 'whsec_hunter2' }], /\[1\]\.secret/],
    [[{ ...whole, secret: `whsec_${'_'.repeat(40)}` }], /\[1\]\.secret/],
    [[{ ...whole, password: undefined }], /\[1\] needs the user and password/],
    [[{ ...whole, token: 'hunter2' }], /\[1\] needs the user and password/],
    [[{ ...whole, fitler: 'hunter2' }], /\[1\] can only have/],
    [[{ ...whole, filter: {}, query: 'id = 1' }], /not both/],
    [[{ ...whole, filter: null }], /\[1\]\.filter/],
    [[{ ...whole, filter: { hunter2: 1 } }], /\[1\]\.filter/],
    [[{ ...whole, filter: { status: { in: [{ hunter2: 1 }] } } }], /\[1\]\.filter\.status\.in/],
    [[{ ...whole, query: '' }], /\[1\]\.query/],
    [[{ ...whole, query: 'hunter2) OR (id > 0' }], /\[1\]\.query/],
    [[whole, whole], /\[2\] has the same URL, search and account as WEBHOOKS\[1\]/],
  ])('that is wrong (row %#) is told without its values', (value, told) => {
    const { problems } = read(value);
    expect(problems.join('\n')).toMatch(told);
    expect(problems.join('\n')).not.toContain('hunter2');
  });

  test('tells all that is wrong at once', () => {
    expect(
      read([
        { ...whole, url: '' },
        { ...whole, secret: '', user: '' },
      ]).problems,
    ).toHaveLength(3);
  });
});
