import { expect, test, vi } from 'vitest';
import type { RtClient } from '../../../src/rt/connection/client.js';
import type { Rest2Presence } from '../../../src/rt/connection/rest2-presence.js';
import { RetryBudget } from '../../../src/rt/connection/retry-budget.js';
import { FieldMemory } from '../../../src/rt/hybrid/field-memory.js';
import { hybrid } from '../../../src/rt/hybrid/hybrid.js';
import type { Upstream } from '../../../src/rt/port.js';

/** An RT with REST 2.0 that finds nothing, and the requests it gets. */
function emptyRt() {
  const call2 = vi.fn(async () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ count: 0, total: 0, page: 1, pages: 0, per_page: 1, items: [] }),
  }));
  const signIn = async () => undefined;
  const rt = { call2, signIn, isPrivileged: () => true } as unknown as RtClient;
  const presence = { isThere: () => true } as unknown as Rest2Presence;
  // Neither is asked for anything else by a search that finds nothing.
  const upstream = hybrid({} as Upstream, {
    rt,
    presence,
    retries: new RetryBudget(),
    fields: new FieldMemory(),
  });
  return { upstream, call2 };
}

async function searches(query: string) {
  const { upstream, call2 } = emptyRt();
  const stretch = { query, orderBy: '+id', reversed: false, offset: 0, count: 5 };
  const page = await upstream.listTickets(stretch, { columns: new Set() });
  const count = await upstream.countTickets(query);
  return { page, count, requests: call2.mock.calls.length };
}

test.each([
  "CustomRole.{Engineer} = 'alice'",
  "CustomRole.{Engineer}.Name = 'alice'",
  "customrole.{Engineer}.EmailAddress LIKE 'example.com'",
  "CUSTOMROLE.{Engineer} = 'alice'",
  "CuStOmRoLe.Engineer = 'alice'",
  'CustomRole.{Engineer}.id = 12',
  "CustomRole.1 = 'alice'",
  "'CustomRole.{Lead Engineer}.Name' = 'alice'",
  `"CustomRole.{Lead Engineer}.Name" = 'alice'`,
  String.raw`'Custom\Role.{Engineer}' = 'alice'`,
  String.raw`"\c\u\s\t\o\m\r\o\l\e.{Engineer}" = 'alice'`,
  "(Status = 'open' OR (Queue = 'General' AND CustomRole.{Engineer} IS NULL))",
  "Status = 'open' AND\n\tCustomRole.{Engineer}='alice'",
  "id > 0 AND SHALLOW 'CustomRole.{Engineer}' = 'alice'",
  "CustomRole = 'alice'",
])('%s is never sent to REST 2.0, which may drop it', async (query) => {
  expect(await searches(query)).toEqual({ page: undefined, count: undefined, requests: 0 });
});

test.each([
  "Status = 'open'",
  "CF.{Role} = 'custom'",
  "Requestor.Name = 'alice' AND Subject LIKE 'custom role'",
])('%s is', async (query) => {
  expect(await searches(query)).toMatchObject({
    page: { ids: [], total: 0 },
    count: 0,
    requests: 2,
  });
});
