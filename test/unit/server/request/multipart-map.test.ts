import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Upload } from '../../../../src/schema/upload.js';
import { fillUploads } from '../../../../src/server/request/multipart-map.js';

const file = new Upload({
  contentType: 'text/plain',
  sha256: '',
  size: 0,
  open: () => Readable.from([]),
});
const files = new Map([['0', file]]);

const fill = (operations: unknown, map: unknown, sent: ReadonlyMap<string, Upload> = files) =>
  fillUploads(
    new Map([
      ['operations', typeof operations === 'string' ? operations : JSON.stringify(operations)],
      ['map', typeof map === 'string' ? map : JSON.stringify(map)],
    ]),
    sent,
  );

describe('the map of a multipart request', () => {
  test('a file takes the place of a null, in objects, lists and twice', () => {
    const operations = { query: 'q', variables: { one: null, list: [null, { deep: null }] } };
    const map = { 0: ['variables.one', 'variables.list.0', 'variables.list.1.deep'] };
    expect(fill(operations, map)).toEqual({
      query: 'q',
      variables: { one: file, list: [file, { deep: file }] },
    });
  });

  test('a request without files needs no map', () => {
    const fields = new Map([['operations', '{"query":"q"}']]);
    expect(fillUploads(fields, new Map())).toEqual({ query: 'q' });
  });

  test.each([
    ['operations that are not JSON', '{', {}],
    ['a batch', [{ query: 'q' }], {}],
    ['a map that is not JSON', {}, '{'],
    ['a file that was not sent', { variables: { a: null } }, { 1: ['variables.a'] }],
    ['no place', { variables: { a: null } }, { 0: [] }],
    ['a place that is not a list', { variables: { a: null } }, { 0: 'variables.a' }],
    ['a place that is not text', { variables: { a: null } }, { 0: [1] }],
    ['a place outside the variables', { query: null }, { 0: ['query'] }],
    ['a place that holds something', { variables: { a: 'x' } }, { 0: ['variables.a'] }],
    ['a place that is not there', { variables: {} }, { 0: ['variables.a.b'] }],
    ['a place twice', { variables: { a: null } }, { 0: ['variables.a', 'variables.a'] }],
    ['a prototype', { variables: {} }, { 0: ['variables.__proto__.x'] }],
    ['a constructor', { variables: {} }, { 0: ['variables.constructor'] }],
    ['an inherited place', { variables: { a: [] } }, { 0: ['variables.a.length'] }],
    ['an index far out', { variables: { a: [] } }, { 0: ['variables.a.100000'] }],
  ])('%s is refused', (_what, operations, map) => {
    expect(() => fill(operations, map)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });

  test('a request without operations is refused', () => {
    expect(() => fillUploads(new Map(), files)).toThrow(/operations/);
  });
});
