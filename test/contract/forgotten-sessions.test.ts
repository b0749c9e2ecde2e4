import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, appFor, ask, codesOf, credentialsOf } from '../support/graphql/ask.js';
import { newTicket } from '../support/graphql/mutate.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { testWorld } from '../support/world/world.js';

const versions = ([5, 4] as const).filter(realRtAvailable);

describe.each(versions)('sessions that RT %s forgot', (version) => {
  let rt: RealRt;
  let app: ReturnType<typeof appFor>;
  let ticket: number;
  let path: string;
  beforeAll(async () => {
    rt = await startRealRt(version, testWorld);
    app = appFor(rt.url);
    ticket = await newTicket(app, {
      body: { text: 'with a file' },
      attachments: [{ filename: 'kept.txt', content: { text: 'the bytes' } }],
    });
    const { data } = await ask(app, {
      query: `{ ticket(id: ${ticket}) {
        attachments(filter: { named: true }) { nodes { id } }
      } }`,
    });
    path = `/attachments/${data.ticket.attachments.nodes[0].id.split('/')[1]}`;
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const list = () => ask(app, { query: '{ tickets(first: 5) { nodes { id } } }' });
  const crowd = (): Promise<readonly Answer[]> => Promise.all([list(), list(), list(), list()]);

  /** Opens all sessions that one caller may have, and then ends them as a restart or clean-up of RT does. */
  async function forget(): Promise<void> {
    await crowd();
    await crowd();
    const sessions = join(rt.dir, 'sessions');
    for (const file of await readdir(sessions)) {
      if (!file.includes('lock')) await rm(join(sessions, file), { force: true });
    }
  }

  test('cost no read', async () => {
    for (let times = 0; times < 3; times++) {
      await forget();
      for (const { status, errors, data } of await crowd()) {
        expect([status, errors]).toEqual([200, undefined]);
        expect(data.tickets.nodes).not.toEqual([]);
      }
    }
  });

  test('cost no download', async () => {
    await forget();
    const request = new Request(`http://localhost${path}`, {
      headers: { authorization: credentialsOf('root') },
    });
    const response = await app.fetch(request);
    expect([response.status, await response.text()]).toEqual([200, 'the bytes']);
  });

  test('write once', async () => {
    await forget();
    const { data } = await ask(app, {
      query: `mutation { commentOnTicket(input: { id: ${ticket}, body: { text: "once" } }) { outcome } }`,
    });
    expect(data.commentOnTicket.outcome).toBe('APPLIED');
    const { data: after } = await ask(app, {
      query: `{ ticket(id: ${ticket}) { history(filter: { types: [COMMENT] }) { totalCount } } }`,
    });
    expect(after.ticket.history.totalCount).toBe(1);
  });

  test('let nobody in with a wrong password', async () => {
    await forget();
    const authorization = `Basic ${Buffer.from('root:wrong').toString('base64')}`;
    const wrong = await ask(app, {
      query: '{ viewer { user { name } } }',
      as: null,
      headers: { authorization },
    });
    expect([wrong.status, ...codesOf(wrong)]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await list()).status).toBe(200);
  });
});
