import { describe, expect, test } from 'vitest';
import { RtBadReplyError } from '../../../src/rt/errors.js';
import { endOfShow, readWhole } from '../../../src/rt/rest1/whole-answer.js';

const ok = 'RT/5.0.3 200 Ok\n\n';
const [, last] = endOfShow;
const end = `# Unknown object type: ${last.split('/')[0]}\n\nid: ${last}\n\n`;
const list = 'id: ticket/1/attachments\n\nAttachments: 1: (Unnamed) (text/plain / 5b),\n';

/** Answers as RT sends them, and what is read of them. */
const answers: readonly [
  what: string,
  path: string,
  isWrite: boolean,
  body: string,
  read: string,
][] = [
  ['a show of one', 'show', false, `${ok}id: ticket/1\n\n--\n\n${end}`, 'id: ticket/1\n\n'],
  [
    'a show of a list',
    'show',
    false,
    `${ok}${list}             2: b (a/b / 1k)\n\n\n--\n\n${end}`,
    `${list}             2: b (a/b / 1k)\n\n\n`,
  ],
  [
    'a show of what is missing',
    'show',
    false,
    `${ok}# Ticket 9 does not exist.\n\n\n--\n\n${end}`,
    '# Ticket 9 does not exist.\n\n\n',
  ],
  ['a show without a form', 'show', false, `${ok}${end}`, ''],
  [
    'a search',
    'search/ticket',
    false,
    `${ok}ticket/1\nticket/12\n\n\n`,
    'ticket/1\nticket/12\n\n\n',
  ],
  ['a search in vain', 'search/ticket', false, `${ok}\n\n`, '\n\n'],
  [
    'a search for names in vain',
    'search/user',
    false,
    `${ok}No matching results.\n\n\n`,
    'No matching results.\n\n\n',
  ],
  ['a new ticket', 'ticket/new', true, `${ok}# Ticket 12 created.\n\n`, '# Ticket 12 created.\n\n'],
  ['an edit', 'ticket/1/edit', true, `${ok}# Ticket 1 updated.\n\n`, '# Ticket 1 updated.\n\n'],
  [
    'many edits',
    'edit',
    true,
    `${ok}# Ticket 1 updated.\n# Ticket 2 updated.\n\n`,
    '# Ticket 1 updated.\n# Ticket 2 updated.\n\n',
  ],
  [
    'a link',
    'ticket/link',
    true,
    `${ok}Created link 1 RefersTo 2\n`,
    'Created link 1 RefersTo 2\n',
  ],
];

describe('an answer', () => {
  test.each(answers)(
    'to %s is no answer when any of its end is missing',
    (_, path, isWrite, body, read) => {
      expect(readWhole(path, body, { isWrite }).payload).toBe(read);
      for (let at = 1; at < body.length; at++) {
        expect(() => readWhole(path, body.slice(0, at), { isWrite })).toThrow(RtBadReplyError);
      }
    },
  );

  test('that is empty is an answer to the edit of one object alone', () => {
    for (const [, path, isWrite] of answers) {
      if (path === 'ticket/1/edit') expect(readWhole(path, '', { isWrite }).empty).toBe(true);
      else expect(() => readWhole(path, '', { isWrite })).toThrow(RtBadReplyError);
    }
  });
});
