import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf, sendMutation } from '../support/graphql/mutate.js';
import { waysInto } from './ways.js';

/** Texts that RT's REST 1.0 would change, so that they are refused where it is all there is. */
const beyondForms = [
  '  indented',
  '\tindented',
  '\u00a0blank',
  '\nafter a line',
  '\n\nafter two',
  '   ',
  ' \n ',
  '    code\n      more\n    code',
] as const;

/** Texts that both keep. */
const usual = [
  'plain',
  'a\n  b\n  c',
  'a\n\tb\n  c',
  'a\nb\n',
  'ends in blanks   ',
  'a\n\n  b\n\nc\n\n',
  'Status: x\n--\n# y\n>> z',
  'emoji 😀 e\u0301 \u202eabc',
  'line\u2028separator\u0085',
  'a\r\nb\r\nc',
  '\u0007bell',
] as const;

const item = 'historyItem { id text attachments { contentType } }';
const kinds = ['commentOnTicket', 'replyToTicket'] as const;

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map(({ name: way, env }) => ({
    url: backend.url,
    name: backend.name,
    way,
    env,
  })),
);

describe.each(ways)('messages as they are on $name by $way', ({ url, way, env }) => {
  const app = appFor(url, env);
  afterAll(() => app.close());

  test.each(kinds)('%s stores a text as it is, or refuses it', async (action) => {
    const id = await newTicket(app);
    for (const text of [...usual, ...beyondForms]) {
      const isRefused = way === 'REST 1.0' && beyondForms.some((one) => one === text);
      const payload = await mutate(app, action, { id, body: { text } }, { fields: item });
      const told = [text, payload.outcome, refusalsOf(payload), payload['historyItem']?.text];
      expect(told).toEqual(
        isRefused
          ? [text, 'REJECTED', ['INVALID body.text'], undefined]
          : [text, 'APPLIED', [], text],
      );
    }
  });

  test('a comment with a file, its place in the history and the file are few requests', async () => {
    const id = await newTicket(app);
    const measure = () =>
      sendMutation(
        app,
        'commentOnTicket',
        {
          id,
          body: { text: 'counted' },
          attachments: [{ filename: 'a.bin', content: { base64: 'AQID' } }],
        },
        {
          fields: 'historyItem { id text attachments(filter: { named: true }) { filename size } }',
        },
      );
    await measure();
    const answer = await measure();
    expect(answer.data.payload).toMatchObject({
      outcome: 'APPLIED',
      historyItem: { text: 'counted', attachments: [{ filename: 'a.bin', size: 3 }] },
    });
    expect(answer.rt.requests).toBe(way === 'both' ? 3 : 5);
  });
});
