import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { type FaultProxy, startFaultProxy } from '../support/faults/fault-proxy.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf } from '../support/graphql/mutate.js';

const wayed = sharedBackends().flatMap((backend) => [
  { ...backend, rest: 'auto' },
  ...(backend.name === 'RT 4' ? [] : [{ ...backend, rest: '1' }]),
]);

describe.each(wayed)('a message whose answer is late on $name, RT_REST=$rest', ({ url, rest }) => {
  const app = appFor(url);
  let proxy: FaultProxy;
  let hasty: ReturnType<typeof appFor>;
  beforeAll(async () => {
    proxy = await startFaultProxy(url);
    hasty = appFor(proxy.url, { RT_REST: rest, RT_TIMEOUT_MS: '1000' });
  });
  afterAll(async () => {
    await hasty.close();
    await proxy.close();
    await app.close();
  });

  // Copies go by REST 1.0 alone.
  test.each([
    { mutation: 'commentOnTicket', copies: {} },
    { mutation: 'replyToTicket', copies: { cc: ['copy@example.com'] } },
  ])(
    'by $mutation is found, and what RT does after it is unknown, not refused',
    async ({ mutation, copies }) => {
      const id = await newTicket(app);
      proxy.choose = ({ path }) =>
        /\/(?:comment|correspond)$/.test(path) ? { kind: 'late', ms: 2000 } : undefined;
      const more = { status: 'resolved', timeWorkedMinutes: 7, ...copies };
      const input = { id, body: { text: 'stored at once' }, ...more };
      const fields = 'historyItem { text }';
      const payload = await mutate(hasty, mutation, input, { fields });
      proxy.choose = undefined;
      expect(payload).toMatchObject({
        outcome: 'PARTIAL',
        historyItem: { text: 'stored at once' },
      });
      expect(refusalsOf(payload).toSorted()).toEqual(
        [...Object.keys(copies), 'status', 'timeWorkedMinutes'].map(
          (path) => `UNKNOWN_OUTCOME ${path}`,
        ),
      );
      await proxy.settled();
      const { ticket } = await dataOf(app, { query: `{ ticket(id: "${id}") { status } }` });
      expect(ticket.status).toBe('resolved');
    },
  );

  test('has the status that RT shows', async () => {
    const id = await newTicket(app);
    proxy.choose = ({ path }) =>
      /\/(?:comment|correspond)$/.test(path) ? { kind: 'stall' } : undefined;
    const input = { id, body: { text: 'all is done' }, status: 'resolved' };
    const payload = await mutate(hasty, 'commentOnTicket', input);
    proxy.choose = undefined;
    expect(payload.outcome).toBe('APPLIED');
  });
});
