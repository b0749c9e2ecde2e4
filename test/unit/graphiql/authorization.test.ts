import { describe, expect, test } from 'vitest';
import {
  authorizationOf,
  readHeaders,
  withAuthorization,
} from '../../../graphiql/authorization.js';

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
  const ours = new Set(['token a']);

  test('gets the login in front of the headers that are there', () => {
    const text = withAuthorization('{ "x-rt-trace": "1" }', 'token t', none) ?? '';
    expect(Object.entries(JSON.parse(text))).toEqual([
      ['Authorization', 'token t'],
      ['x-rt-trace', '1'],
    ]);
    expect(withAuthorization('', 'token t', none)).toBe('{\n  "Authorization": "token t"\n}');
    expect(withAuthorization('{}', 'token t', none)).toBe('{\n  "Authorization": "token t"\n}');
  });

  test('keeps an Authorization that a person typed, in any case', () => {
    const typed = '{ "authorization": "Bearer mine" }';
    expect(withAuthorization(typed, 'token t', none)).toBeUndefined();
    expect(withAuthorization(typed, undefined, none)).toBeUndefined();
  });

  test('takes another login in the place of the last, and none after a sign-out', () => {
    const headers = '{ "Authorization": "token a", "x-rt-trace": "1" }';
    expect(JSON.parse(withAuthorization(headers, 'token b', ours) ?? '')).toEqual({
      Authorization: 'token b',
      'x-rt-trace': '1',
    });
    expect(JSON.parse(withAuthorization(headers, undefined, ours) ?? '')).toEqual({
      'x-rt-trace': '1',
    });
    expect(withAuthorization('{ "Authorization": "token a" }', undefined, ours)).toBe('');
  });

  test.each([
    '{\n  // seen by RT\n  "x-request-id": "one", // behind\n  /* last */\n}',
    '{\n  // nothing yet\n}',
    '// before\n{ "a": "1" }\n// after',
    '{ "a": "1", }',
    '{ // "a": "1"\n "b": "2" }',
    '{ // last\n}',
  ])('keeps the comments and the other headers of %j', (text) => {
    const others = readHeaders(text);
    const comments = text.match(/\/\/.*|\/\*.*\*\//g) ?? [];
    const signedIn = withAuthorization(text, 'token a', none) ?? '';
    expect(readHeaders(signedIn)).toEqual({ Authorization: 'token a', ...others });
    const changed = withAuthorization(signedIn, 'token b', ours) ?? '';
    expect(readHeaders(changed)).toEqual({ Authorization: 'token b', ...others });
    const signedOut = withAuthorization(changed, undefined, new Set(['token b'])) ?? '';
    expect(readHeaders(signedOut)).toEqual(others);
    for (const now of [signedIn, changed, signedOut]) {
      for (const comment of comments) expect(now).toContain(comment);
    }
  });

  test.each([
    ['{\n  // mine\n  "Authorization": "token a",\n  "b": "2"\n}', '{\n  // mine\n  "b": "2"\n}'],
    ['{\n  // mine\n  "Authorization": "token a"\n}', '{\n  // mine\n}'],
    ['{ "b": "2", "Authorization": "token a" }', '{ "b": "2", }'],
    ['{ "authorization": "token a" /* x */, "b": "2" }', '{ /* x */ "b": "2" }'],
  ])('of %j loses no more than the login at a sign-out', (text, left) => {
    const signedOut = withAuthorization(text, undefined, ours) ?? '';
    expect(readHeaders(signedOut)).toBeDefined();
    expect(signedOut.replaceAll(/ +/g, ' ')).toBe(left.replaceAll(/ +/g, ' '));
  });

  test('with nothing but a comment keeps it beside the login', () => {
    const signedIn = withAuthorization('// mine', 'token a', none) ?? '';
    expect(signedIn).toContain('// mine');
    expect(readHeaders(signedIn)).toEqual({ Authorization: 'token a' });
  });

  test.each(['{', '[]', '"x"', 'null', '{ "a": }'])('that holds %j is left alone', (text) => {
    expect(readHeaders(text)).toBeUndefined();
    expect(withAuthorization(text, 'token t', none)).toBeUndefined();
  });
});
