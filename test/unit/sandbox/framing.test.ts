import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serveSmallWorld } from './small-world.js';

const ok = 'RT/5.0.3 200 Ok\n\n';

describe('the bytes of answers', () => {
  let rt: Served;

  beforeAll(async () => {
    rt = await serveSmallWorld();
    await rt.create('Queue: General\nSubject: Plain one\n');
    await rt.create('Queue: Private\nSubject: secret\n');
  });

  afterAll(() => rt.close());

  test('a missing ticket fails alone among others', async () => {
    const ids = ['ticket/1', 'ticket/99999', 'ticket/2'];
    expect(await rt.post('show', { id: ids, fields: 'Subject' })).toBe(
      `${ok}id: ticket/1\nSubject: Plain one\n\n--\n\n# Ticket 99999 does not exist.\n\n\n--\n\nid: ticket/2\nSubject: secret\n\n`,
    );
  });

  test('a ticket nobody may see is refused, and its lists are empty without a word', async () => {
    const refusal = '# You are not allowed to display ticket 2.\n\n\n';
    expect(await rt.get('ticket/2', {}, 'low')).toBe(ok + refusal);
    expect(await rt.get('ticket/2/attachments', {}, 'low')).toBe('');
    expect(await rt.get('ticket/2/history', {}, 'low')).toBe(`${ok}# 0/0 (/total)\n\n\n`);
  });

  test('an unknown field leaves a line without a name', async () => {
    const answer = await rt.get('ticket/1', { fields: 'Subject,Spam' });
    expect(answer).toBe(`${ok}id: ticket/1\nSubject: Plain one\n: \n\n`);
  });

  test('a list of ids is sorted, several ids are not', async () => {
    const subjects = async (id: string | readonly string[]) =>
      (await rt.post('show', { id, fields: 'id' })).match(/ticket\/\d+/g);
    expect(await subjects('ticket/2,1')).toEqual(['ticket/1', 'ticket/2']);
    expect(await subjects(['ticket/2', 'ticket/1'])).toEqual(['ticket/2', 'ticket/1']);
  });

  test('searches end in two newlines even when they find nothing', async () => {
    const none = { query: "Subject = 'zzz'" };
    expect(await rt.get('search/ticket', none)).toBe(`${ok}No matching results.\n\n\n`);
    expect(await rt.get('search/ticket', { ...none, format: 'i' })).toBe(`${ok}\n\n`);
  });

  test('a transaction nobody has heard of ends the whole answer', async () => {
    const answer = await rt.post('show', { id: ['ticket/1', 'transaction/99999'] });
    expect(answer).toMatch(/^Can't call method "new" on an undefined value at .*\n\nStack:\n/);
  });

  test('the long form of an empty history never comes back', async () => {
    const answer = await rt.get('ticket/2/history', { format: 'l' }, 'low');
    expect(answer).toMatch(/^subrequest depth > 32/);
  });

  test('names RT cannot resolve come back in the id', async () => {
    expect(await rt.get('user/nosuch')).toBe(
      `${ok}# No user named nosuch exists.\n\nid: user/nosuch\n\n`,
    );
    expect(await rt.get('queue/R%26D%2FOps')).toBe(`${ok}# Queue R&D does not exist.\n\n\n`);
  });

  test('values of several lines are indented and set apart', async () => {
    await rt.post('ticket/1/edit', { content: 'CF.{Body}: one\n \n   two' });
    expect(await rt.get('ticket/1', { fields: 'CF.{Body},Status' })).toBe(
      `${ok}id: ticket/1\n\nCF.{Body}: one\n           \n             two\n\nStatus: new\n\n`,
    );
  });
});
