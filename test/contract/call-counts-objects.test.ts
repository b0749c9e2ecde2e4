import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { waysInto } from './ways.js';

/** An operation, and every request it makes of RT: operation, objects, columns. */
interface Case {
  readonly name: string;
  readonly query: string;
  /** By REST 1.0 alone. */
  readonly calls: readonly string[];
  /** Where RT has REST 2.0 too, if it differs. */
  readonly both?: readonly string[];
}

describe.each(sharedBackends())('what single objects ask of $name', (backend) => {
  const { url, populated } = backend;
  const { tickets, attachments } = populated;
  /** Ids that only RT can tell; every query may use them as variables. */
  const ids: Record<string, string | boolean> = { yes: true, no: false };

  beforeAll(async () => {
    const app = appFor(url);
    const { conversation, changed, alice, general, ops } = await dataOf(app, {
      query: `{
        conversation: ticket(id: ${tickets.conversation}) {
          history(filter: { types: [COMMENT] }) { nodes { id } }
        }
        changed: ticket(id: ${tickets.changed}) {
          history(filter: { types: [STATUS] }) { nodes { id createdAt } }
        }
        alice: user(name: "alice") { id }
        general: queue(name: "General") { id }
        ops: group(name: "Ops Team") { id }
      }`,
    });
    ids['comment'] = conversation.history.nodes[0].id;
    ids['status'] = changed.history.nodes[0].id;
    Object.assign(ids, { alice: alice.id, general: general.id, ops: ops.id });
    await app.close();
  });

  const cases: readonly Case[] = [
    {
      name: 'a ticket is asked for the columns of the fields selected',
      query: `{ ticket(id: ${tickets.plain}) { subject status priority } }`,
      calls: ['show 1 Priority Status Subject'],
      both: ['tickets 1 EffectiveId Subject Status Priority'],
    },
    {
      name: 'names and addresses of people and queues are columns of the ticket',
      query: `{ ticket(id: ${tickets.people}) {
        queue { name } owner { name } creator { name } requestors { emailAddress }
      } }`,
      calls: ['show 1 Creator Owner Queue Requestors'],
      both: ['tickets 1 EffectiveId Queue Owner Creator Requestor', 'users 3 id Name EmailAddress'],
    },
    {
      name: 'a ticket of which only the number is asked is asked for one column',
      query: `{ ticket(id: ${tickets.plain}) { id number webUrl __typename } }`,
      calls: ['show 1 Status'],
      both: ['tickets 1 EffectiveId Status'],
    },
    {
      name: 'a ticket that was merged is one request',
      query: `{ ticket(id: ${tickets.mergeSource}) { number requestedNumber subject } }`,
      calls: ['show 1 Status Subject'],
      both: ['show 1 Status Subject', 'tickets 1 EffectiveId Status Subject'],
    },
    {
      name: 'dates ask nothing about the zone, which is known',
      query: `{ ticket(id: ${tickets.summer}) { createdAt dueAt startsAt updatedAt isOverdue } }`,
      // Only RT's search knows which statuses are active.
      calls: ['search/ticket 1 id', 'show 1 Created Due LastUpdated Starts'],
      both: ['search/ticket 1 id', 'tickets 1 EffectiveId Created Due Starts LastUpdated'],
    },
    {
      name: 'aliases of one ticket are one request for all their columns',
      query: `{
        a: ticket(id: ${tickets.plain}) { subject }
        b: ticket(id: "ticket/${tickets.plain}") { status }
        c: ticket(id: ${tickets.plain}) { subject priority }
      }`,
      calls: ['show 1 Priority Status Subject'],
      both: ['tickets 3 EffectiveId Subject Status Priority'],
    },
    {
      name: 'aliases of two tickets are one request for both',
      query: `{
        a: ticket(id: ${tickets.plain}) { subject }
        b: ticket(id: ${tickets.times}) { timeWorkedMinutes }
      }`,
      calls: ['show 2 Subject TimeWorked'],
      both: ['tickets 2 EffectiveId Subject TimeWorked'],
    },
    {
      name: 'fragments, named and inline, ask for their columns once',
      query: `{ ticket(id: ${tickets.plain}) { subject ...a ... on Ticket { ...b priority } } }
        fragment a on Ticket { status ...b }
        fragment b on Ticket { timeLeftMinutes subject }`,
      calls: ['show 1 Priority Status Subject TimeLeft'],
      both: ['tickets 1 EffectiveId Subject Status TimeLeft Priority'],
    },
    {
      name: 'what @skip and @include leave out is not asked',
      query: `query ($yes: Boolean!, $no: Boolean!) { ticket(id: ${tickets.plain}) {
        subject @skip(if: $yes) status @include(if: $no) priority @include(if: $yes)
        ... on Ticket @include(if: $no) { timeLeftMinutes } ...a @skip(if: $yes)
      } }
      fragment a on Ticket { owner { realName } }`,
      calls: ['show 1 Priority'],
      both: ['tickets 1 EffectiveId Priority'],
    },
    {
      name: 'a ticket skipped whole costs no request',
      query: `query ($yes: Boolean!) { ticket(id: ${tickets.plain}) @skip(if: $yes) { subject } }`,
      calls: [],
    },
    {
      name: 'a user by name',
      query: '{ user(name: "alice") { id emailAddress realName } }',
      calls: ['show 1 EmailAddress Name RealName id'],
      both: ['users 1 id Name EmailAddress RealName'],
    },
    {
      name: 'a user by address',
      query: '{ user(emailAddress: "alice@example.com") { name realName } }',
      calls: ['show 1 Name RealName'],
      both: ['users 1 id Name RealName EmailAddress'],
    },
    {
      name: 'a user by number',
      query: 'query ($alice: ID) { user(id: $alice) { name webUrl } }',
      calls: ['show 1 Name id'],
    },
    {
      name: 'a user whose name is an address is one show',
      query: '{ user(name: "mail@name.example") { realName } }',
      calls: ['show 1 Name RealName'],
      both: ['users 1 id Name RealName EmailAddress'],
    },
    {
      name: 'a user and a queue by name share a request',
      query: '{ user(name: "alice") { realName } queue(name: "General") { description } }',
      calls: ['show 2 Description Name RealName'],
      both: ['queues 1 id Name Description', 'users 1 id Name RealName'],
    },
    {
      name: 'one user by name, address and number is one request of three objects',
      query: `query ($alice: ID) {
        a: user(name: "alice") { realName } b: user(emailAddress: "alice@example.com") { city }
        c: user(id: $alice) { country }
      }`,
      calls: ['show 3 City Country Name RealName'],
      both: [
        'show 1 Country Name',
        'users 1 id Name RealName City',
        'users 1 id Name RealName City EmailAddress',
      ],
    },
    {
      name: 'the custom fields of a user and a queue are their whole forms',
      query: `{
        user(name: "alice") { customFields { name values } }
        queue(name: "General") { customFields { name values } }
      }`,
      calls: ['show 2 *'],
    },
    {
      name: 'a queue by name',
      query: '{ queue(name: "General") { id description isDisabled isSlaDisabled } }',
      calls: ['show 1 Description Disabled Name SLADisabled id'],
      both: ['queues 1 id Name Description Disabled SLADisabled'],
    },
    {
      name: 'a queue by number',
      query: 'query ($general: ID) { queue(id: $general) { name correspondAddress } }',
      calls: ['show 1 CorrespondAddress Name'],
      both: ['queues 1 id Name CorrespondAddress'],
    },
    {
      name: 'a queue with a comma in its name costs a search more',
      query: '{ queue(name: "Sales, EMEA") { description } }',
      calls: ['search/queue 1 id', 'show 1 Description Name'],
      both: ['queues 1 id Name Description', 'search/queue 1 id'],
    },
    {
      name: 'a group by name',
      query: '{ group(name: "Ops Team") { id description } }',
      calls: ['show 1 Description Name id'],
    },
    {
      name: 'a group by number with its members',
      query: `query ($ops: ID) { group(id: $ops) {
        name members { displayName emailAddress groupName }
      } }`,
      calls: ['show 1 Members Name'],
    },
    {
      name: 'the members of a group are asked for beside its whole form, which lacks them',
      query: `query ($ops: ID) { group(id: $ops) { members { displayName } customFields { name } } }`,
      calls: ['show 1 *', 'show 1 Members Name'],
    },
    {
      name: 'the members of a group in full',
      query: `query ($ops: ID) { group(id: $ops) {
        description members { user { name organization } }
      } }`,
      calls: ['show 1 Description Members Name', 'show 2 Name Organization'],
      both: ['show 1 Description Members Name', 'users 2 id Name Organization EmailAddress'],
    },
    {
      name: 'an attachment',
      query: `{ attachment(id: ${attachments.utf8}) {
        filename contentType size isText headers { name } createdAt downloadUrl
      } }`,
      calls: ['show 1 ContentType Created Filename Headers'],
      both: ['attachments 1 TransactionId Filename ContentType Headers Created'],
    },
    {
      name: 'an attachment with its creator, its parent and its message',
      query: `{ attachment(id: ${attachments.utf8}) {
        creator { name } parent { contentType } historyItem { type ticket { number } }
      } }`,
      calls: [
        'show 1 ContentType Creator Parent Transaction',
        // A merge may have made the ticket part of another one.
        'show 1 Status',
        'show 3 ContentType Field Name Ticket Type',
      ],
      both: [
        'attachments 1 TransactionId ContentType',
        'attachments 1 TransactionId Creator ContentType',
        'attachments 1 TransactionId Parent',
        'show 1 Name',
        'tickets 1 EffectiveId Status',
        'transactions 1 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'the text of an attachment',
      query: `{ attachment(id: ${attachments.utf8}) { contentType text } }`,
      calls: ['attachment/content 1', 'show 1 ContentType Headers'],
      both: ['attachment/content 1', 'attachments 1 TransactionId ContentType Headers'],
    },
    {
      name: 'a transaction by number is looked for before it and its ticket are shown',
      query: `query ($comment: ID!) { historyItem(id: $comment) {
        type createdAt creator { name } ticket { number } raw { field }
      } }`,
      calls: [
        'show 1 Field Ticket Type',
        'show 2 Content Created Creator Data Field NewValue OldValue Status Ticket Type',
      ],
      both: [
        'show 1 Content Created Creator Data Field NewValue OldValue Ticket Type',
        'tickets 1 EffectiveId Status',
        'transactions 1 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'a message with its text and its parts',
      query: `query ($comment: ID!) { historyItem(id: $comment) {
        ... on MessageHistoryItem { text attachments { filename contentType } }
      } }`,
      calls: [
        'show 1 ContentType Filename',
        'show 1 Field Ticket Type',
        'show 2 Attachments Content Field Status Ticket Type',
      ],
      both: [
        'attachments 1 TransactionId Filename ContentType',
        'show 1 Attachments Content Field Ticket Type',
        'tickets 1 EffectiveId Status',
        'transactions 1 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'a transaction as a node is looked for before it and its ticket are shown',
      query: `query ($status: ID!) { node(id: $status) { id
        ... on HistoryItem { type } ... on StatusChangedItem { oldStatus newStatus }
        ... on Ticket { subject }
      } }`,
      calls: ['show 1 Field Ticket Type', 'show 2 Field NewValue OldValue Status Ticket Type'],
      both: [
        'show 1 Field NewValue OldValue Ticket Type',
        'tickets 1 EffectiveId Status',
        'transactions 1 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'a node is asked for the columns of its own type',
      query: `query ($alice: ID!) { node(id: $alice) {
        __typename ... on User { realName } ... on Queue { description } ... on Ticket { subject }
      } }`,
      calls: ['show 1 Name RealName'],
    },
    {
      name: 'nodes of mixed types share requests',
      query: `query ($alice: ID!, $general: ID!, $ops: ID!) {
        nodes(ids: [$alice, $general, $ops, "ticket/${tickets.plain}",
          "attachment/${attachments.utf8}"]) {
          id ... on User { realName } ... on Queue { description } ... on Group { name }
          ... on Ticket { subject } ... on Attachment { filename }
        }
      }`,
      calls: ['show 5 ContentType Description Filename Name RealName Subject id'],
      both: [
        'attachments 1 TransactionId Filename ContentType',
        'queues 1 id Name Description',
        'show 2 Name RealName id',
        'tickets 1 EffectiveId Subject',
      ],
    },
    {
      name: 'the viewer’s zone and name come of the login',
      query: '{ viewer { timeZone user { name } } }',
      calls: [],
    },
    {
      name: 'the viewer in full',
      query: '{ viewer { user { id realName emailAddress } } }',
      calls: ['show 1 EmailAddress Name RealName id'],
      both: ['users 1 id Name RealName EmailAddress'],
    },
    {
      name: 'the limits of this server ask RT nothing',
      query: '{ rtServer { webUrl limits { maxPageSize } } }',
      calls: [],
    },
    {
      name: 'the version of RT',
      query: '{ rtServer { version restVersion reachable } }',
      calls: [],
    },
    {
      name: 'the defaults of a new ticket',
      query: '{ newTicketDefaults { queue { name } requestor { name } status startsAt } }',
      calls: ['ticket/new 1'],
    },
  ];

  describe.each(waysInto(backend))('by $name', (way) => {
    const app = appFor(url, way.env);
    beforeAll(() => dataOf(app, { query: '{ viewer { timeZone } }' }));
    afterAll(() => app.close());

    for (const { name, query, calls, both = calls } of cases) {
      test(name, async () => {
        const answer = await ask(app, { query, variables: ids });
        expect(answer.errors).toBeUndefined();
        expect(callsOf(answer)).toEqual(way.name === 'both' ? both : calls);
      });
    }
  });
});
