import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoLogins, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.js';

const now = new Date('2026-03-04T10:00:00Z');

const search = async (sandbox: Sandbox, query: string, user: string): Promise<string> => {
  const params = new URLSearchParams({ query, user, pass: 'password', orderby: 'id' });
  return (await fetch(`${sandbox.url}/REST/1.0/search/ticket?${params}`)).text();
};

describe('the demo', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ now });
  });

  afterAll(() => sandbox.close());

  test('has about two hundred tickets, the same for the same moment', async () => {
    const again = await startSandbox({ now });
    const all = await search(sandbox, 'id > 0', 'root');
    expect(all.split('\n').length).toBeGreaterThan(180);
    expect(await search(again, 'id > 0', 'root')).toBe(all);
    await again.close();
  });

  test('lets everybody in who is listed, except those who may not use the API', async () => {
    for (const { user, password } of demoLogins) {
      const params = new URLSearchParams({ user, pass: password });
      const answer = await fetch(`${sandbox.url}/REST/1.0/?${params}`, { redirect: 'manual' });
      expect([user, answer.status]).toEqual([user, user === 'sam' ? 302 : 200]);
    }
  });

  test('shows security incidents to few', async () => {
    const incidents = "Queue = 'Security Incidents'";
    expect(await search(sandbox, incidents, 'ben')).toContain('No matching results.');
    expect(await search(sandbox, incidents, 'grace')).not.toContain('No matching results.');
    expect(await search(sandbox, 'id > 0', 'nils')).toContain('No matching results.');
  });

  test('finds what was said', async () => {
    const found = await search(sandbox, "Content LIKE 'repairing the fibre'", 'daisuke');
    expect(found).toContain('Nothing works');
  });
});
