import { describe, expect, test } from 'vitest';
import { parseForms } from '../../../src/sandbox/forms/parse-forms.js';
import { splitList, splitValues } from '../../../src/sandbox/forms/split-list.js';

const fieldsOf = (text: string) => Object.fromEntries(parseForms(text)[0]?.fields ?? []);

describe('reading forms', () => {
  test('lines that start with white space continue a value', () => {
    expect(fieldsOf('Text: a\n \n b\n  c\nSubject: x')).toEqual({
      Text: 'a\n\nb\n c',
      Subject: 'x',
    });
  });

  test('indentation shared by all continuation lines is lost', () => {
    expect(fieldsOf('Text: a\n   b\n   c')).toEqual({ Text: 'a\nb\nc' });
  });

  test('leading white space and empty lines of a value are lost', () => {
    expect(fieldsOf('Text:    a')).toEqual({ Text: 'a' });
    expect(fieldsOf('Text:\n \n a')).toEqual({ Text: 'a' });
  });

  test('lines that are not fields are dropped', () => {
    expect(fieldsOf('junk\nSub ject: x\nSubject:tight\nPriority: 9')).toEqual({ Priority: '9' });
    expect(parseForms('garbage')).toEqual([]);
  });

  test('a comment after the first field marks the form as wrong', () => {
    const [form] = parseForms('Priority: 3\n# c\nSubject: z');
    expect(form?.marked).toBe('Priority: 3\n>> # c\nSubject: z\n');
  });

  test('names of custom fields may have anything but a comma in them', () => {
    const text = 'CF.{Odd: name}: a\nCF.{brace}x}: b\nCF.{with, comma}: c';
    expect(fieldsOf(text)).toEqual({ 'CF.{Odd: name}': 'a', 'CF.{brace}x}': 'b' });
  });

  test('two dashes start the next form', () => {
    expect(parseForms('id: ticket/1\n--\n\nid: ticket/2\n--\n')).toHaveLength(2);
  });

  test('repeated keys become a list', () => {
    expect(fieldsOf('Cc: a\nCc: b, c')).toEqual({ Cc: ['a', 'b', 'c'] });
  });
});

describe('splitting lists', () => {
  test('quotes keep commas together and backslashes keep quotes', () => {
    expect(splitValues(`'a, b','c\\'d',"e, f"`)).toEqual(['a, b', "c'd", 'e, f']);
    expect(splitValues('q{a, b}')).toEqual(['a, b']);
  });

  test('quotes count only before a comma or the end', () => {
    expect(splitValues("'a' b, 'tis")).toEqual(["'a' b", "'tis"]);
  });

  test('a newline always splits', () => {
    expect(splitValues("'a\nb', c")).toEqual(["'a", "b'", 'c']);
  });

  test('people keep their quotes, so names with commas fall apart', () => {
    expect(splitList('"Doe, Jane" <jane@x>')).toEqual(['"Doe', 'Jane" <jane@x>']);
  });
});
