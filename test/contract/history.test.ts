import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, codesOf, dataOf } from '../support/graphql/ask.js';

const details = `
  ... on StatusChangedItem { oldStatus newStatus }
  ... on OwnerChangedItem { oldOwner { name } newOwner { name } }
  ... on QueueChangedItem { oldQueue { name } newQueue { name } }
  ... on WatcherChangedItem { action role user { emailAddress } }
  ... on CustomFieldChangedItem { customFieldName oldCf: oldValue newCf: newValue }
  ... on FieldChangedItem { field oldValue newValue oldDateTime newDateTime }
  ... on LinkChangedItem { action linkType target { __typename } }
  ... on MessageHistoryItem { text }
`;

describe.each(sharedBackends())('histories on $name', ({ url, populated }) => {
  const app = appFor(url);
  const { tickets } = populated;
  afterAll(() => app.close());

  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's own.
  async function history(ticket: number, selection: string, as = 'root'): Promise<any[]> {
    const { ticket: read } = await dataOf(app, {
      query: `{ ticket(id: ${ticket}) { history(first: 100) { nodes { __typename ${selection} } } } }`,
      as,
    });
    return read.history.nodes;
  }

  test('every change of a ticket has a type of its own, with values', async () => {
    const items = await history(tickets.changed, details);
    const field = (name: string, oldValue: string, newValue: string) => ({
      __typename: 'FieldChangedItem',
      field: name,
      oldValue,
      newValue,
      oldDateTime: null,
      newDateTime: null,
    });
    const owner = (oldOwner: string | null, newOwner: string) => ({
      __typename: 'OwnerChangedItem',
      oldOwner: oldOwner === null ? null : { name: oldOwner },
      newOwner: { name: newOwner },
    });
    const status = (oldStatus: string, newStatus: string) => ({
      __typename: 'StatusChangedItem',
      oldStatus,
      newStatus,
    });
    const watcher = (action: string, emailAddress: string) => ({
      __typename: 'WatcherChangedItem',
      action,
      role: 'Cc',
      user: { emailAddress },
    });
    const customField = (name: string, oldCf: string | null, newCf: string | null) => ({
      __typename: 'CustomFieldChangedItem',
      customFieldName: name,
      oldCf,
      newCf,
    });
    const expected = [
      field('Subject', 'before the changes', 'after the changes'),
      field('Priority', '0', '50'),
      {
        ...field('Due', '1970-01-01 00:00:00', '2030-01-02 03:04:05'),
        newDateTime: '2030-01-02T03:04:05Z',
      },
      field('TimeWorked', '0', '15'),
      owner(null, 'root'),
      owner('root', 'alice'),
      watcher('ADDED', 'cc1@example.com'),
      watcher('ADDED', 'low@example.com'),
      watcher('REMOVED', 'cc1@example.com'),
      status('new', 'open'),
      {
        __typename: 'QueueChangedItem',
        oldQueue: { name: 'General' },
        newQueue: { name: 'Odd Queue' },
      },
      status('open', 'resolved'),
      customField('Single', null, 'first value'),
      customField('Single', 'first value', 'second value'),
      customField('Single', 'second value', null),
      customField('Multi', null, 'one'),
      customField('Multi', null, 'two, three'),
    ];
    expect(items[0]).toMatchObject({ __typename: 'TicketCreatedItem' });
    for (const item of expected) expect(items).toContainEqual(item);
    // RT records a change of owner a second time, as a change of watchers.
    const twins = items.filter(({ role }) => role === 'Owner');
    expect(twins).toHaveLength(2);
    expect(items).toHaveLength(1 + expected.length + twins.length);
  });

  test('a conversation is made of messages with their texts, authors and files', async () => {
    const items = await history(
      tickets.conversation,
      'creator { name } ... on MessageHistoryItem { text attachments { filename } }',
    );
    const spoken = items.filter(({ __typename }) => /Corr|Comment|Created/.test(__typename));
    const said = (__typename: string, name: string, text: string, ...files: string[]) => ({
      __typename,
      creator: { name },
      text,
      attachments: [null, ...files].map((filename) => ({ filename })),
    });
    expect(spoken).toEqual([
      said('TicketCreatedItem', 'low', 'How do I?\n'),
      said('CorrespondenceItem', 'alice', 'Like this:\n\n  indented\n\nGood luck'),
      said('CorrespondenceItem', 'low', 'Thanks!'),
      said('CommentItem', 'alice', 'internal note'),
      said('CommentItem', 'alice', '# looks like a comment\n--\nid: ticket/1'),
      said('CorrespondenceItem', 'alice', 'two files', 'log.txt', 'second log.txt'),
    ]);
    const records = items.filter(({ __typename }) => __typename === 'EmailRecordItem');
    expect(records.length).toBeGreaterThan(0);
    expect(items).toContainEqual(expect.objectContaining({ __typename: 'StatusChangedItem' }));
  });

  test('the first message and the last reply are read on their own', async () => {
    const { conversation, plain } = await dataOf(app, {
      query: `{
        conversation: ticket(id: ${tickets.conversation}) { firstMessage { text } lastCorrespondence { text creator { name } } }
        plain: ticket(id: ${tickets.plain}) { firstMessage { text } lastCorrespondence { text } }
      }`,
    });
    expect(conversation).toEqual({
      firstMessage: { text: 'How do I?\n' },
      lastCorrespondence: { text: 'two files', creator: { name: 'alice' } },
    });
    expect(plain).toEqual({ firstMessage: { text: 'Hello\nworld\n' }, lastCorrespondence: null });
  });

  test('links that came are told with both ends', async () => {
    const items = await history(tickets.linkHub, details);
    const links = items.filter(({ __typename }) => __typename === 'LinkChangedItem');
    expect(links.map(({ linkType }) => linkType).sort()).toEqual(
      [
        ...['DEPENDED_ON_BY', 'DEPENDS_ON', 'MEMBERS', 'MEMBER_OF', 'REFERRED_TO_BY'],
        ...['REFERS_TO', 'REFERS_TO'],
      ].sort(),
    );
    expect(links.every(({ action }) => action === 'ADDED')).toBe(true);
    const ends = links.map(({ target }) => target.__typename).sort();
    expect(ends).toEqual(['ExternalResource', ...Array(6).fill('Ticket')]);
  });

  test('filters narrow a history by type, by author and by time', async () => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${tickets.conversation}) {
        comments: history(filter: { types: [COMMENT] }) { totalCount nodes { type } }
        both: history(filter: { types: [COMMENT, CORRESPOND] }, orderBy: DESC) { totalCount nodes { type } }
        low: history(filter: { creatorName: "LOW" }) { nodes { type } }
        none: history(filter: { createdBefore: "2001-01-01T00:00:00Z" }) { nodes { type } }
        later: history(filter: { createdAfter: "2001-01-01T00:00:00+02:00" }, first: 1) { nodes { type } }
      } }`,
    });
    expect(ticket.comments).toMatchObject({ totalCount: 2, nodes: [{ type: 'Comment' }, {}] });
    const order = ['Correspond', 'Comment', 'Comment', 'Correspond', 'Correspond'];
    expect(ticket.both).toEqual({ totalCount: 5, nodes: order.map((type) => ({ type })) });
    expect(ticket.low.nodes).toEqual([{ type: 'Create' }, { type: 'Correspond' }]);
    expect(ticket.none.nodes).toEqual([]);
    expect(ticket.later.nodes).toEqual([{ type: 'Create' }]);
  });

  test('comments are left out for those who may not see them', async () => {
    const items = await history(tickets.conversation, 'type', 'low');
    expect(items.map(({ type }) => type)).not.toContain('Comment');
    expect(items[0]).toMatchObject({ type: 'Create' });
  });

  test('a transaction that makes RT crash fails alone, beside innocent ones', async () => {
    const [first, second] = await history(tickets.plain, 'id');
    const answer = await ask(app, {
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: [first.id, 'transaction/999999', second.id] },
    });
    expect(answer.data.nodes).toEqual([{ id: first.id }, null, { id: second.id }]);
    expect(codesOf(answer)).toEqual(['NOT_FOUND']);
  });
});
