import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { appFor, ask, credentialsOf } from '../support/graphql/ask.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { testWorld } from '../support/world/world.js';

const limit = 50_000;
const sites = ([5, 4] as const)
  .filter(realRtAvailable)
  .flatMap((version) =>
    (['TruncateLongAttachments', 'DropLongAttachments'] as const).map(
      (setting) => [version, setting] as const,
    ),
  );

describe.each(sites)('an RT %s with %s', (version, setting) => {
  let rt: RealRt;
  let app: App;
  let ticket: string;
  beforeAll(async () => {
    rt = await startRealRt(version, testWorld, [
      `Set($MaxAttachmentSize, ${limit});`,
      `Set($${setting}, 1);`,
    ]);
    app = appFor(rt.url);
    const { data } = await ask(app, {
      query:
        'mutation { createTicket(input: { queue: "General", subject: "s" }) { ticket { id } } }',
    });
    ticket = data.createTicket.ticket.id;
  });
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const files = [
    { filename: 'small.bin', size: 2000 },
    { filename: 'big.bin', size: 75_000 },
    { filename: 'Größe, 2.txt', size: 60_000 },
    { filename: 'big.bin', size: 49_999 },
    { filename: 'big.bin', size: 80_000 },
  ].map(({ filename, size }) => ({
    filename,
    content: { base64: Buffer.alloc(size, 'x').toString('base64') },
  }));
  const parts = 'attachments { id filename size text }';
  const told = 'outcome userErrors { code path }';
  const tooLarge = (...path: readonly string[]) => ({ code: 'TOO_LARGE', path });
  const checkSizes = async (list: readonly { id: string; size: number | null }[]) => {
    expect(list.length).toBeGreaterThan(0);
    for (const { id, size } of list) {
      const response = await app.fetch(
        new Request(`http://localhost/attachments/${id.replace('attachment/', '')}`, {
          headers: { authorization: credentialsOf('root') },
        }),
      );
      const { length } = Buffer.from(await response.arrayBuffer());
      expect([null, length]).toContain(size);
      expect([null, String(length)]).toContain(response.headers.get('content-length'));
      expect(length).toBeLessThanOrEqual(limit);
    }
  };

  test.each(['commentOnTicket', 'replyToTicket'])('%s tells what RT did not keep', async (name) => {
    const type = name === 'commentOnTicket' ? 'CommentOnTicketInput' : 'ReplyToTicketInput';
    const query = `mutation ($input: ${type}!) { payload: ${name}(input: $input) {
      ${told} historyItem { ${parts} }
    } }`;
    const send = async (input: Readonly<Record<string, unknown>>) =>
      (await ask(app, { query, variables: { input: { id: ticket, ...input } } })).data.payload;
    const some = await send({ body: { text: 'words' }, attachments: files });
    expect(some).toMatchObject({
      outcome: 'PARTIAL',
      userErrors: [
        tooLarge('attachments', '1'),
        tooLarge('attachments', '2'),
        tooLarge('attachments', '4'),
      ],
    });
    await checkSizes(some.historyItem.attachments);
    const alone = await send({ attachments: files.slice(1, 2) });
    expect(alone).toMatchObject({
      outcome: 'PARTIAL',
      userErrors: [tooLarge('attachments', '0')],
    });
    await checkSizes(alone.historyItem.attachments);
    const body = await send({ body: { text: 'ü'.repeat(40_000) } });
    expect(body).toMatchObject({ outcome: 'PARTIAL', userErrors: [tooLarge('body')] });
    await checkSizes(body.historyItem.attachments);
    const whole = await send({
      body: { text: 'w'.repeat(30_000) },
      attachments: files.slice(0, 1),
    });
    expect(whole).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
  });

  test('createTicket tells what RT did not keep', async () => {
    const { data } = await ask(app, {
      query: `mutation ($input: CreateTicketInput!) { createTicket(input: $input) {
        ${told} ticket { firstMessage { ${parts} } }
      } }`,
      variables: {
        input: {
          queue: 'General',
          subject: 's',
          body: { text: 'b'.repeat(60_001) },
          attachments: files.slice(0, 2),
        },
      },
    });
    expect(data.createTicket).toMatchObject({
      outcome: 'PARTIAL',
      userErrors: expect.arrayContaining([tooLarge('body'), tooLarge('attachments', '1')]),
    });
    expect(data.createTicket.userErrors).toHaveLength(2);
    await checkSizes(data.createTicket.ticket.firstMessage.attachments);
  });
});
