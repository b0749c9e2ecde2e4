import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor } from '../support/graphql/ask.js';
import { mutate, newTicket, refusalsOf } from '../support/graphql/mutate.js';

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

describe.each(sharedBackends())('texts as they are on $name', ({ url, name }) => {
  const ways = [
    { rest: 'auto', isExact: name === 'RT 5' },
    { rest: '1', isExact: false },
  ] as const;
  describe.each(ways)('with RT_REST=$rest', ({ rest, isExact }) => {
    const app = appFor(url, { RT_REST: rest });
    afterAll(() => app.close());

    test.each(kinds)('%s stores a text as it is, or refuses it', async (action) => {
      const id = await newTicket(app);
      for (const text of [...usual, ...beyondForms]) {
        const isRefused = !isExact && beyondForms.some((one) => one === text);
        const payload = await mutate(app, action, { id, body: { text } }, { fields: item });
        const told = [text, payload.outcome, refusalsOf(payload), payload['historyItem']?.text];
        expect(told).toEqual(
          isRefused
            ? [text, 'REJECTED', ['INVALID body.text'], undefined]
            : [text, 'APPLIED', [], text],
        );
      }
    });
  });
});
