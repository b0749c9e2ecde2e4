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

describe.each(sharedBackends())('what lists ask of $name', (backend) => {
  const { url, populated } = backend;
  const { tickets } = populated;

  /** Arguments that find these tickets and no others, whatever other tests create. */
  const found = (...numbers: readonly number[]): string =>
    `query: "${numbers.map((number) => `id = ${number}`).join(' OR ')}", first: 50`;
  const three = found(tickets.plain, tickets.open, tickets.resolved);

  const cases: readonly Case[] = [
    {
      name: 'numbers, ids, links and the total of a search are the search alone',
      query: `{ tickets(${three}) {
        totalCount compiledQuery webUrl edges { cursor } pageInfo { hasNextPage endCursor }
        nodes { id number webUrl __typename }
      } }`,
      calls: ['search/ticket 1 id'],
      both: ['tickets 50 EffectiveId Status'],
    },
    {
      name: 'ids selected through an interface are the search alone',
      query: `{ tickets(${three}) { nodes { ...node } edges { node { ... on Node { id } } } } }
        fragment node on Node { id ... on Ticket { number } ... on User { realName } }`,
      calls: ['search/ticket 1 id'],
      both: ['tickets 50 EffectiveId Status'],
    },
    {
      name: 'nodes and edges of one search are one search and one show',
      query: `{ tickets(${three}) {
        totalCount pageInfo { hasNextPage } nodes { subject } edges { node { status } }
      } }`,
      calls: ['search/ticket 1 id', 'show 3 Status Subject'],
      both: ['tickets 50 EffectiveId Subject Status'],
    },
    {
      name: 'an empty search shows nothing',
      query: '{ tickets(query: "id = 2000000000") { totalCount nodes { subject } } }',
      calls: ['search/ticket 1 id'],
      both: ['tickets 25 EffectiveId Subject'],
    },
    {
      name: 'two searches alike are one, their pages one show',
      query: `{
        a: tickets(query: "id = ${tickets.plain}") { nodes { subject } }
        b: tickets(query: "id = ${tickets.plain}", first: 5) { totalCount nodes { status } }
      }`,
      calls: ['search/ticket 1 id', 'show 1 Status Subject'],
      both: ['tickets 25 EffectiveId Subject', 'tickets 5 EffectiveId Status'],
    },
    {
      name: 'two searches of different order are two, and what is sorted by is a column',
      query: `{
        a: tickets(${three}) { nodes { number } }
        b: tickets(${three}, orderBy: { field: SUBJECT }) { nodes { number } }
      }`,
      calls: ['search/ticket 1 id', 'search/ticket 1 id', 'show 3 Subject'],
      both: ['tickets 50 EffectiveId Status', 'tickets 50 EffectiveId Subject'],
    },
    {
      name: 'a search and the ticket it finds are shown once each',
      query: `{
        tickets(query: "id = ${tickets.plain}") { nodes { subject } }
        ticket(id: ${tickets.plain}) { subject }
      }`,
      calls: ['search/ticket 1 id', 'show 1 Subject'],
      both: ['tickets 1 EffectiveId Subject', 'tickets 25 EffectiveId Subject'],
    },
    {
      name: 'names of queues, owners, creators and addresses of requestors are columns',
      query: `{ tickets(${three}) { nodes {
        queue { name } owner { name } creator { name } requestors { emailAddress }
      } } }`,
      calls: ['search/ticket 1 id', 'show 3 Creator Owner Queue Requestors'],
      both: [
        'tickets 50 EffectiveId Queue Owner Creator Requestor',
        'users 1 id Name EmailAddress',
      ],
    },
    {
      name: 'owners, queues and requestors in full are one show more',
      query: `{ tickets(${three}) { nodes {
        owner { realName } queue { description } requestors { user { organization } }
      } } }`,
      calls: [
        'search/ticket 1 id',
        'show 3 Owner Queue Requestors',
        'show 4 Description Name Organization RealName',
      ],
      both: [
        'tickets 50 EffectiveId Owner Queue Requestor',
        'users 1 id Name Organization EmailAddress',
        'users 2 id Name EmailAddress RealName',
      ],
    },
    {
      name: 'people asked for in full by several roles are one show',
      query: `{ tickets(${found(tickets.open, tickets.people)}) { nodes {
        owner { realName } creator { emailAddress } requestors { user { name } }
      } } }`,
      calls: [
        'search/ticket 1 id',
        'show 2 Creator Owner Requestors',
        'show 5 EmailAddress Name RealName',
      ],
      both: [
        'tickets 50 EffectiveId Owner Creator Requestor',
        'users 4 id Name EmailAddress RealName',
      ],
    },
    {
      name: 'the owner of a ticket who is also a user asked by name is asked once',
      query: `{
        user(name: "alice") { realName }
        ticket(id: ${tickets.open}) { owner { realName } }
      }`,
      calls: ['show 2 Name Owner RealName'],
      both: ['tickets 1 EffectiveId Owner', 'users 1 id Name RealName', 'users 1 id Name RealName'],
    },
    {
      name: 'a dashboard is a search, its tickets, their histories, and all that is named in either',
      query: `{ tickets(${three}) { nodes {
        subject status queue { name } owner { name realName } requestors { user { realName } }
        a: customField(name: "Single") { rawValue } b: customField(name: "Digits") { rawValue }
        history(last: 3) { nodes { type createdAt description } }
      } } }`,
      calls: [
        'search/ticket 1 id',
        'show 3 *',
        'show 3 CF.{Digits} CF.{Single} Owner Queue Requestors Status Subject',
        'show 8 Created Field Name RealName Ticket Type',
      ],
      both: [
        'show 3 *',
        'show 3 CF.{Digits} CF.{Single}',
        'tickets 50 EffectiveId Subject Status Queue Owner Requestor',
        'transactions 5 ObjectType Type Created ObjectId Field',
        'users 2 id Name EmailAddress RealName',
      ],
    },
    {
      name: 'dates in a list ask nothing about the zone',
      query: `{ tickets(${three}) { nodes { createdAt dueAt } } }`,
      calls: ['search/ticket 1 id', 'show 3 Created Due'],
      both: ['tickets 50 EffectiveId Created Due'],
    },
    {
      name: 'custom fields by name in a list are columns',
      query: `{ tickets(${three}) { nodes {
        a: customField(name: "Single") { rawValue } b: customField(name: "Digits") { rawValue }
      } } }`,
      calls: ['search/ticket 1 id', 'show 3 CF.{Digits} CF.{Single} Queue'],
      both: ['show 3 CF.{Digits} CF.{Single}', 'tickets 50 EffectiveId Queue'],
    },
    {
      name: 'the tickets of a queue, and their queue by name',
      query: `{ queue(name: "SLA Queue") { tickets(query: "id < 60") { totalCount nodes { subject queue { name } } } } }`,
      calls: ['search/ticket 1 id', 'show 1 Name', 'show 1 Queue Subject'],
      both: ['queues 1 id Name', 'tickets 25 EffectiveId Subject Queue'],
    },
    {
      name: 'the counts of statuses are a search each',
      query: `{ queue(name: "SLA Queue") {
        name statusCounts(statuses: ["new", "open", "resolved"]) { status count }
      } }`,
      calls: ['search/ticket 1 id', 'search/ticket 1 id', 'search/ticket 1 id', 'show 1 Name'],
      both: [
        'queues 1 id Name',
        'tickets 1 EffectiveId',
        'tickets 1 EffectiveId',
        'tickets 1 EffectiveId',
      ],
    },
    {
      name: 'a count is a search',
      query: `{ ticketCount(query: "id = ${tickets.plain}") }`,
      calls: ['search/ticket 1 id'],
      both: ['tickets 1 EffectiveId'],
    },
    {
      name: 'people whom a filter names are RT’s to find, and addresses in columns of numbers are a show',
      query: `{ ticketCount(filter: {
        creator: { name: "alice" }, lastUpdatedBy: { anyOf: ["root", "low"] }
        and: [{ creator: { name: "bob smith" } }], or: [{ creator: { emailAddress: "alice@example.com" } }]
        not: { lastUpdatedBy: { name: "french" } }
      }) }`,
      calls: ['search/ticket 1 id', 'show 1 Name'],
      both: ['tickets 1 EffectiveId', 'users 1 id Name EmailAddress'],
    },
    {
      name: 'a count and a list of the same tickets are one search, whatever the order',
      query: `{
        ticketCount(query: "id = ${tickets.plain}")
        tickets(query: "id = ${tickets.plain}", orderBy: { field: SUBJECT }) { totalCount }
      }`,
      calls: ['search/ticket 1 id'],
      both: ['tickets 1 EffectiveId'],
    },
    {
      name: 'a search that is checked is a search',
      query: `{ checkTicketSearch(query: "id = ${tickets.plain}") { valid query message } }`,
      calls: ['search/ticket 1 id'],
    },
    {
      name: 'a check and a list of the same search are a search each',
      query: `{
        checkTicketSearch(query: "id = ${tickets.plain}") { valid }
        tickets(query: "id = ${tickets.plain}") { totalCount }
      }`,
      calls: ['search/ticket 1 id', 'search/ticket 1 id'],
      both: ['search/ticket 1 id', 'tickets 1 EffectiveId'],
    },
    {
      name: 'the viewer’s tickets are a search each',
      query: `{ viewer {
        ownedTickets(first: 1) { totalCount } requestedTickets(first: 1) { totalCount }
      } }`,
      calls: ['search/ticket 1 id', 'search/ticket 1 id'],
      both: ['tickets 1 EffectiveId', 'tickets 1 EffectiveId'],
    },
    {
      name: 'a user’s tickets',
      query: `{ user(name: "alice") {
        ownedTickets(first: 1) { totalCount } requestedTickets(first: 1) { totalCount }
      } }`,
      calls: ['search/ticket 1 id', 'search/ticket 1 id', 'show 1 Name'],
      both: ['tickets 1 EffectiveId', 'tickets 1 EffectiveId', 'users 1 id Name'],
    },
    {
      name: 'queues by name and id are a search and a show of the page',
      query: '{ queues(first: 3) { totalCount nodes { id name } } }',
      calls: ['search/queue 1 id', 'show 3 Name id'],
      both: ['queues 3 id Name', 'search/queue 1 id'],
    },
    {
      name: 'queues in full',
      query: '{ queues(first: 3) { nodes { name description isDisabled } } }',
      calls: ['search/queue 1 id', 'show 3 Description Disabled Name'],
      both: ['queues 3 id Name Description Disabled', 'search/queue 1 id'],
    },
    {
      name: 'numbers of users are shown too, in case they are hidden',
      query: '{ users(first: 2) { totalCount nodes { id } } }',
      calls: ['search/user 1 id', 'show 2 Name id'],
    },
    {
      name: 'a page of the tickets that a user owns is the user, a search and a show',
      query: '{ user(name: "alice") { ownedTickets(first: 1) { nodes { subject } } } }',
      calls: ['search/ticket 1 id', 'show 1 Name', 'show 1 Subject'],
      both: ['tickets 1 EffectiveId Subject', 'users 1 id Name'],
    },
    {
      name: 'users found by a filter',
      query: '{ users(filter: { name: { eq: "alice" } }) { nodes { name realName } } }',
      calls: ['search/user 1 id', 'show 1 Name RealName'],
    },
    {
      name: 'groups with their members',
      query: `{ groups(filter: { name: { eq: "Ops Team" } }) { nodes {
        name members { displayName }
      } } }`,
      calls: ['search/group 1 id', 'show 1 Members Name'],
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
