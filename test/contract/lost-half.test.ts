import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { newTicket, refusalsOf, sendMutation, writesOf } from '../support/graphql/mutate.js';
import { type FailingProxy, startFailingProxy } from '../support/http/failing-proxy.js';

/** Each backend by REST 1.0, and those that have REST 2.0 by that, too. */
const wayed = sharedBackends().flatMap((backend) => [
  { ...backend, rest: 'auto' },
  ...(backend.name === 'RT 4' ? [] : [{ ...backend, rest: '1' }]),
]);

const linkWrite = /\/ticket\/link$|\/REST\/2\.0\/ticket\/\d+$/;

describe.each(wayed)('a first half whose answer was lost on $name, RT_REST=$rest', (backend) => {
  const app = appFor(backend.url, { RT_REST: backend.rest });
  let proxy: FailingProxy;
  let failing: ReturnType<typeof appFor>;
  beforeAll(async () => {
    proxy = await startFailingProxy(backend.url);
    failing = appFor(proxy.url, { RT_REST: backend.rest });
  });
  afterAll(async () => {
    await failing.close();
    await proxy.close();
    await app.close();
  });

  /** Loses the first write and, after so many more requests, all that follow. */
  const failAfter = (more: number) => {
    let since: number | undefined;
    proxy.failing = (path) => {
      if (since === undefined && !linkWrite.test(path)) return undefined;
      if (since === undefined) {
        since = 0;
        return 'gateway';
      }
      return since++ < more ? undefined : 'gateway';
    };
  };

  const to = (ticket: number) => ({ ticket: String(ticket) });
  const writes: readonly {
    readonly name: string;
    readonly mutation: string;
    readonly input: (one: number, two: number) => Readonly<Record<string, unknown>>;
  }[] = [
    {
      name: 'two lists of links',
      mutation: 'setTicketLinks',
      input: (one, two) => ({ dependsOn: [to(one)], refersTo: [to(two)] }),
    },
    {
      name: 'a list to empty and one to fill',
      mutation: 'setTicketLinks',
      input: (one) => ({ dependsOn: [], refersTo: [to(one)] }),
    },
    {
      name: 'two links of two kinds',
      mutation: 'addTicketLinks',
      input: (one, two) => ({
        links: [
          { type: 'DEPENDS_ON', target: to(one) },
          { type: 'REFERS_TO', target: to(two) },
        ],
      }),
    },
  ];

  test.each(writes)('of $name is told as unknown, wherever the rest fails', async (write) => {
    for (let more = 0; more < 6; more++) {
      const [id, one, two] = [await newTicket(app), await newTicket(app), await newTicket(app)];
      await sendMutation(app, 'addTicketLinks', {
        id,
        links: [{ type: 'DEPENDS_ON', target: to(two) }],
      });
      const input = { id, ...write.input(one, two), idempotencyKey: randomUUID() };
      failAfter(more);
      const answer = await sendMutation(failing, write.mutation, input);
      proxy.failing = undefined;
      expect([more, answer.errors]).toEqual([more, undefined]);
      const { payload } = answer.data;
      expect([more, payload.outcome]).toEqual([more, 'PARTIAL']);
      expect(refusalsOf(payload).join()).toContain('UNKNOWN_OUTCOME');
      // The key keeps what became of it: nothing is sent again.
      const again = await sendMutation(failing, write.mutation, input);
      expect(writesOf(again)).toEqual([]);
      expect(again.data.payload.outcome).toBe('PARTIAL');
    }
  });
});
