import { describe, expect, test } from 'vitest';
import { parseRtUri, readLinks } from '../../../src/rt/links.js';

describe('links of a ticket', () => {
  test('come in RT’s order, whatever order the form has', () => {
    const fields = new Map([
      ['id', 'ticket/130/links'],
      ['Members', 'fsck.com-rt://example.com/ticket/133'],
      ['RefersTo', 'http://example.com/?a=1,2, fsck.com-rt://example.com/ticket/132'],
      ['DependsOn', 'fsck.com-rt://example.com/ticket/131,\nfsck.com-rt://example.com/ticket/132'],
      ['MemberOf', ''],
    ]);
    expect(readLinks(fields)).toEqual([
      { key: 'DependsOn', uri: 'fsck.com-rt://example.com/ticket/131' },
      { key: 'DependsOn', uri: 'fsck.com-rt://example.com/ticket/132' },
      { key: 'RefersTo', uri: 'http://example.com/?a=1,2' },
      { key: 'RefersTo', uri: 'fsck.com-rt://example.com/ticket/132' },
      { key: 'Members', uri: 'fsck.com-rt://example.com/ticket/133' },
    ]);
    expect(readLinks(new Map([['id', 'ticket/4/links']]))).toEqual([]);
  });

  test.each([
    [
      'fsck.com-rt://example.com/ticket/131',
      { organization: 'example.com', type: 'ticket', id: 131 },
    ],
    ['FSCK.com-RT://Help Desk/Ticket/7', { organization: 'Help Desk', type: 'ticket', id: 7 }],
    [
      'fsck.com-rt://example.com/article/3',
      { organization: 'example.com', type: 'article', id: 3 },
    ],
    ['fsck.com-rt:///ticket/1', { organization: '', type: 'ticket', id: 1 }],
  ])('%s is an object of an RT', (uri, parts) => {
    expect(parseRtUri(uri)).toEqual(parts);
  });

  test.each([
    'http://example.com/ticket/1',
    'fsck.com-rt://example.com/ticket/abc',
    'fsck.com-rt://example.com/ticket/1/links',
    'x fsck.com-rt://example.com/ticket/1',
    '131',
    '',
  ])('%j is not', (uri) => {
    expect(parseRtUri(uri)).toBeUndefined();
  });
});
