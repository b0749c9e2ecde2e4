import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { mutate, newTicket } from '../support/graphql/mutate.js';
import { waysInto } from './ways.js';

/** A mutation of `$id`, a ticket new for it, and every request it makes of RT. */
interface Case {
  readonly name: string;
  readonly mutation: string;
  /** By REST 1.0 alone. */
  readonly calls: readonly string[];
  /** Where RT has REST 2.0 too, if it differs. */
  readonly both?: readonly string[];
}

const comment = [
  'show 2 Attachments Content Creator Field Status Ticket TimeTaken Type',
  'show 24 ContentType Creator Filename Transaction',
  'show 51 Status Transaction',
  'ticket/comment 1',
];

/** REST 2.0 names the transaction. */
const said = ['show 1 Attachments Content Creator Field Ticket TimeTaken Type', 'ticket/comment 1'];

const told = 'outcome userErrors { code message }';

describe.each(sharedBackends())('what mutations ask of $name', (backend) => {
  const cases: readonly Case[] = [
    {
      name: 'a ticket created is checked',
      mutation: `createTicket(input: { queue: "General", subject: "counted" }) {
        ${told} ticket { number }
      }`,
      calls: ['show 1 Name', 'show 1 Status', 'show 1 Subject', 'ticket/new 1'],
      both: [
        'queues 1 id Name',
        'ticket 1',
        'tickets 1 EffectiveId Status',
        'tickets 1 EffectiveId Subject',
      ],
    },
    {
      name: 'a ticket created is read back for what is selected',
      mutation: `createTicket(input: { queue: "General", subject: "counted" }) {
        ${told} ticket { subject status owner { name } }
      }`,
      calls: ['show 1 Name', 'show 1 Owner Status Subject', 'ticket/new 1'],
      both: ['queues 1 id Name', 'ticket 1', 'tickets 1 EffectiveId Subject Status Owner'],
    },
    {
      name: 'an update looks at the queue and the changed column before, and at the column after',
      mutation: `updateTicket(input: { id: $id, changes: { subject: "counted again" } }) { ${told} }`,
      calls: ['show 1 Queue Subject', 'show 1 Subject', 'ticket/edit 1'],
      both: [
        'ticket/edit 1',
        'tickets 1 EffectiveId Queue Subject',
        'tickets 1 EffectiveId Subject',
      ],
    },
    {
      name: 'the check of an update brings what is selected',
      mutation: `updateTicket(input: { id: $id, changes: { subject: "counted again", priority: 7 } }) {
        ${told} ticket { subject priority }
      }`,
      calls: ['show 1 Priority Queue Subject', 'show 1 Priority Subject', 'ticket/edit 1'],
      both: [
        'ticket/edit 1',
        'tickets 1 EffectiveId Queue Subject Priority',
        'tickets 1 EffectiveId Subject Priority',
      ],
    },
    {
      name: 'a comment is known by its text among the attachments that are new since',
      mutation: `commentOnTicket(input: { id: $id, body: { text: "counted" } }) { ${told} }`,
      calls: comment,
      both: said,
    },
    {
      name: 'a comment with its place in the history costs nothing more',
      mutation: `commentOnTicket(input: { id: $id, body: { text: "counted" } }) {
        ${told} historyItem { type text }
      }`,
      calls: comment,
      both: said,
    },
    {
      name: 'a comment with a file, its place in the history and the file are five requests',
      mutation: `commentOnTicket(input: {
        id: $id, body: { text: "counted" }, attachments: [{ filename: "a.txt", content: { text: "b" } }]
      }) { ${told} historyItem { text attachments(filter: { named: true }) { filename size } } }`,
      calls: [...comment, 'show 3 ContentType Filename Headers'].sort(),
      both: ['attachments 3 TransactionId Filename ContentType Headers', ...said],
    },
    {
      name: 'a link made is read before and after',
      mutation: `addTicketLinks(input: { id: $id, links: [
        { type: REFERS_TO, target: { uri: "https://example.com/counted" } }
      ] }) { ${told} ticket { links { uri } } }`,
      calls: [
        'show 1 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo',
        'show 1 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo',
        'show 1 Status',
        'show 1 Status',
        'ticket/link 1',
      ],
      both: [
        'show 1 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo',
        'show 1 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo',
        'ticket/links 1',
        'tickets 1 EffectiveId Status',
        'tickets 1 EffectiveId Status',
      ],
    },
    {
      name: 'a watcher added is read before and after, and so are the changes of watchers that RT recorded',
      mutation: `changeTicketWatchers(input: { id: $id, role: CC, add: ["counted@example.com"] }) {
        ${told} ticket { cc { emailAddress } }
      }`,
      calls: ['show 1 Cc', 'show 1 Cc', 'show 2 *', 'show 2 *', 'ticket/edit 1'],
      both: [
        'show 2 *',
        'show 2 *',
        'ticket/edit 1',
        'tickets 1 EffectiveId Cc',
        'tickets 1 EffectiveId Cc',
        'users 1 id Name EmailAddress',
      ],
    },
    {
      name: 'a ticket taken is read before and after',
      mutation: `takeTicket(input: { id: $id }) { ${told} ticket { owner { name } } }`,
      calls: ['show 1 Owner', 'show 1 Owner', 'ticket/take 1'],
      both: ['ticket/take 1', 'tickets 1 EffectiveId Owner', 'tickets 1 EffectiveId Owner'],
    },
  ];

  describe.each(waysInto(backend))('by $name', (way) => {
    const app = appFor(backend.url, way.env);
    beforeAll(() => dataOf(app, { query: '{ viewer { timeZone } }' }));
    afterAll(() => app.close());

    for (const { name, mutation, calls, both = calls } of cases) {
      test(name, async () => {
        const id = await newTicket(app);
        // The first message of a process looks for RT's newest attachment.
        await mutate(app, 'commentOnTicket', { id, body: { text: 'first' } });
        const variables = mutation.includes('$id') ? '($id: ID!)' : '';
        const answer = await ask(app, {
          query: `mutation ${variables} { payload: ${mutation} }`,
          variables: { id },
        });
        expect(answer.errors).toBeUndefined();
        expect(answer.data.payload).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
        expect(callsOf(answer)).toEqual(way.name === 'both' ? both : calls);
      });
    }
  });
});
