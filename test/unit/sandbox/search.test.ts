import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveSmallWorld } from './small-world.js';

describe('searching tickets', () => {
  let rt: Served;
  const find = async (query: string, orderby = 'id', user = 'root'): Promise<number[]> => {
    const answer = await rt.get('search/ticket', { query, orderby, format: 'i' }, user);
    return [...answer.matchAll(/^ticket\/(\d+)$/gm)].map((match) => Number(match[1]));
  };

  beforeAll(async () => {
    rt = await serveSmallWorld();
    await rt.create('Queue: General\nSubject: Plain one\nRequestor: alice@example.com\n');
    await rt.create('Queue: Private\nSubject: O\'Neil "x" \\ 50%\nPriority: 30\n');
    await rt.create('Queue: General\nSubject: third\nStatus: resolved\nOwner: root\n');
    await rt.create(
      "Queue: General\nSubject: fourth\nCF.{Multi}: a,'b, c'\nDue: 2024-07-01 18:00:00\n",
    );
    await rt.post('ticket/4/links', { content: 'DependsOn: 1\nRefersTo: http://example.com/x\n' });
    await rt.create('Queue: General\nSubject: fifth\n');
    await rt.post('ticket/5/edit', { content: 'Status: deleted' });
  });

  afterAll(() => rt.close());

  test('strings are compared in any case and quotes are escaped', async () => {
    expect(await find("Subject = 'PLAIN ONE'")).toEqual([1]);
    expect(await find("Subject = 'O\\'Neil \"x\" \\\\ 50%'")).toEqual([2]);
    expect(await find("Subject LIKE 'P_ain'")).toEqual([1]);
  });

  test('the last AND or OR between parentheses counts for all of them', async () => {
    expect(await find('id = 1 OR id = 2 AND id = 3')).toEqual([]);
    expect(await find('id = 1 AND id = 2 OR id = 3')).toEqual([1, 2, 3]);
    expect(await find('id = 1 OR (id = 2 AND id = 3)')).toEqual([1]);
  });

  test('people, queues, statuses and links can be looked for', async () => {
    expect(await find("Requestor = 'alice@example.com'")).toEqual([1]);
    expect(await find("Owner = '__CurrentUser__'")).toEqual([3]);
    expect(await find("Queue = 'private'")).toEqual([2]);
    expect(await find("Status = '__Active__'")).toEqual([1, 2, 4]);
    expect(await find('DependsOn = 1')).toEqual([4]);
    expect(await find("RefersTo = 'http://example.com/x'")).toEqual([4]);
    expect(await find('DependedOnBy IS NOT NULL')).toEqual([1]);
    expect(await find("'CF.{Multi}' = 'b, c'")).toEqual([4]);
  });

  test('a date means the whole day', async () => {
    expect(await find("Due = '2024-07-01'")).toEqual([4]);
    expect(await find('Due IS NULL')).toEqual([1, 2, 3]);
  });

  test('deleted tickets are never found', async () => {
    expect(await find('id = 5')).toEqual([]);
  });

  test('an unknown column orders nothing at all', async () => {
    expect(await find('id > 0', '-Priority')).toEqual([2, 1, 3, 4]);
    expect(await find('id > 0', 'Nope')).toEqual([]);
  });

  test('only visible tickets are found', async () => {
    expect(await find('id > 0', 'id', 'low')).toEqual([1, 3, 4]);
    expect(await find('id > 0', 'id', 'alice')).toEqual([1]);
  });

  test('queries RT cannot read are explained its way', async () => {
    const problem = async (query: string) =>
      (await rt.get('search/ticket', { query })).split(' at /usr')[0];
    const start = 'RT/5.0.3 400 Bad request\n\nInvalid query: ';
    expect(await problem("Spam = 'x'")).toBe(`${start}'Unknown field: Spam`);
    expect(await problem('id IN (1)')).toBe(
      `${start}'Wrong query, expecting a OPERATOR in 'id >IN<--here (1)'`,
    );
    expect(await problem('id <')).toBe(
      `${start}'Incomplete query, last element (OPERATOR) is not close paren or value in 'id <'`,
    );
  });
});
