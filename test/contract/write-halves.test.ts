import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf } from '../support/graphql/mutate.js';
import { type FailingProxy, startFailingProxy } from '../support/http/failing-proxy.js';
import { hasRest2 } from './ways.js';

const backends = sharedBackends().filter(hasRest2);

describe.runIf(backends.length > 0).each(backends)(
  'a write of two requests on $name',
  ({ url }) => {
    let proxy: FailingProxy;
    let app: ReturnType<typeof appFor>;
    beforeAll(async () => {
      proxy = await startFailingProxy(url);
      app = appFor(proxy.url);
    });
    afterAll(async () => {
      await app.close();
      await proxy.close();
    });

    /** Turns away what comes after so many requests to a path. */
    const turnAway = (path: RegExp, after = 0) => {
      let seen = 0;
      proxy.failing = (asked) => (path.test(asked) && seen++ >= after ? 'turnedAway' : undefined);
    };

    test('tells what is done where the second is not sent', async () => {
      const id = await newTicket(app, { subject: 'two ways' });
      turnAway(/\/REST\/1\.0\/.*edit/);
      const payload = await mutate(app, 'updateTicket', {
        id,
        changes: { subject: ' as it is', priority: 7, finalPriority: 8 },
      });
      proxy.failing = undefined;
      expect([payload.outcome, refusalsOf(payload).toSorted()]).toEqual([
        'PARTIAL',
        ['RT_REFUSED changes.finalPriority', 'RT_REFUSED changes.priority'],
      ]);
      expect(payload.userErrors[0]?.message).toMatch(/^Not sent: /);
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: "${id}") { subject priority } }`,
      });
      expect(ticket).toEqual({ subject: ' as it is', priority: 0 });
    });

    test('is an error where the first is not sent: nothing was done', async () => {
      const id = await newTicket(app, { subject: 'two ways' });
      turnAway(/\/REST\/2\.0\/ticket\/\d+$/);
      const changes = { subject: ' as it is', priority: 7 };
      await expect(mutate(app, 'updateTicket', { id, changes })).rejects.toThrow();
      proxy.failing = undefined;
      const query = `{ ticket(id: "${id}") { subject priority } }`;
      expect(await dataOf(app, { query })).toEqual({
        ticket: { subject: 'two ways', priority: 0 },
      });
    });

    test.each([1, 2])('tells of links what is done where request %i is the last', async (sent) => {
      const [id, one, two] = [
        await newTicket(app, {}),
        await newTicket(app, {}),
        await newTicket(app, {}),
      ];
      await mutate(app, 'addTicketLinks', {
        id,
        links: [{ type: 'REFERS_TO', target: { ticket: two } }],
      });
      turnAway(/\/REST\/2\.0\/ticket\/\d+$/, sent);
      const payload = await mutate(app, 'setTicketLinks', {
        id,
        dependsOn: [{ ticket: one }],
        refersTo: [{ ticket: one }],
      });
      proxy.failing = undefined;
      expect(payload.outcome).toBe('PARTIAL');
      expect(
        payload.userErrors.every(({ message }: { message: string }) => /^Not sent: /.test(message)),
      ).toBe(true);
      expect(payload.userErrors.length).toBeGreaterThan(0);
    });

    test('finds the ticket that it made where a proxy takes the address away', async () => {
      proxy.dropsLocation = true;
      const payload = await mutate(
        app,
        'createTicket',
        { queue: 'General', subject: ' as it is' },
        { fields: 'ticket { number subject }' },
      );
      proxy.dropsLocation = false;
      expect(payload).toMatchObject({ outcome: 'APPLIED', ticket: { subject: ' as it is' } });
    });
  },
);
