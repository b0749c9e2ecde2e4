import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteTicketSql } from '../../../src/rt/quote-ticket-sql.js';
import { quoteListMember, quoteShellWord } from '../../../src/rt/rest1/quoting.js';
import { splitCustomFieldValues } from '../../../src/rt/text-lists.js';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('\\', '\\\\', "'", '"', '\n', ' ', ',', ' OR id > 0', 'q{', '}', '0', 'é'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Splits TicketSQL the way RT does: quoted strings with backslash escapes, all else up to white space. */
function sqlTokens(query: string): readonly string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < query.length) {
    const start = query[at] ?? '';
    if (/\s/.test(start)) {
      at++;
    } else if (start === "'" || start === '"') {
      let text = '';
      at++;
      while (at < query.length && query[at] !== start) {
        if (query[at] === '\\') at++;
        text += query[at] ?? '';
        at++;
      }
      if (query[at] !== start) throw new Error('The string never ends.');
      at++;
      tokens.push(`string ${text}`);
    } else {
      const word = /^[^\s'"]+/.exec(query.slice(at))?.[0] ?? start;
      at += word.length;
      tokens.push(word);
    }
  }
  return tokens;
}

/** Splits words the way a shell does: quotes group, a backslash takes the next character as it is. */
function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (quote === '' && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (char === quote) {
      quote = '';
    } else if (char === '\\' && quote !== "'") {
      at++;
      word = (word ?? '') + (line[at] ?? '');
    } else {
      word = (word ?? '') + char;
    }
  }
  if (quote !== '') throw new Error('The word never ends.');
  return word === undefined ? words : [...words, word];
}

describe('values in a query', () => {
  test('no value leaves its TicketSQL string', () => {
    fc.assert(
      fc.property(hostile, hostile, (subject, owner) => {
        const query = `Subject = ${quoteTicketSql(subject)} AND Owner = ${quoteTicketSql(owner)}`;
        expect(sqlTokens(query)).toEqual([
          'Subject',
          '=',
          `string ${subject}`,
          'AND',
          'Owner',
          '=',
          `string ${owner}`,
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test('quotes and backslashes are escaped as RT reads them', () => {
    expect(quoteTicketSql('O\'Neil "x" \\ back %_ 50%')).toBe("'O\\'Neil \"x\" \\\\ back %_ 50%'");
    expect(quoteTicketSql('ends with \\')).toBe("'ends with \\\\'");
  });

  test('no value leaves its shell word', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        expect(shellWords(`Name = ${quoteShellWord(name)}`)).toEqual(['Name', '=', name]);
      }),
      { numRuns: 500 },
    );
  });
});

/** Splits a list as RT does when it is written: commas and line ends split, quotes keep together. */
function writtenValues(text: string): readonly string[] {
  return [...text.matchAll(/'((?:[^\\']|\\.)*)'(?:,|$)/gs)].map((match) =>
    (match[1] ?? '').replace(/\\([\\'])/g, '$1'),
  );
}

/** Joins values as RT prints them: only those with a comma are quoted. */
function printedValues(values: readonly string[]): string {
  return values.map((v) => (v.includes(',') ? quoteListMember(v) : v)).join(',');
}

describe('custom fields with many values', () => {
  test('every value is written so that RT splits at its end and nowhere else', () => {
    const line = hostile.map((value) => value.replaceAll('\n', ' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (values) => {
        expect(writtenValues(values.map(quoteListMember).join(','))).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, readonly string[]]>([
    ['', []],
    ['a', ['a']],
    ["a,'b, c',d'e,f\\g,\"h\",'it\\'s, q'", ['a', 'b, c', "d'e", 'f\\g', '"h"', "it's, q"]],
    ["'a, b',c'd,'e, f',g\"h", ['a, b', "c'd", 'e, f', 'g"h']],
    ['a\\b,c\\d,e\\f', ['a\\b', 'c\\d', 'e\\f']],
    ["it's,don't", ["it's", "don't"]],
    ["'tis,x", ["'tis", 'x']],
    ["'a' b,c", ["'a' b", 'c']],
    ["'a,b',c", ['a,b', 'c']],
    ["'a',b", ["'a'", 'b']],
    ["red,'green, dark',it's", ['red', 'green, dark', "it's"]],
    ["'back\\\\slash, comma'", ['back\\slash, comma']],
    ["'two\nlines, one value',b", ['two\nlines, one value', 'b']],
    ['  lead,trail  ', ['  lead', 'trail  ']],
  ])('%j reads as %j', (text, values) => {
    expect(splitCustomFieldValues(text)).toEqual(values);
  });

  test('every list without an apostrophe at the start of a value comes back', () => {
    const value = hostile.filter((v) => v !== '' && !v.startsWith("'"));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), (values) => {
        expect(splitCustomFieldValues(printedValues(values))).toEqual(values);
      }),
      { numRuns: 500 },
    );
  });

  test('every text splits into pieces without an end', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(splitCustomFieldValues(text).length).toBeLessThanOrEqual(text.split(',').length);
      }),
    );
  });
});
