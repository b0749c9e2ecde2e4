import { expect, test } from 'vitest';
import { composeForms } from '../../../src/sandbox/forms/compose.js';
import { commentForm, fieldForm } from '../../../src/sandbox/forms/form.js';
import { parseForms } from '../../../src/sandbox/forms/parse-forms.js';
import { splitList } from '../../../src/sandbox/forms/split-list.js';
import { readMultipart } from '../../../src/sandbox/http/multipart.js';
import { percentDecode } from '../../../src/sandbox/http/params.js';
import { cpuMs } from '../../support/process/cpu-ms.js';

const size = 1_000_000;
const of = (piece: string, length = size) => piece.repeat(Math.ceil(length / piece.length));
const quoted = '"'.repeat(size);

/** What a megabyte of something is put through. With a step for each pair of characters it takes minutes. */
const work: readonly (readonly [string, () => unknown])[] = [
  ['a text of one line', () => parseForms(`Text: ${of('x')}`)],
  ['a text of many lines', () => parseForms(`Text: ${of('x\n ')}`)],
  ['a text of empty lines', () => parseForms(`Text: x${of('\n')}y`)],
  ['a text of indented empty lines', () => parseForms(`Text: x${of('\n ')}y`)],
  ['lines that are not fields', () => parseForms(of('junk\n'))],
  ['comments', () => parseForms(of('# x\n'))],
  ['comments after a field', () => parseForms(`id: 1\n${of('# x\n')}`)],
  ['forms', () => parseForms(of('id: 1\n--\n'))],
  ['a field again and again', () => parseForms(of('Cc: a\n'))],
  ['a list', () => splitList(of('a,'))],
  ['a list of blanks', () => splitList(`a${of(' ')}b`)],
  ['a list of blanks and commas', () => splitList(`${of(' ,')}b`)],
  ['a list of quotes', () => splitList(quoted)],
  ['a list of strings that do not end', () => splitList(of('"a,'))],
  ['a list of backslashes', () => splitList(`"${of('\\')}`)],
  ['a list of braces that do not end', () => splitList(of('q{,'))],
  ['a list of braces that end in something else', () => splitList(of('q{a}b,'))],
  ['a value', () => composeForms([fieldForm([['Cc', of('x')]])])],
  ['values', () => composeForms([fieldForm([['Cc', of('x,').split(',')]])])],
  ['values of many lines', () => composeForms([fieldForm([['Cc', of('x\ny,').split(',')]])])],
  ['a comment', () => composeForms([commentForm(`# ${of('\n')}x`)])],
  ['a parameter', () => percentDecode(of('%20a'))],
  [
    'parts',
    () =>
      readMultipart(
        Buffer.from(of('--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nx\r\n')),
        'b',
      ),
  ],
];

test.each(work)('a megabyte of %s is read or written in a moment', (_, run) => {
  const start = cpuMs();
  run();
  expect(cpuMs() - start).toBeLessThan(4000);
});
