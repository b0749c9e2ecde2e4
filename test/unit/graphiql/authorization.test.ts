import { describe, expect, test } from 'vitest';
import { authorizationOf, withAuthorization } from '../../../graphiql/authorization.js';

describe('the Authorization header of a login', () => {
  test('is Basic over UTF-8 for a user and password', () => {
    const header = authorizationOf({ kind: 'password', user: 'zoë', password: 'p:ä€😀' });
    expect(header).toMatch(/^Basic /);
    expect(Buffer.from(header.slice(6), 'base64').toString('utf8')).toBe('zoë:p:ä€😀');
  });

  test("is RT's own scheme for a token, without the blanks of a paste", () => {
    expect(authorizationOf({ kind: 'token', token: ' 1-22-abc\n' })).toBe('token 1-22-abc');
  });
});

describe('the headers editor', () => {
  const none: ReadonlySet<string> = new Set();

  test('gets the login in front of the headers that are there', () => {
    const text = withAuthorization({ 'x-rt-trace': '1' }, 'token t', none);
    expect(JSON.parse(text ?? '')).toEqual({ Authorization: 'token t', 'x-rt-trace': '1' });
    expect(withAuthorization({}, 'token t', none)).toBe('{\n  "Authorization": "token t"\n}');
  });

  test('keeps an Authorization that a person typed, in any case', () => {
    const typed = { authorization: 'Bearer mine' };
    expect(withAuthorization(typed, 'token t', none)).toBeUndefined();
    expect(withAuthorization(typed, undefined, none)).toBeUndefined();
  });

  test('takes another login in the place of the last, and none after a sign-out', () => {
    const ours = new Set(['token a']);
    const headers = { Authorization: 'token a', 'x-rt-trace': '1' };
    expect(JSON.parse(withAuthorization(headers, 'token b', ours) ?? '')).toEqual({
      Authorization: 'token b',
      'x-rt-trace': '1',
    });
    expect(JSON.parse(withAuthorization(headers, undefined, ours) ?? '')).toEqual({
      'x-rt-trace': '1',
    });
    expect(withAuthorization({ Authorization: 'token a' }, undefined, ours)).toBe('');
  });
});
