import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, refusalsOf } from '../support/graphql/mutate.js';
import { type CuttingProxy, cuttingProxy } from '../support/http/cutting-proxy.js';
import { type FailingProxy, startFailingProxy } from '../support/http/failing-proxy.js';

const write = /\/user\/(?:new|\d+\/edit)|\/edit/;

describe.each(sharedBackends())('a password whose answer is lost on $name', ({ url }) => {
  const app = appFor(url);
  let failing: FailingProxy;
  let cutting: CuttingProxy;
  beforeAll(async () => {
    failing = await startFailingProxy(url);
    cutting = await cuttingProxy(url);
  });
  afterAll(async () => {
    await app.close();
    await failing.close();
    await cutting.close();
  });

  const known = { realName: 'Known Already', city: 'Oslo' };
  const newUser = async () => {
    const input = { name: `lost-${randomUUID()}`, password: `old-${randomUUID()}`, fields: known };
    const made = await mutate(app, 'createUser', input, { fields: 'user { id }' });
    expect(made.outcome).toBe('APPLIED');
    return made['user'].id as string;
  };
  const changes: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { fields: known },
    { fields: { realName: 'Somebody Else' } },
    { fields: { comments: null, isDisabled: false } },
  ];

  test.each(['empty', 'gateway', 'html', 'crash'] as const)(
    'to %s before RT had it is never told as done',
    async (failure) => {
      const patient = appFor(failing.url);
      try {
        for (const one of changes) {
          const id = await newUser();
          failing.failing = (path) => (write.test(path) ? failure : undefined);
          const input = { id, changes: { ...one, password: `new-${randomUUID()}` } };
          const payload = await mutate(patient, 'updateUser', input);
          failing.failing = undefined;
          expect(payload.outcome).toBe('PARTIAL');
          expect(refusalsOf(payload)).toContainEqual(
            expect.stringMatching(/^UNKNOWN_OUTCOME (?:changes(?:\.password)?)?$/),
          );
        }
      } finally {
        await patient.close();
      }
    },
  );

  test('though RT did it leaves the password unknown, and nothing that reads back', async () => {
    const cut = appFor(cutting.url);
    try {
      for (const one of changes) {
        const id = await newUser();
        cutting.cut(write);
        const input = { id, changes: { ...one, password: `new-${randomUUID()}` } };
        const payload = await mutate(cut, 'updateUser', input);
        cutting.mend();
        expect(payload.outcome).toBe('PARTIAL');
        expect(refusalsOf(payload)).toContain('UNKNOWN_OUTCOME changes.password');
        expect(refusalsOf(payload)).not.toContain('UNKNOWN_OUTCOME changes.fields.realName');
      }
    } finally {
      await cut.close();
    }
  });

  test('of a new user leaves all unknown', async () => {
    const patient = appFor(failing.url);
    try {
      failing.failing = (path) => (write.test(path) ? 'gateway' : undefined);
      const input = { name: `lost-${randomUUID()}`, password: `new-${randomUUID()}` };
      const payload = await mutate(patient, 'createUser', input);
      failing.failing = undefined;
      expect([payload.outcome, refusalsOf(payload)]).toEqual(['PARTIAL', ['UNKNOWN_OUTCOME ']]);
    } finally {
      await patient.close();
    }
  });

  test.each(['', '*', '********'])('%j, which RT ignores, is refused', async (password) => {
    const id = await newUser();
    const payload = await mutate(app, 'updateUser', { id, changes: { password } });
    expect([payload.outcome, refusalsOf(payload)]).toEqual([
      'REJECTED',
      ['INVALID changes.password'],
    ]);
  });
});
