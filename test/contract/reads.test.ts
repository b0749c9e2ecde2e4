import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf } from '../support/graphql/ask.js';
import { longHistoryChanges } from '../support/world/populate.js';

describe.each(sharedBackends())('the reads of RT on $name', ({ url, populated }) => {
  // Requests are counted by REST 1.0; call-counts-*.test.ts has those of both ways.
  const app = appFor(url, { RT_REST: '1' });
  const { tickets, attachments } = populated;
  afterAll(() => app.close());

  /** Data and requests of an operation that has to succeed. */
  async function read(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    const answer = await ask(app, { query, variables });
    expect(answer.errors).toBeUndefined();
    return { data: answer.data, calls: callsOf(answer) };
  }

  test('a ticket is one request for exactly the columns selected', async () => {
    const { data, calls } = await read(
      `query ($id: ID!) { ticket(id: $id) {
        id number subject status queue { name } owner { name } creator { name }
        requestors { emailAddress } cc { emailAddress } adminCc { emailAddress }
      } }`,
      { id: `ticket/${tickets.people}` },
    );
    const addresses = (list: readonly { readonly emailAddress: string }[]) =>
      list.map(({ emailAddress }) => emailAddress).sort();
    expect(data.ticket).toMatchObject({
      id: `ticket/${tickets.people}`,
      number: tickets.people,
      subject: 'people',
      status: 'new',
      queue: { name: 'General' },
      owner: null,
      creator: { name: 'root' },
    });
    expect(addresses(data.ticket.requestors)).toEqual([
      'alice@example.com',
      'very.long.address.number.one@long-domain.example.com',
      'very.long.address.number.two@long-domain.example.com',
    ]);
    expect(addresses(data.ticket.cc)).toEqual(['cc1@example.com', 'cc2@example.com']);
    expect(addresses(data.ticket.adminCc)).toEqual(['admin@example.com']);
    expect(calls).toEqual(['show 1 AdminCc Cc Creator Owner Queue Requestors Status Subject']);
  });

  test('a ticket whose number is all that is asked is still asked for at RT', async () => {
    const { data, calls } = await read(`{ ticket(id: ${tickets.plain}) { number webUrl } }`);
    expect(data.ticket).toEqual({
      number: tickets.plain,
      webUrl: `${url}/Ticket/Display.html?id=${tickets.plain}`,
    });
    expect(calls).toEqual(['show 1 Status']);
  });

  test('numbers of a ticket are numbers', async () => {
    const { data } = await read(`{
      times: ticket(id: ${tickets.times}) { timeEstimatedMinutes timeWorkedMinutes timeLeftMinutes }
      priorities: ticket(id: ${tickets.priorities}) { priority initialPriority finalPriority }
    }`);
    expect(data).toEqual({
      times: { timeEstimatedMinutes: 90, timeWorkedMinutes: 30, timeLeftMinutes: 60 },
      priorities: { priority: 40, initialPriority: 20, finalPriority: 80 },
    });
  });

  test('subjects come back to the character', async () => {
    const { data } = await read(`{
      nasty: ticket(id: ${tickets.nastySubject}) { subject }
      unicode: ticket(id: ${tickets.unicode}) { subject }
      none: ticket(id: ${tickets.noSubject}) { subject }
      long: ticket(id: ${tickets.longSubject}) { subject }
      quoted: ticket(id: ${tickets.quotedSubject}) { subject }
    }`);
    expect(data).toEqual({
      nasty: { subject: '# -- Key: value, "q" \'s\' 😀 é  ' },
      unicode: { subject: '日本語 ✓ naïve Ωmega 😀' },
      none: { subject: '' },
      long: { subject: 's'.repeat(200) },
      quoted: { subject: 'O\'Neil "x" \\ back %_ 50%' },
    });
  });

  test('links come with the ticket in one request, their tickets in a second', async () => {
    const link = 'links { type uri ticket { number subject } target { __typename } }';
    const { data, calls } = await read(`{ ticket(id: ${tickets.linkHub}) { ${link} } }`);
    const local = (type: string, number: number, subject: string) => ({
      type,
      uri: `fsck.com-rt://rt.example.com/ticket/${number}`,
      ticket: { number, subject },
      target: { __typename: 'Ticket' },
    });
    const web = {
      type: 'REFERS_TO',
      uri: 'http://example.com/x?a=1&b=2',
      ticket: null,
      target: { __typename: 'ExternalResource' },
    };
    expect(data.ticket.links).toHaveLength(7);
    expect(data.ticket.links).toEqual(
      expect.arrayContaining([
        local('DEPENDS_ON', tickets.linkDependsOn, 'hub depends on this'),
        local('DEPENDED_ON_BY', tickets.linkDependedOnBy, 'this depends on hub'),
        local('REFERS_TO', tickets.linkRefersTo, 'hub refers to this'),
        local('REFERRED_TO_BY', tickets.linkReferredToBy, 'this refers to hub'),
        local('MEMBERS', tickets.linkMember, 'child of hub'),
        local('MEMBER_OF', tickets.linkMemberOf, 'parent of hub'),
        web,
      ]),
    );
    expect(calls).toEqual([
      'show 2 DependedOnBy DependsOn MemberOf Members ReferredToBy RefersTo Status',
      'show 6 Status Subject',
    ]);
  });

  test('a list of attachments comes with the ticket and tells names and types', async () => {
    const { data, calls } = await read(
      `{ ticket(id: ${tickets.attachments}) {
        attachments(first: 100, filter: { named: true }) { totalCount nodes { id filename contentType } }
      } }`,
    );
    const { totalCount, nodes } = data.ticket.attachments;
    expect(totalCount).toBe(Object.keys(attachments).length);
    expect(nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
      Object.values(attachments)
        .map((id) => `attachment/${id}`)
        .sort(),
    );
    expect(nodes).toContainEqual({
      id: `attachment/${attachments.commaName}`,
      filename: 'my, notes (final).txt',
      contentType: 'text/plain',
    });
    expect(calls).toEqual(['show 2 Attachments Status']);
  });

  test('one attachment is one request', async () => {
    const { data, calls } = await read(
      `{ attachment(id: ${attachments.unicodeName}) {
        filename contentType size isText isInline contentId header(name: "content-length")
      } }`,
    );
    expect(data.attachment).toEqual({
      filename: 'Übersicht 日本.txt',
      contentType: 'text/plain',
      size: 13,
      isText: true,
      isInline: false,
      contentId: null,
      header: '13',
    });
    expect(calls).toEqual(['show 1 ContentType Filename Headers']);
  });

  test('a history is two requests beside the ticket: the list, and the page in full', async () => {
    const { data, calls } = await read(
      `{ ticket(id: ${tickets.longHistory}) {
        history(first: 3, filter: { types: [SET] }) { totalCount nodes { type raw { field newValue } } }
      } }`,
    );
    const set = (newValue: string) => ({ type: 'Set', raw: { field: 'Priority', newValue } });
    expect(data.ticket.history).toEqual({
      totalCount: longHistoryChanges,
      nodes: [set('1'), set('2'), set('3')],
    });
    expect(calls).toEqual([
      'show 1 *',
      'show 1 Status',
      'show 3 Data Field NewValue OldValue Ticket Type',
    ]);
  });

  test('a transaction tells its long fields', async () => {
    const list = await read(
      `{ ticket(id: ${tickets.conversation}) { history(filter: { types: [COMMENT] }) { nodes { id } } } }`,
    );
    const { id } = list.data.ticket.history.nodes[0];
    const { data } = await read(
      `query ($id: ID!) { historyItem(id: $id) {
        id type timeTakenMinutes creator { name } ticket { number }
        ... on MessageHistoryItem { text attachments { contentType text } }
      } }`,
      { id },
    );
    expect(data.historyItem).toEqual({
      id,
      type: 'Comment',
      timeTakenMinutes: 5,
      creator: { name: 'alice' },
      ticket: { number: tickets.conversation },
      text: 'internal note',
      attachments: [{ contentType: 'text/plain', text: 'internal note' }],
    });
  });
});
