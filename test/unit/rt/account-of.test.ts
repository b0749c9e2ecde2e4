import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/rt/connection/login.js';

describe('an account', () => {
  test.each(['14', '014', 'user/14', '/14', 'named 14', 'user named 14'])(
    'named %s is never that of the user with number 14',
    (name) => {
      const named = accountOf({ name, number: undefined });
      expect(named).not.toBe(accountOf({ name: 'alice', number: 14 }));
      expect(named).not.toMatch(/^user\/\d+$/);
    },
  );

  test('is its number, or its name in any case where RT does not show the number', () => {
    expect(accountOf({ name: 'Alice', number: 14 })).toBe('user/14');
    expect(accountOf({ name: 'ALICE', number: undefined })).toBe(
      accountOf({ name: 'alice', number: undefined }),
    );
  });
});
