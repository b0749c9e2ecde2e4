import { afterAll, describe, expect, test } from 'vitest';
import { createRtClient, type RtClient } from '../../src/rt/connection/client.js';
import { Secret } from '../../src/rt/connection/secret.js';
import { SessionPool } from '../../src/rt/connection/sessions.js';
import { SharedReads } from '../../src/rt/connection/shared-reads.js';
import { Slots } from '../../src/rt/connection/slots.js';
import { RtTrace } from '../../src/rt/connection/trace.js';
import { Transport } from '../../src/rt/connection/transport.js';
import {
  byId,
  byName,
  historyItemOf,
  type ObjectSpec,
  ticketPart,
} from '../../src/rt/object-spec.js';
import { type ShowOptions, show } from '../../src/rt/rest1/read/show.js';
import { listNamed } from '../../src/rt/rest2/read/named.js';
import { listTransactions } from '../../src/rt/rest2/read/transactions.js';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { testWorld } from '../support/world/world.js';

const missing = 999_999;
const columns = ['Subject', 'Status', 'Queue', 'Requestors', 'CF.{Severity}', 'Due'];

/** RT lists in no order. */
function inOrder(listed: unknown): readonly unknown[] {
  const items = listed instanceof Map ? [...listed.values()] : Array.isArray(listed) ? listed : [];
  return items.toSorted((a, b) => a.shown.number - b.shown.number);
}

describe.each(sharedBackends())(
  'reads that share a request on $name',
  ({ name, url, populated }) => {
    const transport = new Transport({ url, concurrency: 4, timeoutMs: 10_000 });
    const pool = new SessionPool(transport);
    afterAll(async () => {
      await pool.close();
      await transport.close();
    });

    const numbers = [...Object.values(populated.tickets), missing];
    const tickets = numbers.map((number) => byId('ticket', number));
    const histories = numbers.map((number) => ticketPart(number, 'history'));
    const named = (kind: 'queue' | 'user', names: readonly string[]) =>
      [...names, 'Nobody is called so'].flatMap((name) => byName(kind, name) ?? []);
    const queues = named(
      'queue',
      testWorld.queues.map(({ name }) => name),
    );
    const users = named(
      'user',
      testWorld.users.map(({ name }) => name),
    );
    const transactions = Array.from({ length: 9 }, (_, at) => byId('transaction', at + 1));
    const items = transactions.map((_, at) => historyItemOf(populated.tickets.plain, at + 1));
    const files = Object.values(populated.attachments).map((id) => byId('attachment', id));

    const cases: readonly (readonly [string, readonly ObjectSpec[], ShowOptions])[] = [
      ['tickets by columns', tickets, { columns }],
      ['whole tickets', tickets, {}],
      ['links', numbers.map((number) => ticketPart(number, 'links')), {}],
      ['histories', histories, {}],
      ['attachment lists', numbers.map((number) => ticketPart(number, 'attachments')), {}],
      ['queues and users', [...queues, ...users], { columns: ['Name', 'Description', 'RealName'] }],
      ['whole users', users, {}],
      ['transactions', transactions, { columns: ['Type', 'Created', 'Content'], long: true }],
      ['items of a history', items, { columns: ['Type', 'Created'], long: true }],
      ['attachments', files, { columns: ['Filename', 'ContentType', 'Headers'] }],
    ];

    describe.each(['root', 'low'])('as %s', (user) => {
      const password = testWorld.users.find(({ name }) => name === user)?.password ?? 'password';
      const session = pool.for({ scheme: 'password', user, password: new Secret(password) });

      function operation(slots: Slots, shared?: SharedReads, trace = new RtTrace()) {
        return createRtClient({
          session,
          slots,
          ...(shared && { shared }),
          trace,
          webUrl: url,
          maxCalls: 500,
          maxReplyBytes: 10_000_000,
        });
      }

      test.each(ownRows(name, cases))(
        '%s are shown as they are alone',
        async (_, specs, options) => {
          const free = new Slots({ limit: 2, maxWaiting: 1000, maxWaitMs: 60_000 });
          // Three operations that want some of the same, each in an order of its own.
          const third = Math.ceil(specs.length / 3);
          const parts = [
            specs.slice(0, 2 * third),
            specs.slice(third).toReversed(),
            [...specs.slice(2 * third), ...specs.slice(0, third)],
          ];
          const alone = [];
          for (const part of parts) alone.push(await show(operation(free), part, options));

          const slots = new Slots({ limit: 1, maxWaiting: 1000, maxWaitMs: 60_000 });
          const shared = new SharedReads(() => slots.isFree(session.key));
          const leave = await slots.take(session.key);
          const together = parts.map((part) => show(operation(slots, shared), part, options));
          leave();
          expect(await Promise.all(together)).toEqual(alone);
        },
      );

      // The sandbox has no REST 2.0, nor has RT 4.
      if (!name.startsWith('RT 5')) return;
      const people = [...testWorld.users.map((one) => one.name), 'Nobody is called so'];
      const wanted = new Set(['Name', 'RealName', 'EmailAddress']);
      const lists: readonly (readonly [
        string,
        (rt: RtClient, part: (values: readonly string[]) => readonly string[]) => Promise<unknown>,
      ])[] = [
        ['users', (rt, part) => listNamed(rt, 'user', 'Name', part(people), wanted)],
        [
          'queues',
          (rt, part) =>
            listNamed(rt, 'queue', 'id', part(['1', '2', '3', '4', '5', '999']), new Set(['Name'])),
        ],
        [
          'transactions',
          (rt, part) =>
            listTransactions(
              rt,
              part(Array.from({ length: 60 }, (_, at) => String(at + 1))).map(Number),
              new Set(['Type', 'Created', 'Creator']),
            ),
        ],
      ];

      test.each(lists)('%s are listed by REST 2.0 as they are alone', async (_, list) => {
        const parts = [
          (values: readonly string[]) => values.slice(0, Math.ceil((2 * values.length) / 3)),
          (values: readonly string[]) => values.slice(Math.ceil(values.length / 3)).toReversed(),
        ];
        const free = new Slots({ limit: 2, maxWaiting: 1000, maxWaitMs: 60_000 });
        const alone = [];
        for (const part of parts) alone.push(inOrder(await list(operation(free), part)));

        const slots = new Slots({ limit: 1, maxWaiting: 1000, maxWaitMs: 60_000 });
        const shared = new SharedReads(() => slots.isFree(session.key));
        const traces = parts.map(() => new RtTrace());
        const leave = await slots.take(session.key);
        const together = parts.map((part, at) => list(operation(slots, shared, traces[at]), part));
        leave();
        expect((await Promise.all(together)).map(inOrder)).toEqual(alone);
        for (const { calls } of traces) expect(calls.map(({ sharers }) => sharers)).toEqual([2]);
      });
    });
  },
);
