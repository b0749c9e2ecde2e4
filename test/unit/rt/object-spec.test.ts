import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/rt/errors.js';
import {
  byId,
  byName,
  historyItemOf,
  historyOfType,
  parseId,
  queueCustomFields,
  ticketPart,
} from '../../../src/rt/object-spec.js';

describe('numbers from clients', () => {
  test.each([
    '1/merge/2',
    '1,2',
    '1-99',
    '0x1',
    '٣',
    '１',
    '123456789012345678901234567890',
    '2147483648',
    '01',
    ' 1',
    '1 ',
    '1\n',
    '\n1',
    '1\r',
    '-1',
    '+1',
    '0',
    '1e3',
    '1.0',
    '1%2F2',
    '1%20',
    '1\0',
    'new',
    'ticket/1',
    '',
    'NaN',
    'Infinity',
  ])('%j is not an id', (bad) => {
    expect(parseId(bad)).toBeUndefined();
  });

  test('the digits of every 32-bit number are that number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (id) => {
        expect(parseId(String(id))).toBe(id);
      }),
    );
  });

  test('whatever passes is written back unchanged, so it is digits only', () => {
    const unit = fc.constantFrom('0', '1', '9', ',', '-', '/', ' ', '\n', 'x', '٣');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const id = parseId(text);
        if (id !== undefined) expect(String(id)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe('specs', () => {
  test('are made of checked numbers', () => {
    expect(byId('ticket', 17)).toBe('ticket/17');
    expect(ticketPart(17, 'links')).toBe('ticket/17/links');
    expect(historyItemOf(17, 5)).toBe('ticket/17/history/id/5');
    expect(historyOfType(17, 'CommentEmailRecord')).toBe(
      'ticket/17/history/type/CommentEmailRecord',
    );
    expect(queueCustomFields(3)).toBe('queue/3/ticketcustomfields');
  });

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 1e21])(
    '%d never reaches a path',
    (id) => {
      expect(() => byId('ticket', id)).toThrow(InvalidInputError);
      expect(() => ticketPart(id, 'history')).toThrow(InvalidInputError);
      expect(() => historyItemOf(1, id)).toThrow(InvalidInputError);
      expect(() => queueCustomFields(id)).toThrow(InvalidInputError);
    },
  );

  test.each(['Create/1', 'a,b', '', 'x\ny', '../merge/2'])('the type %j is refused', (type) => {
    expect(() => historyOfType(1, type)).toThrow(InvalidInputError);
  });
});

describe('names', () => {
  test.each([
    'alice',
    'bob smith',
    "o'brien",
    'plus+tag',
    'Zoë',
    '队列',
    'C++ team',
    'help@desk',
    '7up',
    'a--b: c#d',
    'New',
    'x.y',
  ])('%j stands in a path', (name) => {
    expect(byName('user', name)).toBe(`user/${name}`);
  });

  test.each([
    'Sales, EMEA',
    'R&D/Ops',
    'back\\slash',
    '424242',
    '1-3',
    '٣٤',
    'new',
    '.',
    '..',
    ' lead',
    'trail ',
    'a\nb',
    'a\0b',
    'a\u0085b',
    'a\u2028b',
    '\u00a0',
    '',
  ])('%j does not', (name) => {
    expect(byName('queue', name)).toBeUndefined();
  });

  test('nothing that passes can end, list or extend a path', () => {
    const character = fc.constantFrom(...',-/\\. \n\r\0\u0085\u2028019٣aé😀');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 6 }), (name) => {
        const spec = byName('group', name);
        if (spec !== undefined) expect(spec.slice('group/'.length)).not.toMatch(/[,/\n\r]|^\d+$/);
      }),
      { numRuns: 500 },
    );
  });
});
