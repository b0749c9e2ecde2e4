import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';

/** Where a filter names a user. */
const roles = [
  'owner',
  'creator',
  'lastUpdatedBy',
  'requestor',
  'cc',
  'adminCc',
  'watcher',
] as const;

/** Users whose names RT reads in ways of its own: as text, as an address, as a number. */
const people = ['alice', 'mail@name.example', '424242', "o'brien", 'a,b', 'gone'] as const;

describe.each(sharedBackends())(
  'who and what is meant by a name, on $name',
  ({ name: backend, url }) => {
    const app = appFor(url);
    const users = new Map<string, { readonly id: string; readonly emailAddress: string }>();
    let mine: number;
    let scope: string;
    beforeAll(async () => {
      for (const name of people) {
        const { user } = await dataOf(app, {
          query: 'query ($name: String!) { user(name: $name) { id emailAddress } }',
          variables: { name },
        });
        users.set(name, user);
      }
      const made = [
        await newTicket(app, { requestors: ['digits@example.com'], cc: ['alice@example.com'] }),
        await newTicket(app, { requestors: ['alice@example.com'], adminCc: ['ab@example.com'] }),
      ];
      const byAlice = await mutate(
        app,
        'createTicket',
        { queue: 'General', subject: 'by alice' },
        { as: 'alice', fields: 'ticket { number }' },
      );
      mine = byAlice['ticket'].number;
      scope = `id < 60 OR ${[mine, ...made].map((id) => `id = ${id}`).join(' OR ')}`;
    });
    afterAll(() => app.close());

    const count = async (filter: object, as = 'root'): Promise<number> => {
      const { ticketCount } = await dataOf(app, {
        query:
          'query ($filter: TicketFilter, $query: TicketSQL) { ticketCount(filter: $filter, query: $query) }',
        variables: { filter, query: scope },
        as,
      });
      return ticketCount;
    };

    test.each(ownRows(backend, roles))(
      '%s finds the same tickets by each way to name somebody',
      async (role) => {
        const all = await count({});
        let some = 0;
        for (const name of people) {
          const { id, emailAddress } = users.get(name) ?? { id: '', emailAddress: '' };
          const spellings = [id, id.replace('user/', ''), emailAddress, name.toUpperCase(), name];
          const found: number[] = [];
          for (const spelling of spellings) {
            const counts = [
              await count({ [role]: { name: spelling } }),
              await count({ [role]: { anyOf: [spelling, 'nonesuch'] } }),
              all - (await count({ [role]: { notName: spelling } })),
              all - (await count({ not: { [role]: { name: spelling } } })),
            ];
            expect(new Set(counts).size, `${role} ${spelling} ${counts}`).toBe(1);
            found.push(counts[0] ?? -1);
          }
          expect(new Set(found).size, `${role} ${name} ${found}`).toBe(1);
          some += found[0] ?? 0;
        }
        expect(some).toBeGreaterThan(0);
      },
    );

    test('a user called by a number has the tickets of that user, not of the number', async () => {
      const { user } = await dataOf(app, {
        query: `{ user(name: "424242") {
        name ownedTickets { totalCount } requestedTickets { totalCount }
      } }`,
      });
      expect(user).toMatchObject({ name: '424242', ownedTickets: { totalCount: 0 } });
      expect(user.requestedTickets.totalCount).toBeGreaterThan(0);
    });

    test.each([
      '99999',
      'user/99999',
      '0',
      '99999999999999999999',
      '٤٢',
      'nonesuch',
      'none@such.example',
      'alice@example.com.invalid',
      '/user/14',
      'User/14',
      'user/14 ',
    ])('nobody is called %j', async (name) => {
      for (const role of roles) {
        expect([role, await count({ [role]: { name } })]).toEqual([role, 0]);
      }
      const { user, errors } = await lookUp('user', name);
      expect([user, errors]).toEqual([null, ['NOT_FOUND']]);
    });

    const lookUp = async (kind: string, name: string, as = 'root') => {
      const answer = await ask(app, {
        query: `query ($name: String!) { ${kind}(name: $name) { name } }`,
        variables: { name },
        as,
      });
      return { ...answer.data, errors: codesOf(answer) };
    };

    test.each([
      [
        'user',
        ['queue/1', 'group/5', 'ticket/1', 'transaction/1', 'attachment/1', 'user/0', 'user/007'],
      ],
      ['queue', ['user/14', 'group/5', 'ticket/1', 'queue/0', 'queue/99999999999']],
      ['group', ['user/14', 'queue/1', 'ticket/1', 'group/00']],
    ] as const)('no %s has the ID of another kind, or one that is malformed', async (kind, ids) => {
      for (const id of ids) {
        expect([id, (await lookUp(kind, id)).errors]).toEqual([id, ['BAD_USER_INPUT']]);
        const conditions =
          kind === 'user'
            ? roles.flatMap((role) => [
                { [role]: { name: id } },
                { [role]: { anyOf: ['alice', id] } },
              ])
            : kind === 'queue'
              ? [{ queue: { eq: id } }, { queue: { notIn: ['General', id] } }]
              : [];
        for (const filter of conditions) {
          const answer = await ask(app, {
            query: 'query ($filter: TicketFilter) { ticketCount(filter: $filter) }',
            variables: { filter },
          });
          expect([filter, codesOf(answer)]).toEqual([filter, ['BAD_USER_INPUT']]);
        }
      }
    });

    test('queues and groups are named by ID, number and name alike', async () => {
      const { queues, groups } = await dataOf(app, {
        query:
          '{ queues(first: 100) { nodes { id name } } groups(first: 100) { nodes { id name } } }',
      });
      const named: readonly { readonly id: string; readonly name: string }[] = [
        ...queues.nodes,
        ...groups.nodes,
      ];
      for (const { id, name } of named) {
        const [kind = '', number = ''] = id.split('/');
        for (const spelling of [id, number, name]) {
          const found = await lookUp(kind, spelling);
          expect([spelling, found[kind]?.name]).toEqual([spelling, name]);
        }
        if (kind !== 'queue') continue;
        const counts = await Promise.all(
          [id, number, `0${number}`, name].flatMap((spelling) => [
            count({ queue: { eq: spelling } }),
            count({ not: { queue: { notIn: [spelling] } } }),
          ]),
        );
        expect([name, new Set(counts).size]).toEqual([name, 1]);
      }
      expect(await count({ queue: { in: ['99999', 'queue/99999', '0'] } })).toBe(0);
    });

    test('a disabled user is found by a name in every place', async () => {
      const { id = '' } = users.get('gone') ?? {};
      for (const name of ['gone', 'gone@example.com', id, id.replace('user/', '')]) {
        expect([name, (await lookUp('user', name)).user]).toEqual([name, { name: 'gone' }]);
      }
    });

    test('without the right to look for disabled users, what stays unknown is said', async () => {
      expect(await count({ creator: { name: 'mail@name.example' } }, 'alice')).toBe(0);
      for (const name of ['99999', 'gone@example.com']) {
        const answer = await ask(app, {
          query: 'query ($filter: TicketFilter) { ticketCount(filter: $filter) }',
          variables: { filter: { creator: { name } } },
          as: 'alice',
        });
        expect([name, codesOf(answer)]).toEqual([name, ['BAD_USER_INPUT']]);
      }
      const { id = '' } = users.get('alice') ?? {};
      for (const name of ['alice', 'alice@example.com', id, id.replace('user/', '')]) {
        expect([name, await count({ creator: { name } }, 'alice')]).toEqual([
          name,
          expect.any(Number),
        ]);
        expect((await lookUp('user', name, 'alice')).user).toEqual({ name: 'alice' });
      }
    });

    test('a history is filtered by whoever is meant', async () => {
      const by = async (creatorName: string) => {
        const { ticket } = await dataOf(app, {
          query: `query ($creatorName: String) { ticket(id: ${mine}) {
          history(filter: { creatorName: $creatorName }) { totalCount }
        } }`,
          variables: { creatorName },
        });
        return ticket.history.totalCount;
      };
      const { id = '' } = users.get('alice') ?? {};
      const spellings = ['alice', 'ALICE', 'alice@example.com', id, id.replace('user/', '')];
      const totals = await Promise.all(spellings.map(by));
      expect(new Set(totals).size).toBe(1);
      expect(totals[0]).toBeGreaterThan(0);
      for (const nobody of ['nonesuch', 'none@such.example', 'user/99999', '99999', '424242']) {
        expect([nobody, await by(nobody)]).toEqual([nobody, 0]);
      }
      const answer = await ask(app, {
        query: `{ ticket(id: ${mine}) { history(filter: { creatorName: "queue/1" }) { totalCount } } }`,
      });
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    });
  },
);
