import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customFieldTexts } from '../../../src/rt/rest2/custom-field-texts.js';
import { splitCustomFieldValues } from '../../../src/rt/text-lists.js';

const field = (name: string, values: readonly unknown[], more: object = {}) => ({
  id: '1',
  type: 'customfield',
  name,
  values,
  Type: 'Freeform',
  MaxValues: '0',
  ...more,
});

test('many values are joined so that they can be told apart again', () => {
  const value = fc.string({ minLength: 1 }).filter((text) => !/^'.*,.*'$/s.test(text));
  // A value that begins with a quote and ends a later one with a comma between reads as one.
  const plain = value.filter((text) => !text.startsWith("'"));
  fc.assert(
    fc.property(fc.array(plain, { minLength: 1, maxLength: 6 }), (values) => {
      const texts = customFieldTexts({ CustomFields: [field('Many', values)] });
      expect(splitCustomFieldValues(texts?.get('Many') ?? '')).toEqual(values);
    }),
  );
});

test('one value is its own text, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const shown = customFieldTexts({ CustomFields: [field('One', [text], { MaxValues: '1' })] });
      expect(shown?.get('One')).toBe(text);
    }),
  );
});

test.each([
  ['no field that the caller sees', { CustomFields: '' }, new Map()],
  ['an unset field', { CustomFields: [field('A', [])] }, new Map([['A', '']])],
  ['a value that RT stored empty', { CustomFields: [field('A', [null])] }, new Map([['A', '']])],
  [
    'an instant, as REST 1.0 prints it',
    { CustomFields: [field('A', ['2024-03-10T12:00:00Z'], { Type: 'DateTime', MaxValues: '1' })] },
    new Map([['A', '2024-03-10 12:00:00']]),
  ],
  [
    'a file, of which REST 1.0 prints the name',
    { CustomFields: [field('A', [{ filename: 'a.png', _url: 'x' }], { Type: 'Image' })] },
    new Map([['A', 'a.png']]),
  ],
  ['fields that were not listed', {}, undefined],
  ['two fields of one name', { CustomFields: [field('A', []), field('a', [])] }, undefined],
  ['a field without a name', { CustomFields: [field('', [])] }, undefined],
])('%s', (_, item, texts) => {
  expect(customFieldTexts(item)).toEqual(texts);
});
