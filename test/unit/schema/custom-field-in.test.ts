import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customFieldIn } from '../../../src/schema/history/custom-field-in.js';

const fields = ['Batch', 'Batch number', 'Date', 'S1', 'Größe', '区域', 'a'];

describe('the custom field of a sentence', () => {
  test.each([
    ['Batch S1 added by root', null, 'S1'],
    ['Añadido Batch S1 por root', null, 'S1'],
    ['Aggiunto S1 a Batch da root', null, 'S1'],
    ['S1 hozzáadva: Batch', null, 'S1'],
    ['Batch changed from S1 to Date by root', 'S1', 'Date'],
    ['تم حذف Date Batch بواسطة root', 'Date', null],
    ['Batch Batch added', null, 'Batch'],
    ['由 root 添加 Batch 的 S1', null, 'S1'],
  ])('%s', (sentence, oldValue, newValue) => {
    expect(customFieldIn(sentence, fields, [oldValue, newValue])).toBe('Batch');
  });

  test('is the longer of two that begin alike, and words of others do not count', () => {
    expect(customFieldIn('Batch number 7 added', fields, ['7', null])).toBe('Batch number');
    expect(customFieldIn('Añadido Batch number 7', fields, ['7', null])).toBe('Batch number');
    expect(customFieldIn('Batches were added', fields, [null, null])).toBeNull();
    expect(customFieldIn('root 添加区域北', fields, [null, '北'])).toBe('区域');
  });

  test('is unknown where several may be meant', () => {
    expect(customFieldIn('7 quitado de Batch y Date', fields, ['7', null])).toBeNull();
    expect(customFieldIn('something changed', fields, [null, null])).toBeNull();
  });

  test('is found in any order of words around field and values', () => {
    const word = fc.stringMatching(/^[xyz]{1,8}$/);
    const words = fc.array(word, { maxLength: 3 });
    fc.assert(
      fc.property(
        words,
        words,
        words,
        fc.constantFrom(...fields),
        (before, between, after, value) => {
          const name = 'Field of the test';
          for (const parts of [
            [...before, name, ...between, value, ...after],
            [...before, value, ...between, name, ...after],
          ]) {
            const found = customFieldIn(parts.join(' '), [...fields, name], [null, value]);
            expect(found).toBe(name);
          }
        },
      ),
    );
  });
});
