import { describe, expect, test } from 'vitest';
import type { RtCall, RtClient } from '../../../../src/rt/connection/client.js';
import { parseReply } from '../../../../src/rt/connection/reply.js';
import { TicketRange } from '../../../../src/rt/connection/ticket-range.js';
import { ForbiddenError, InvalidInputError, RtBadReplyError } from '../../../../src/rt/errors.js';
import { listNames, searchNames, searchTickets } from '../../../../src/rt/rest1/read/search.js';

function clientOf(body: string) {
  const calls: RtCall[] = [];
  const rt: RtClient = {
    range: new TicketRange(),
    webUrl: 'https://help.example.com',
    isPrivileged: () => true,
    call2: () => Promise.reject(new Error('not asked')),
    identity: () => Promise.reject(new Error('not asked')),
    account: () => Promise.resolve('user/14'),
    signIn: () => Promise.reject(new Error('not asked')),
    stream: () => Promise.reject(new Error('not asked')),
    async call(call) {
      calls.push(call);
      return parseReply(body);
    },
  };
  return { rt, calls };
}

const ok = 'RT/5.0.3 200 Ok\n\n';

describe('a search for tickets', () => {
  test('answers numbers in RT’s order', async () => {
    const { rt, calls } = clientOf(`${ok}ticket/19\nticket/3\nticket/7\n\n\n`);
    expect(await searchTickets(rt, "Subject = 'x'", '-Created')).toEqual([19, 3, 7]);
    expect(calls[0]?.params).toEqual([
      ['query', "Subject = 'x'"],
      ['format', 'i'],
      ['orderby', '-Created'],
    ]);
  });

  test('an answer without a byte is not a search that finds nothing', async () => {
    const { rt } = clientOf('');
    const name = { column: 'Name', operator: '=', value: 'x' } as const;
    for (const search of [
      searchTickets(rt, 'id = 0'),
      searchNames(rt, 'user', name),
      listNames(rt, 'user', name, 'Name'),
    ]) {
      await expect(search).rejects.toBeInstanceOf(RtBadReplyError);
    }
  });

  test.each([`${ok}\n\n`, `${ok}No matching results.\n\n\n`])('%j finds nothing', async (body) => {
    expect(await searchTickets(clientOf(body).rt, 'id = 0')).toEqual([]);
  });

  test('a query that RT cannot read comes with RT’s reason and no path', async () => {
    const { rt } = clientOf(
      "RT/5.0.3 400 Bad request\n\nInvalid query: 'Unknown field: Spam at /usr/share/request-tracker5/lib/RT/" +
        "Tickets.pm line 3187, <GEN756> line 25.\n\nStack:\n  [/usr/share/x:3187]\n'.\n\n\n",
    );
    const failure = searchTickets(rt, 'Spam = 1');
    await expect(failure).rejects.toBeInstanceOf(InvalidInputError);
    await expect(failure).rejects.toMatchObject({
      message: 'RT cannot parse this search: Unknown field: Spam',
      facts: { rtMessage: 'Unknown field: Spam' },
    });
  });

  test('lines that are not ids are refused', async () => {
    await expect(searchTickets(clientOf(`${ok}17: Subject\n\n`).rt, 'x')).rejects.toBeInstanceOf(
      RtBadReplyError,
    );
  });
});

describe('a search for names', () => {
  test('is one quoted condition', async () => {
    const { rt, calls } = clientOf(`${ok}user/85\n\n\n`);
    const value = 'x" OR "1" = "1\\';
    expect(await searchNames(rt, 'user', { column: 'Name', operator: 'NOT LIKE', value })).toEqual([
      85,
    ]);
    expect(calls[0]).toMatchObject({
      operation: 'search/user',
      params: [
        ['query', 'Name "NOT LIKE" "x\\" OR \\"1\\" = \\"1\\\\"'],
        ['format', 'i'],
      ],
    });
  });

  test('without a condition asks for all', async () => {
    const { rt, calls } = clientOf(`${ok}queue/1\nqueue/16\n\n\n`);
    expect(await searchNames(rt, 'queue')).toEqual([1, 16]);
    expect(calls[0]?.params?.[0]).toEqual(['query', '']);
  });

  test('without the right is forbidden', async () => {
    const { rt } = clientOf('RT/5.0.3 403 Forbidden\n\nPermission denied\n\n');
    await expect(searchNames(rt, 'user')).rejects.toBeInstanceOf(ForbiddenError);
  });

  test.each([
    `${ok}Invalid query specification: Name =\n\n`,
    'RT/5.0.3 400 Bad Request\n\nInvalid operator specification: ~\n\n',
  ])('%j is a bad search', async (body) => {
    await expect(searchNames(clientOf(body).rt, 'group')).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('a list of names', () => {
  const disabled = { column: 'Disabled', operator: '=', value: '1' } as const;

  test('has one name a line, whatever is in it', async () => {
    const { rt, calls } = clientOf(`${ok}14: root\n7: a: b\n8: 9: x\n`);
    expect(await listNames(rt, 'user', disabled, 'Name')).toEqual(
      new Map([
        [14, 'root'],
        [7, 'a: b'],
        [8, '9: x'],
      ]),
    );
    expect(calls[0]?.params).toEqual([
      ['query', 'Disabled = "1"'],
      ['format', 's'],
    ]);
  });

  test('has addresses in a column of their own', async () => {
    const { rt } = clientOf(`${ok}id\tEmailAddress\n14\troot@localhost\n7\t\n`);
    expect(await listNames(rt, 'user', disabled, 'EmailAddress')).toEqual(
      new Map([
        [14, 'root@localhost'],
        [7, ''],
      ]),
    );
    expect(
      (await listNames(clientOf(`${ok}No matching results.\n`).rt, 'user', disabled, 'Name')).size,
    ).toBe(0);
  });
});
