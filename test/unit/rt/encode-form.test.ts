import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/rt/errors.js';
import {
  encodeForm,
  type FormField,
  singleLine,
  survivesForm,
} from '../../../src/rt/rest1/encode-form.js';
import { understand } from '../../support/rest1/rt-form-parser.js';
import { nastyTexts } from '../../support/world/nasty-texts.js';

/** What RT stores of a text that is sent to it. */
function stored(text: string, key = 'Text'): string | undefined {
  const [form] = understand(Buffer.from(encodeForm([{ key, value: text }])).toString('utf8'));
  return form?.fields[0]?.value;
}

const piece = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  ' ',
  ' ',
  '\t',
  '\r',
  '\u000b',
  '\u0085',
  '\u00a0',
  '\u2003',
  '\u2028',
  '\ufeff',
  '\0',
  'a',
  '0',
  'é😀',
  '\ud83d',
  '--',
  '#',
  '>>',
  'Status: resolved',
  'Subject:',
  'CF.{Single}: x',
  '}:',
  '}: ',
  ', ',
  'id: ticket/1',
);
const text = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
const key = fc.constantFrom(
  'Subject',
  'Text',
  'Content-Type',
  'AdminCc',
  'CF.{Single}',
  'CF.{Odd: name}',
  'CF.{brace}x}',
  'CF.{a}: b}',
  'CF.{ünï 队列}',
  'CF.{7}',
);

describe('a form that goes to RT', () => {
  test('a line of text stands beside its key', () => {
    expect(encodeForm([{ key: 'Subject', value: 'hello' }])).toBe('Subject: hello\n');
  });

  test('nothing of a text with line breaks is ever in column 0', () => {
    expect(encodeForm([{ key: 'Text', value: 'hello\nStatus: resolved\n\n--\n# x' }])).toBe(
      'Text:\n hello\n Status: resolved\n \n --\n # x\n',
    );
  });

  test('a value with the end of a key in it does not lengthen a custom field’s name', () => {
    const [form] = understand(encodeForm([{ key: 'CF.{Single}', value: 'a}: b' }]));
    expect(form?.fields).toEqual([{ key: 'CF.{Single}', value: 'a}: b' }]);
  });

  test.each([
    'Sub ject',
    'Subject:',
    'a\nb',
    '',
    '#',
    'CF.{a,b}',
    'CF.{a\nb}',
    'CF.{}',
    ' Subject',
  ])('the key %j is refused', (bad) => {
    expect(() => encodeForm([{ key: bad, value: 'x' }])).toThrow(InvalidInputError);
  });

  test('RT sees exactly the fields that were sent, whatever is in them', () => {
    const fields = fc.array(fc.record({ key, value: text }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fields, (sent: readonly FormField[]) => {
        const forms = understand(encodeForm(sent));
        expect(forms).toHaveLength(1);
        expect(forms[0]?.comment).toEqual([]);
        expect(forms[0]?.broken).toBe(false);
        expect(forms[0]?.fields.map((field) => field.key)).toEqual(sent.map((field) => field.key));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what survives', () => {
  test('a text is said to survive exactly when RT stores it as it was', () => {
    fc.assert(
      fc.property(text, key, (value, of) => {
        expect(survivesForm(value)).toBe(stored(value, of) === value);
      }),
      { numRuns: 500 },
    );
  });

  test.each(Object.entries(nastyTexts))('the text "%s" survives', (_, value) => {
    expect(survivesForm(value)).toBe(true);
    expect(stored(value)).toBe(value);
  });

  test.each([
    'a\n  b\n  c',
    'a\n\tb\n  c',
    'code:\n    indented\n    all of it',
    '  first\nsecond',
    'ends with spaces   \n   ',
    'a\n',
    '',
    '0',
    '\ufeffmark',
  ])('%j survives', (value) => {
    expect(survivesForm(value)).toBe(true);
    expect(stored(value)).toBe(value);
  });

  test.each([
    ['\nlead', 'lead'],
    ['  indent', 'indent'],
    ['  indent\n  all', 'indent\nall'],
    ['\u00a0non-breaking', 'non-breaking'],
    ['\u0085nel', 'nel'],
    ['   ', ''],
    ['\n', ''],
    ['\ud800', '\ufffd'],
  ])('%j does not survive, RT stores %j', (value, kept) => {
    expect(survivesForm(value)).toBe(false);
    expect(stored(value)).toBe(kept);
  });
});

describe('single lines', () => {
  test('text passes as it is', () => {
    expect(singleLine(' a\u2028b ', 'The subject')).toBe(' a\u2028b ');
  });

  test.each(['a\nStatus: resolved', 'a\r', '\r\n'])('%j is refused', (value) => {
    expect(() => singleLine(value, 'The subject')).toThrow(
      'The subject cannot contain a line break.',
    );
  });
});
