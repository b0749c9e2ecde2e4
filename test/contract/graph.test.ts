import { afterAll, describe, expect, test } from 'vitest';
import { sandboxToken } from '../../src/sandbox/http/sessions.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, basicAuth, callsOf, codesOf, dataOf } from '../support/graphql/ask.js';

describe.each(sharedBackends())(
  'what hangs together on $name',
  ({ url, version, populated, ids }) => {
    const app = appFor(url);
    const { tickets, attachments } = populated;
    afterAll(() => app.close());

    test('an id of every type leads back to its object through node', async () => {
      const first = await dataOf(app, {
        query: `{
        ticket(id: ${tickets.conversation}) { id firstMessage { id } queue { id } creator { id } }
        attachment(id: ${attachments.utf8}) { id }
        group(name: "Ops Team") { id }
      }`,
      });
      const { ticket, attachment, group } = first;
      const all: readonly string[] = [
        ticket.id,
        ticket.firstMessage.id,
        ticket.queue.id,
        ticket.creator.id,
        attachment.id,
        group.id,
      ];
      const types = ['Ticket', 'TicketCreatedItem', 'Queue', 'User', 'Attachment', 'Group'];
      expect(all.map((id) => id.split('/')[0])).toEqual([
        ...['ticket', 'transaction', 'queue', 'user', 'attachment', 'group'],
      ]);
      const { nodes } = await dataOf(app, {
        query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
        variables: { ids: all },
      });
      expect(nodes).toEqual(all.map((id, at) => ({ __typename: types[at], id })));
      for (const [at, id] of all.entries()) {
        const { node } = await dataOf(app, {
          query: 'query ($id: ID!) { node(id: $id) { __typename id } }',
          variables: { id },
        });
        expect(node).toEqual({ __typename: types[at], id });
      }
    });

    test('a chain of dependencies is walked level by level and cut where asked', async () => {
      const graph =
        'tickets { number } dependencies { ticket { number } dependsOn { number } } hasCycle truncated';
      const answer = await ask(app, {
        query: `{ ticket(id: ${tickets.chainA}) { whole: dependencyGraph { ${graph} } cut: dependencyGraph(maxDepth: 1) { ${graph} } } }`,
      });
      const { chainA, chainB, chainC } = tickets;
      const edge = (ticket: number, to: number) => ({
        ticket: { number: ticket },
        dependsOn: { number: to },
      });
      expect(answer.data.ticket.whole).toEqual({
        tickets: [{ number: chainA }, { number: chainB }, { number: chainC }],
        dependencies: [edge(chainA, chainB), edge(chainB, chainC)],
        hasCycle: false,
        truncated: false,
      });
      expect(answer.data.ticket.cut).toEqual({
        tickets: [{ number: chainA }, { number: chainB }],
        dependencies: [edge(chainA, chainB)],
        hasCycle: false,
        truncated: true,
      });
      expect(answer.rt.requests).toBe(3);
    });

    test('a diamond of dependencies holds its bottom once', async () => {
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: ${tickets.diamondTop}) { dependencyGraph { tickets { subject } dependencies { ticket { number } } hasCycle } } }`,
      });
      const subjects = ticket.dependencyGraph.tickets.map(
        ({ subject }: { subject: string }) => subject,
      );
      expect(subjects.sort()).toEqual(
        ['bottom', 'left', 'right', 'top'].map((n) => `diamond ${n}`),
      );
      expect(ticket.dependencyGraph.dependencies).toHaveLength(4);
      expect(ticket.dependencyGraph.hasCycle).toBe(false);
    });

    test('blockers are the active tickets that a ticket waits for', async () => {
      const { hub, bottom } = await dataOf(app, {
        query: `{
        hub: ticket(id: ${tickets.linkHub}) { blockers { number status } }
        bottom: ticket(id: ${tickets.diamondBottom}) { blockers { number } }
      }`,
      });
      expect(hub.blockers).toEqual([{ number: tickets.linkDependsOn, status: 'new' }]);
      expect(bottom.blockers).toEqual([]);
    });

    test('a merged number answers as the ticket it was merged into', async () => {
      const fields = 'id number requestedNumber subject';
      const { source, target, nodes } = await dataOf(app, {
        query: `query ($ids: [ID!]!) {
        source: ticket(id: ${tickets.mergeSource}) { ${fields} }
        target: ticket(id: ${tickets.mergeTarget}) { ${fields} }
        nodes(ids: $ids) { ... on Ticket { ${fields} } }
      }`,
        variables: { ids: [`ticket/${tickets.mergeSource}`, `ticket/${tickets.mergeTarget}`] },
      });
      const merged = {
        id: `ticket/${tickets.mergeTarget}`,
        number: tickets.mergeTarget,
        subject: 'merge target',
      };
      expect(source).toEqual({ ...merged, requestedNumber: tickets.mergeSource });
      expect(target).toEqual({ ...merged, requestedNumber: null });
      expect(nodes).toEqual([source, target]);
    });

    test('a deleted ticket is read by its number and never found', async () => {
      const { ticket, ticketCount } = await dataOf(app, {
        query: `{ ticket(id: ${tickets.deleted}) { status subject } ticketCount(filter: { number: { eq: ${tickets.deleted} } }) }`,
      });
      expect(ticket).toEqual({ status: 'deleted', subject: 'deleted one' });
      expect(ticketCount).toBe(0);
    });

    test('a link to a hidden ticket tells no more than its URI', async () => {
      const { ticket } = await dataOf(app, {
        query: `{ ticket(id: ${tickets.linkHub}) { links(types: [DEPENDS_ON]) { ticket { number } target { __typename } } } }`,
        as: 'low',
      });
      expect(ticket.links).toEqual([
        { ticket: { number: tickets.linkDependsOn }, target: { __typename: 'Ticket' } },
      ]);
    });

    test('the viewer is who the credentials belong to, as RT spells them', async () => {
      const { viewer } = await dataOf(app, {
        query: `{ viewer { timeZone user { id name realName }
        ownedTickets(filter: { subject: { eq: "open" }, status: { active: true } }, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { subject owner { name } } } requestedTickets { totalCount } bookmarkedTickets { totalCount } } }`,
        headers: { authorization: basicAuth('ALICE', 'alicepass1') },
      });
      expect(viewer).toMatchObject({
        timeZone: 'UTC',
        user: { name: 'alice', realName: 'Liddell, Alice' },
        bookmarkedTickets: { totalCount: 0 },
      });
      expect(viewer.ownedTickets.nodes).toContainEqual({
        subject: 'open',
        owner: { name: 'alice' },
      });
      expect(viewer.requestedTickets.totalCount).toBeGreaterThanOrEqual(3);
    });

    test('a user’s tickets are those owned and those requested', async () => {
      const { user } = await dataOf(app, {
        query: `{ user(name: "alice") { ownedTickets { nodes { number } } requestedTickets(filter: { subject: { eq: "Plain one" } }) { nodes { number } } } }`,
      });
      expect(user.ownedTickets.nodes).toContainEqual({ number: tickets.open });
      expect(user.requestedTickets.nodes).toContainEqual({ number: tickets.plain });
    });

    test('the server tells RT’s version, its limits and what a new ticket is filled with', async () => {
      const answer = await ask(app, {
        query: `{
        rtServer { version reachable restVersion webUrl limits { maxPageSize maxUploadBytes maxInlineBytes maxQueryCost } }
        newTicketDefaults { queue { name } requestor { name } status startsAt }
      }`,
      });
      const { rtServer, newTicketDefaults } = answer.data;
      expect(rtServer).toMatchObject({
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        reachable: true,
        restVersion: '1.0',
        webUrl: `${url}/`,
        limits: { maxPageSize: 100, maxUploadBytes: 10_485_760, maxInlineBytes: 8_388_608 },
      });
      expect(newTicketDefaults).toMatchObject({ requestor: { name: 'root' }, status: 'new' });
      expect(newTicketDefaults.queue.name).not.toBe('');
      expect(Math.abs(Date.parse(newTicketDefaults.startsAt) - Date.now())).toBeLessThan(60_000);
      expect(callsOf(answer)).toContain('ticket/new 1');
    });

    test('a login token is as good as a password, as token and as Bearer; RT 4 has none', async () => {
      const alice = await dataOf(app, { query: '{ user(name: "alice") { id } }' });
      const number = Number(alice.user.id.split('/')[1]);
      const token = ids?.tokens['alice'] ?? sandboxToken(number, 'alice');
      for (const scheme of ['token', 'Bearer']) {
        const answer = await ask(app, {
          query: '{ viewer { user { name } } }',
          headers: { authorization: `${scheme} ${token}` },
        });
        if (version === 4) expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
        else expect(answer.data).toEqual({ viewer: { user: { name: 'alice' } } });
      }
    });
  },
);
