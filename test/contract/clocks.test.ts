import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { type FailingProxy, startFailingProxy } from '../support/http/failing-proxy.js';

/** A proxy whose clock and RT's differ by no zone's offset. */
const ahead = [-35, 20].map((minutes) => ({ minutes }));

describe.each(sharedBackends())('a proxy that writes its own Date before $name', ({ url }) => {
  let proxy: FailingProxy;
  const direct = appFor(url, { RT_REST: '1' });
  const input = {
    queue: 'General',
    subject: 'clocks',
    dueAt: '2027-07-01T12:00:00Z',
    startsAt: '2027-01-15T12:00:00Z',
  };
  let id: number;

  beforeAll(async () => {
    proxy = await startFailingProxy(url);
    id = await newTicket(direct, input);
  });
  afterAll(async () => {
    await direct.close();
    await proxy.close();
  });

  const query = () => `{ ticket(id: ${id}) { number dueAt startsAt } }`;

  test.each(ahead)(
    'does not shift a date where the zone is set, $minutes minutes off',
    async ({ minutes }) => {
      proxy.aheadMs = minutes * 60_000;
      const app = appFor(proxy.url, { RT_REST: '1', RT_TIMEZONE: 'UTC' });
      try {
        expect(await dataOf(app, { query: query() })).toEqual(
          await dataOf(direct, { query: query() }),
        );
        expect((await dataOf(app, { query: '{ viewer { timeZone } }' })).viewer.timeZone).toBe(
          'UTC',
        );
        // Another one each time: what is there already is UNCHANGED.
        const startsAt = new Date(Date.UTC(2027, 2, 5) + minutes * 61_000)
          .toISOString()
          .replace('.000', '');
        const payload = await mutate(app, 'updateTicket', { id, changes: { startsAt } });
        expect(payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
        expect((await dataOf(direct, { query: query() })).ticket).toMatchObject({ startsAt });
      } finally {
        await app.close();
      }
    },
  );

  test.each(ahead)(
    'is said so where no zone is known, $minutes minutes off',
    async ({ minutes }) => {
      proxy.aheadMs = minutes * 60_000;
      const app = appFor(proxy.url, { RT_REST: '1' });
      try {
        const zone = await ask(app, { query: '{ viewer { timeZone } }' });
        expect(zone.errors?.[0]?.message).toContain('RT_TIMEZONE');
        const { data, errors } = await ask(app, { query: query() });
        expect(data.ticket).toMatchObject({ number: id, dueAt: null });
        expect(errors?.map(({ path }) => path?.join('.'))).toContain('ticket.dueAt');
        const before = await dataOf(direct, { query: query() });
        const payload = await mutate(app, 'updateTicket', {
          id,
          changes: { dueAt: '2028-01-01T00:00:00Z' },
        });
        expect(payload).toMatchObject({ outcome: 'REJECTED' });
        expect(payload.userErrors[0]?.message).toContain('RT_TIMEZONE');
        expect(await dataOf(direct, { query: query() })).toEqual(before);
        const filter = `{ tickets(filter: { dueAt: { after: "2027-07-01T11:00:00Z" } }) { nodes { number } } }`;
        expect((await ask(app, { query: filter })).errors?.[0]?.message).toContain('RT_TIMEZONE');
      } finally {
        await app.close();
      }
    },
  );
});
