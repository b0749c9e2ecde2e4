import { expect, test } from 'vitest';
import { parseReply } from '../../../src/rt/connection/reply.js';
import { scrub } from '../../../src/rt/connection/scrub.js';
import { readAttachmentList } from '../../../src/rt/rest1/attachment-list.js';
import { parseForms } from '../../../src/rt/rest1/form.js';
import { splitCustomFieldValues } from '../../../src/rt/text-lists.js';
import { checkTicketSql } from '../../../src/rt/ticket-sql.js';
import { withoutSuggestion } from '../../../src/server/answer/mask.js';
import { cpuMs } from '../../support/process/cpu-ms.js';

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseReply,
  parseForms: (text) => parseForms(text, { keys: ['Subject', 'CF.{a}'] }),
  readAttachmentList,
  splitCustomFieldValues,
  scrub,
  checkTicketSql,
  withoutSuggestion,
};

/** Beginnings of what a reader looks for, over and over: where a regular expression would go back and forth. */
const pieces = [
  'a: ',
  ' ',
  '\n',
  '\n ',
  '\n--\n\n',
  "'",
  "'a,",
  '\\',
  "\\'",
  '(',
  '/a',
  '/a/b/c',
  ' at /x line 1',
  '\nStack:',
  '# ',
  'CF.{',
  '}:',
  'CF.{a}: b\n',
  'RT/5.0.3 200 Ok\n\n',
  '1: a (text/plain / 1b),\n',
  '\u0000',
  ' Did you mean ',
];

test.each(Object.keys(readers))(
  '%s reads a quarter of a megabyte of anything in no time',
  (name) => {
    for (const piece of pieces) {
      for (const end of ['', '!', '\n']) {
        const text = piece.repeat(Math.ceil((256 * 1024) / piece.length)) + end;
        const start = cpuMs();
        try {
          readers[name]?.(text);
        } catch {
          // A refusal is as good an answer as any; only the time counts.
        }
        const ms = cpuMs() - start;
        expect([piece, end, ms > 1000 ? ms : 'fast']).toEqual([piece, end, 'fast']);
      }
    }
  },
);
