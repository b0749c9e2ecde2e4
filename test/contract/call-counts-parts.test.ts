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

describe.each(sharedBackends())('what parts of tickets ask of $name', (backend) => {
  const { url, populated } = backend;
  const { tickets } = populated;

  const cases: readonly Case[] = [
    {
      name: 'links travel with their ticket',
      query: `{ ticket(id: ${tickets.linkHub}) { subject links { type uri } } }`,
      calls: ['show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Subject'],
    },
    {
      name: 'numbers of linked tickets show those tickets, which may be hidden',
      query: `{ ticket(id: ${tickets.linkHub}) { links { ticket { number } } } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 6 Status',
      ],
      both: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'tickets 6 EffectiveId Status',
      ],
    },
    {
      name: 'a target asks for the columns of its type, with those of the ticket beside it',
      query: `{ ticket(id: ${tickets.linkHub}) { links {
        ticket { subject }
        target { __typename ... on Ticket { status priority } ... on ExternalResource { url } }
      } } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 6 Priority Status Subject',
      ],
      both: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'tickets 12 EffectiveId Subject Status Priority',
      ],
    },
    {
      name: 'a target asked for through an interface asks for the columns of its own type',
      query: `{ ticket(id: ${tickets.linkHub}) { links { target {
        ... on Node { id ... on Ticket { subject } ... on Queue { description } }
      } } } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 6 Subject',
      ],
      both: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'tickets 6 EffectiveId Subject',
      ],
    },
    {
      name: 'links of one type ask for all links, and for the tickets of that type',
      query: `{ ticket(id: ${tickets.linkHub}) {
        links(types: [DEPENDS_ON]) { ticket { subject owner { name } } }
      } }`,
      calls: [
        'show 1 Owner Subject',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      ],
      both: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'tickets 1 EffectiveId Subject Owner',
      ],
    },
    {
      name: 'names and types of attachments travel with their ticket',
      query: `{ ticket(id: ${tickets.attachments}) { subject
        attachments(first: 5) { totalCount nodes { id filename contentType } }
      } }`,
      calls: ['show 2 Attachments Subject'],
    },
    {
      name: 'sizes of attachments are one show of the page',
      query: `{ ticket(id: ${tickets.attachments}) {
        attachments(first: 5) { nodes { filename size createdAt } }
      } }`,
      calls: ['show 2 Attachments Status', 'show 5 ContentType Created Filename Headers'],
      both: [
        'attachments 5 TransactionId Filename ContentType Headers Created',
        'show 2 Attachments Status',
      ],
    },
    {
      name: 'attachments by their place in the message are one show, with the columns of the page',
      query: `{ ticket(id: ${tickets.attachments}) {
        attachments(first: 2, filter: { inline: false }) {
          edges { node { ... on Node { id } subject } } nodes { filename createdAt }
        }
      } }`,
      calls: ['show 2 Attachments Status', 'show 34 ContentType Created Filename Headers Subject'],
      both: [
        'attachments 34 TransactionId Headers Filename Created Subject ContentType',
        'show 2 Attachments Status',
      ],
    },
    {
      name: 'who is known by name is not asked for again where attachments name them by number',
      query: `{ user(name: "alice") { id realName } ticket(id: ${tickets.attachments}) {
        attachments(first: 5) { nodes { creator { realName } } }
      } }`,
      calls: ['show 3 Attachments Name RealName Status id', 'show 5 ContentType Creator'],
      both: [
        'attachments 5 TransactionId Creator ContentType',
        'show 2 Attachments Status',
        'users 1 id Name RealName',
      ],
    },
    {
      name: 'columns that one level wanted by two ways are known to the next',
      query: `{
        a: user(name: "alice") { realName } b: user(name: "alice") { city }
        ticket(id: ${tickets.open}) { owner { realName city } }
      }`,
      calls: ['show 2 City Name Owner RealName'],
      both: [
        'tickets 1 EffectiveId Owner',
        'users 1 id Name RealName City',
        'users 1 id Name RealName City',
      ],
    },
    {
      name: 'links and attachments travel together',
      query: `{ ticket(id: ${tickets.linkHub}) {
        subject links { uri } attachments { totalCount nodes { filename } }
      } }`,
      calls: [
        'show 3 Attachments DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Subject',
      ],
    },
    {
      name: 'links, attachments and history of one ticket',
      query: `{ ticket(id: ${tickets.linkHub}) {
        links { uri } attachments { totalCount } history { totalCount }
      } }`,
      calls: [
        'show 1 *',
        'show 3 Attachments DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      ],
      both: [
        'show 3 Attachments DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'transactions 1 Type Field ObjectId',
      ],
    },
    {
      name: 'numbers and sentences of a history are the list and the page',
      query: `{ ticket(id: ${tickets.longHistory}) {
        history(last: 3) { totalCount nodes { id description } }
      } }`,
      calls: ['show 1 *', 'show 1 Status', 'show 3 Field Ticket Type'],
      both: [
        'show 1 *',
        'tickets 1 EffectiveId Status',
        'transactions 3 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'a page of a history is the list and the page',
      query: `{ ticket(id: ${tickets.longHistory}) { subject history(first: 5) {
        totalCount pageInfo { hasNextPage } nodes { type createdAt creator { name } }
      } } }`,
      calls: ['show 1 *', 'show 1 Subject', 'show 5 Content Created Creator Field Ticket Type'],
      both: ['tickets 1 EffectiveId Subject', 'transactions 1 Type Field ObjectId Created Creator'],
    },
    {
      name: 'a page of a history asks the union of what its types want',
      query: `{ ticket(id: ${tickets.changed}) { history(last: 3) { nodes { description
        ... on StatusChangedItem { newStatus } ... on QueueChangedItem { newQueue { name } }
        ... on FieldChangedItem { field newValue }
      } } } }`,
      calls: ['show 1 *', 'show 1 Name', 'show 1 Status', 'show 3 Field NewValue Ticket Type'],
      both: [
        'queues 1 id Name',
        'show 1 *',
        'tickets 1 EffectiveId Status',
        'transactions 3 ObjectType NewValue Type ObjectId Field',
      ],
    },
    {
      name: 'history items asked for through interfaces are asked for the columns of their types',
      query: `{ ticket(id: ${tickets.longHistory}) { history(last: 3) { nodes {
        ... on Node { id ... on MessageHistoryItem { timeTakenMinutes } ... on Ticket { subject } }
      } } } }`,
      calls: ['show 1 *', 'show 1 Status', 'show 3 Field Ticket TimeTaken Type'],
      both: ['tickets 1 EffectiveId Status', 'transactions 1 Type Field ObjectId TimeTaken'],
    },
    {
      name: 'two pages of one history are one list and one show',
      query: `{ ticket(id: ${tickets.longHistory}) {
        a: history(first: 2) { nodes { type } } b: history(last: 2) { nodes { type } }
      } }`,
      calls: ['show 1 *', 'show 1 Status', 'show 4 Field Ticket Type'],
      both: [
        'tickets 1 EffectiveId Status',
        'transactions 1 Type Field ObjectId',
        'transactions 1 Type Field ObjectId',
      ],
    },
    {
      name: 'a history of two types is two lists in one request, and the page',
      query: `{ ticket(id: ${tickets.longHistory}) {
        history(filter: { types: [SET, STATUS] }) { nodes { type } }
      } }`,
      calls: ['show 1 Status', 'show 2 *', 'show 25 Field Ticket Type'],
      both: [
        'show 2 *',
        'tickets 1 EffectiveId Status',
        'transactions 25 ObjectType Type ObjectId Field',
      ],
    },
    {
      name: 'a history by author shows all of it',
      query: `{ ticket(id: ${tickets.longHistory}) {
        history(filter: { creatorName: "alice" }) { nodes { type } }
      } }`,
      calls: ['show 1 *', 'show 1 Status', 'show 41 Content Created Creator Field Ticket Type'],
      both: [
        'show 1 *',
        'tickets 1 EffectiveId Status',
        'transactions 41 ObjectType Created Creator Type ObjectId Field',
      ],
    },
    {
      name: 'the first message and its text',
      query: `{ ticket(id: ${tickets.plain}) { firstMessage { type text creator { name } } } }`,
      calls: ['show 1 *', 'show 1 Content Creator Field Ticket Type', 'show 1 Status'],
      both: [
        'show 1 *',
        'show 1 Content Creator Field Ticket Type',
        'tickets 1 EffectiveId Status',
      ],
    },
    {
      name: 'the last correspondence and its files',
      query: `{ ticket(id: ${tickets.conversation}) {
        lastCorrespondence { creator { realName } attachments { filename size } }
      } }`,
      calls: [
        'show 1 *',
        'show 1 Attachments Content Creator Field Ticket Type',
        'show 1 Status',
        'show 5 ContentType Filename Headers Name RealName',
      ],
      both: [
        'attachments 4 TransactionId Filename ContentType Headers',
        'show 1 *',
        'show 1 Attachments Content Creator Field Ticket Type',
        'tickets 1 EffectiveId Status',
        'users 1 id Name RealName',
      ],
    },
    {
      name: 'a custom field by name is a column, and the queue',
      query: `{ ticket(id: ${tickets.fields}) { subject customField(name: "Single") { rawValue } } }`,
      calls: ['show 1 CF.{Single} Queue Subject'],
    },
    {
      name: 'a custom field by name with typed values asks for definitions',
      query: `{ ticket(id: ${tickets.fields}) {
        customField(name: "Digits") { intValue definition { type pattern } }
      } }`,
      calls: ['show 1 *', 'show 1 CF.{Digits} Queue'],
    },
    {
      name: 'all custom fields are the whole ticket and its queue’s definitions',
      query: `{ ticket(id: ${tickets.fields}) { subject customFields { name values } } }`,
      calls: ['show 1 *', 'show 1 *'],
    },
    {
      name: 'the definitions of a queue’s custom fields',
      query: '{ queue(name: "General") { name ticketCustomFields { name type isMultiple } } }',
      calls: ['show 1 *', 'show 1 Name'],
      both: ['queues 1 id Name', 'show 1 *'],
    },
    {
      name: 'custom fields of tickets of two queues share their definitions’ request',
      query: `{
        a: ticket(id: ${tickets.fields}) { customFields { values } }
        b: ticket(id: ${tickets.oddOnly}) { customFields { values } }
      }`,
      calls: ['show 2 *', 'show 2 *'],
    },
    {
      name: 'a chain of dependencies is a show a level',
      query: `{ ticket(id: ${tickets.chainA}) {
        dependencyGraph { tickets { number } dependencies { ticket { number } } hasCycle }
      } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      ],
    },
    {
      name: 'what is selected of the ends of dependencies comes level by level too',
      query: `{ ticket(id: ${tickets.diamondTop}) { dependencyGraph {
        ... on DependencyGraph { dependencies { ticket { priority } dependsOn { subject } } }
      } } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members Priority ReferredToBy RefersTo Status Subject',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'show 5 DependedOnBy DependsOn MemberOf Members Priority ReferredToBy RefersTo Status Subject',
      ],
    },
    {
      name: 'the tickets of a diamond of dependencies are shown with their subjects level by level',
      query: `{ ticket(id: ${tickets.diamondTop}) {
        subject dependencyGraph { tickets { subject } dependencies { dependsOn { status } } truncated }
      } }`,
      calls: [
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status Subject',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Subject',
        'show 4 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status Subject',
      ],
    },
    {
      name: 'blockers are the links, a search for the active tickets and a show of those',
      query: `{ ticket(id: ${tickets.linkHub}) { blockers { number subject } } }`,
      calls: [
        'search/ticket 1 id',
        'show 1 Subject',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      ],
      both: [
        'search/ticket 1 id',
        'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
        'tickets 1 EffectiveId Subject',
      ],
    },
    {
      name: 'blockers of several tickets are one search',
      query: `{
        a: ticket(id: ${tickets.linkHub}) { blockers { number } }
        b: ticket(id: ${tickets.diamondTop}) { blockers { number } }
        c: ticket(id: ${tickets.chainA}) { blockers { number } }
      }`,
      calls: [
        'search/ticket 1 id',
        'show 6 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      ],
    },
    {
      name: 'a ticket without dependencies asks no search for its blockers',
      query: `{ ticket(id: ${tickets.plain}) { subject blockers { number } } }`,
      calls: ['show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Subject'],
    },
  ];

  describe.each(waysInto(backend))('by $name', (way) => {
    const app = appFor(url, way.env);
    beforeAll(() => dataOf(app, { query: '{ viewer { timeZone } }' }));
    afterAll(() => app.close());

    for (const { name, query, calls, both = calls } of cases) {
      test(name, async () => {
        const answer = await ask(app, { query });
        expect(answer.errors).toBeUndefined();
        expect(callsOf(answer)).toEqual(way.name === 'both' ? both : calls);
      });
    }
  });
});
