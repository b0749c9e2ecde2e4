import { describe, expect, test } from 'vitest';
import {
  isAmbiguous,
  readCustomFieldDefinitions,
  readCustomFieldNames,
} from '../../../src/rt/custom-field-definitions.js';

describe('definitions of custom fields', () => {
  test('have a name, a description, a type and perhaps a pattern', () => {
    const form =
      'id: queue/1\nA Very Long Field Name (): SingleValueText\nAuto (cf Auto): MultiValueAutocomplete\n' +
      'Odd: name (cf Odd: name): SingleValueFreeform\nPattern (digits only): SingleValueFreeform [Digits]\n' +
      'IPRange (x): SingleValueIPAddressRange\nwith, comma (c): SingleValueDateTime\n';
    expect(isAmbiguous(form)).toBe(false);
    expect(readCustomFieldDefinitions(form)).toEqual([
      def('A Very Long Field Name', null, 'Text', false),
      def('Auto', 'cf Auto', 'Autocomplete', true),
      def('Odd: name', 'cf Odd: name', 'Freeform', false),
      def('Pattern', 'digits only', 'Freeform', false, '[Digits]'),
      def('IPRange', 'x', 'IPAddressRange', false),
      def('with, comma', 'c', 'DateTime', false),
    ]);
  });

  test('have the pattern alone, also where RT prints a sentence about it', () => {
    const form = [
      'id: queue/1',
      'English (a): SingleValueFreeform Input must match [Digits]',
      'German (b): SingleValueFreeform Die Eingabe muss [Digits] entsprechen',
      'Bare (c): SingleValueFreeform [Year: 20[0-9][0-9]]',
      'Danish (d): MultiValueFreeform Indtastning skal passe til [Digits or [x]]',
    ].join('\n');
    expect(readCustomFieldDefinitions(form).map(({ pattern }) => pattern)).toEqual([
      '[Digits]',
      '[Digits]',
      '[Year: 20[0-9][0-9]]',
      '[Digits or [x]]',
    ]);
  });

  test('with parentheses in a name are told apart by the short format', () => {
    const long =
      'id: queue/1\nna me (x) (cf na me (x)): SingleValueFreeform\nna me (short): SingleValueSelect\n';
    const short = 'id: queue/1\nna me (x): \nna me: \nbrace}x: \nOdd: name: \n';
    expect(isAmbiguous(long)).toBe(true);
    const names = readCustomFieldNames(short);
    expect(names).toEqual(['na me (x)', 'na me', 'brace}x', 'Odd: name']);
    expect(readCustomFieldDefinitions(long, names)).toEqual([
      def('na me (x)', 'cf na me (x)', 'Freeform', false),
      def('na me', 'short', 'Select', false),
    ]);
  });

  test('a description may look like a type', () => {
    const form = 'Kind (once (a): SingleValueSelect): MultiValueSelect [(?#a: b)^x$]\n';
    expect(readCustomFieldDefinitions(form, ['Kind'])).toEqual([
      def('Kind', 'once (a): SingleValueSelect', 'Select', true, '[(?#a: b)^x$]'),
    ]);
  });

  test('a queue without custom fields has none', () => {
    expect(readCustomFieldDefinitions('id: queue/4\n')).toEqual([]);
    expect(readCustomFieldNames('id: queue/4\n')).toEqual([]);
    expect(isAmbiguous('id: queue/4\n')).toBe(false);
  });
});

function def(
  name: string,
  description: string | null,
  type: string,
  multiple: boolean,
  pattern: string | null = null,
) {
  return { name, description, type, multiple, pattern };
}
