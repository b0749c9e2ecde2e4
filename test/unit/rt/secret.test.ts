import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { callerKey } from '../../../src/rt/connection/credentials.js';
import { Secret } from '../../../src/rt/connection/secret.js';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  test('never prints', () => {
    const seen = [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { depth: 9, showHidden: true }),
      Object.keys(secret).join(),
      JSON.stringify(new Error('x', { cause: secret })),
    ];
    expect(seen.join('\n')).not.toContain('hunter2');
    expect(secret.reveal()).toBe('hunter2');
  });

  test('does not survive a copy', () => {
    expect(JSON.stringify({ ...secret })).toBe('{}');
  });
});

describe('a caller’s name', () => {
  const password = (user: string, text: string) =>
    callerKey({ scheme: 'password', user, password: new Secret(text) });

  test('is the same for the same credentials only', () => {
    expect(password('alice', 'a')).toBe(password('alice', 'a'));
    const keys = [
      password('alice', 'a'),
      password('alice', 'b'),
      password('bob', 'a'),
      password('alicea', ''),
      password('', 'alicea'),
      password('alice","a', ''),
      callerKey({ scheme: 'token', token: new Secret('alice') }),
      callerKey({ scheme: 'token', token: new Secret('a') }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('holds nothing of the credentials', () => {
    const key = password('alice', 'hunter2');
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(key, 'base64url').toString('latin1')).not.toContain('hunter2');
  });
});
