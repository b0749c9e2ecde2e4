import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseForms } from '../../../src/rt/rest1/form.js';
import { listMembers } from '../../../src/rt/text-lists.js';
import {
  type PrintedForm,
  type PrintedValue,
  printForms,
} from '../../support/rest1/rt-form-printer.js';

const piece = fc.constantFrom(
  '\n',
  '\n',
  ' ',
  '  ',
  'a',
  'long words are here ',
  '--',
  '\n--\n\n',
  '#',
  ': ',
  'id: ticket/1',
  'RT/5.0.3 200 Ok\n\n',
  '\r',
  '\u2028',
  'é😀',
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const keys = ['id', 'Subject', 'CF.{A Very Long Field Name}', 'CF.{Odd: name}', 'CF.{brace}x}'];

function forms(value: fc.Arbitrary<PrintedValue>): fc.Arbitrary<readonly PrintedForm[]> {
  const fields = fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), value), {
    selector: ([key]) => key,
    minLength: 1,
  });
  const error = fc.constant({ comment: 'Ticket 9 does not exist.' });
  return fc.array(fc.oneof({ weight: 4, arbitrary: fields.map((f) => ({ fields: f })) }, error), {
    minLength: 1,
    maxLength: 4,
  });
}

describe('any answer', () => {
  test('every text comes back as RT holds it', () => {
    fc.assert(
      fc.property(forms(text), (printed) => {
        const read = parseForms(printForms(printed), { keys });
        expect(read.map(({ fields }) => [...fields])).toEqual(
          printed.map(({ fields = [] }) => fields),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('every list comes back with its members in order', () => {
    const member = fc.stringMatching(/^[a-z@:/. ()-]{1,40}$/).filter((m) => m.trim() === m);
    const list = fc.array(member, { maxLength: 8 });
    fc.assert(
      fc.property(forms(list), (printed) => {
        const read = parseForms(printForms(printed), { keys });
        expect(read.map(({ fields }) => [...fields].map(([, v]) => listMembers(v)))).toEqual(
          printed.map(({ fields = [] }) => fields.map(([, value]) => value)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('nothing that RT or a proxy sends makes the reader throw', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (payload, trailing) => {
        expect(Array.isArray(parseForms(payload, { trailing, keys }))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
