import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownRows } from '../support/backends/own-rows.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf, sendMutation } from '../support/graphql/mutate.js';
import { cuttingProxy } from '../support/http/cutting-proxy.js';
import {
  type FailingProxy,
  type Failure,
  startFailingProxy,
} from '../support/http/failing-proxy.js';
import { type RawRt, rawRt } from '../support/rest1/raw-rt.js';

const item = 'historyItem { id text html }';
const kinds = [
  { action: 'commentOnTicket', form: 'comment' },
  { action: 'replyToTicket', form: 'correspond' },
] as const;
/** Answers to a message that never reached RT. */
const lost: readonly Failure[] = ['gateway', 'empty', 'crash', 'html', 'unreadable'];
const bodies: readonly { text?: string; html?: string }[] = [
  { text: 'mine' },
  { html: '<p>mine</p>' },
];

/** Messages are what RT answers slowest, so RT 4 and the sandbox show what happens by REST 1.0, and RT 5 the better way. */
const wayed = sharedBackends().map((backend) => ({
  ...backend,
  rest: backend.name === 'RT 5' ? 'auto' : '1',
}));

describe.each(wayed)('the message just made on $name with RT_REST=$rest', ({ name, url, rest }) => {
  const app = appFor(url, { RT_REST: rest });
  let proxy: FailingProxy;
  let failing: ReturnType<typeof appFor>;
  let raw: RawRt;
  beforeAll(async () => {
    raw = await rawRt(url, 'root', 'password');
    proxy = await startFailingProxy(url);
    // Its messages wait at the proxy for many others.
    const patient = { OPERATION_TIMEOUT_MS: '60000', RT_TIMEOUT_MS: '60000' };
    failing = appFor(proxy.url, { RT_REST: rest, ...patient });
  });
  afterAll(async () => {
    await failing.close();
    await proxy.close();
    await app.close();
  });

  /** Messages of the same user that come from elsewhere. */
  const fromElsewhere = (id: number, action: string, texts: readonly string[], type = '') =>
    raw.post('edit', {
      content: texts
        .map((text) => `id: ticket/${id}/comment\nAction: ${action}\nText: ${text}\n${type}`)
        .join('--\n'),
    });

  test.each(kinds)('of $action is not another of the same user', async ({ action, form }) => {
    const cases = [];
    for (const [at, failure] of lost.entries()) {
      // Each kind of body meets each failure by one of the two actions.
      const body = bodies[(at + (form === 'comment' ? 0 : 1)) % bodies.length] ?? {};
      const id = await newTicket(app);
      const text = body.html ?? body.text ?? '';
      const type = body.html ? 'Content-Type: text/html\n' : '';
      await fromElsewhere(id, form, [text], type);
      cases.push({ failure, body, id, text, type });
    }
    // Where RT names the transaction in its answer, nothing is read before, and a message counts as older by its second.
    if (rest === 'auto') await setTimeout(2100);
    for (const { failure, body, id, text, type } of cases) {
      proxy.failing = async (path) => {
        if (!/\/(?:comment|correspond)$/.test(path)) return undefined;
        await fromElsewhere(id, form, ['theirs', `${text}, theirs`], type);
        return failure;
      };
      const payload = await mutate(failing, action, { id, body }, { fields: item });
      proxy.failing = undefined;
      expect([failure, refusalsOf(payload), payload['historyItem']]).toEqual([
        failure,
        ['UNKNOWN_OUTCOME '],
        null,
      ]);
    }
  });

  test.each(ownRows(name, kinds))(
    'of $action is found among many others',
    async ({ action, form }) => {
      for (const others of [1, 30]) {
        for (const body of bodies) {
          proxy.dropsLocation = others > 1;
          const id = await newTicket(app);
          const texts = Array.from({ length: others }, (_, at) => `other ${at}`);
          proxy.failing = async (path) => {
            if (/\/(?:comment|correspond)$/.test(path)) await fromElsewhere(id, form, texts);
            return undefined;
          };
          const payload = await mutate(failing, action, { id, body }, { fields: item });
          proxy.failing = undefined;
          expect(payload).toMatchObject({ outcome: 'APPLIED', historyItem: body });
        }
      }
      proxy.dropsLocation = false;
    },
  );

  test.each(kinds)('of $action is found where the answer was lost', async ({ action, form }) => {
    const cutting = await cuttingProxy(url);
    const cut = appFor(cutting.url, { RT_REST: rest });
    try {
      for (const body of bodies) {
        const id = await newTicket(cut);
        await fromElsewhere(id, form, ['theirs']);
        cutting.cut(/\/(?:comment|correspond) HTTP/);
        const payload = await mutate(cut, action, { id, body }, { fields: item });
        cutting.mend();
        expect(payload).toMatchObject({ outcome: 'APPLIED', historyItem: body });
      }
    } finally {
      await cut.close();
      await cutting.close();
    }
  });

  const file = (bytes: string, filename = 'image.png') => ({
    filename,
    contentType: 'image/png',
    content: { base64: Buffer.from(bytes).toString('base64') },
  });
  const picture = 'mine '.repeat(300);
  /** What the same user sends from elsewhere in that moment: of the same name, and of the same size. */
  const others = {
    bytes: { attachments: [file('hers '.repeat(300))] },
    count: { attachments: [file(picture), file('more', 'more.png')] },
    text: { attachments: [file(picture)], body: { text: 'and a text' } },
  };
  const see = { text: 'see attached' };

  test.each(ownRows(name, kinds))(
    'of $action is not another one with a file of that name',
    async ({ action }) => {
      for (const body of [undefined, see]) {
        for (const [at, other] of Object.values(others).entries()) {
          const failure = lost[at] ?? 'gateway';
          const id = await newTicket(app);
          const theirs = { ...(body && { body }), ...other };
          proxy.failing = async (path) => {
            if (!/\/(?:comment|correspond)$/.test(path)) return undefined;
            await mutate(app, action, { id, ...theirs });
            return failure;
          };
          const input = { id, attachments: [file(picture)], ...(body && { body }) };
          const payload = await mutate(failing, action, input, { fields: item });
          proxy.failing = undefined;
          expect([at, failure, refusalsOf(payload), payload['historyItem']]).toEqual([
            ...[at, failure, ['UNKNOWN_OUTCOME ']],
            null,
          ]);
        }
      }
    },
  );

  test.each(ownRows(name, kinds))(
    'of $action is known by the bytes of its files',
    async ({ action }) => {
      const cutting = await cuttingProxy(url);
      const cut = appFor(cutting.url, { RT_REST: rest });
      try {
        for (const body of [undefined, see]) {
          for (const attachments of [
            [file(picture)],
            [file(picture), file('small'), file('', 'empty.png')],
          ]) {
            const id = await newTicket(cut);
            const swapped = attachments.map((one) => ({
              ...one,
              content: file('hers '.repeat(300)).content,
            }));
            await mutate(app, action, { id, attachments: swapped, ...(body && { body }) });
            cutting.cut(/\/(?:comment|correspond) HTTP/);
            const fields = 'historyItem { attachments { filename base64 } }';
            const payload = await mutate(
              cut,
              action,
              { id, attachments, ...(body && { body }) },
              { fields },
            );
            cutting.mend();
            expect(payload.outcome).toBe('APPLIED');
            const stored = JSON.stringify(payload['historyItem']);
            expect(stored).toContain(file(picture).content.base64);
          }
        }
      } finally {
        await cut.close();
        await cutting.close();
      }
    },
  );

  test('costs the same, however long the history is', async () => {
    const short = await newTicket(app);
    const long = await newTicket(app);
    const old = Array.from({ length: 60 }, (_, at) => `old ${at}`);
    await fromElsewhere(long, 'comment', old);
    const input = { body: { text: 'new' } };
    await sendMutation(app, 'commentOnTicket', { ...input, id: short }, { fields: item });
    const measure = async (id: number) => {
      const answer = await sendMutation(app, 'commentOnTicket', { ...input, id }, { fields: item });
      expect(answer.data.payload.outcome).toBe('APPLIED');
      return answer.rt;
    };
    const [few, many] = [await measure(short), await measure(long)];
    expect(many.requests).toBe(few.requests);
    expect(Math.abs(many.bytes - few.bytes)).toBeLessThan(200);
    const { data } = await ask(app, {
      query: `{ ticket(id: ${long}) { history(filter: { types: [COMMENT] }) { totalCount } } }`,
    });
    expect(data.ticket.history.totalCount).toBe(old.length + 1);
  });
});
