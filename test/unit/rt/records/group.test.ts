import { describe, expect, test } from 'vitest';
import { groupColumns } from '../../../../src/rt/columns/group.js';
import { parseForms } from '../../../../src/rt/rest1/form.js';
import { printForms } from '../../../support/rest1/rt-form-printer.js';

const person = (displayName: string, emailAddress: string | null) => ({
  displayName,
  emailAddress,
  groupName: null,
});
const group = (name: string) => ({ displayName: name, emailAddress: null, groupName: name });

function read(members: readonly string[]) {
  const payload = printForms([
    {
      fields: [
        ['id', 'group/109'],
        ['Members', members],
      ],
    },
  ]);
  return groupColumns.members.read(parseForms(payload)[0]?.fields.get('Members') ?? '');
}

describe('members of a group', () => {
  test('may have commas in their names, or no name at all', () => {
    expect(read(['Liddell, Alice <alice@example.com>', ' <bob.smith@example.com>'])).toEqual([
      person('Liddell, Alice', 'alice@example.com'),
      person('bob.smith@example.com', 'bob.smith@example.com'),
    ]);
  });

  test('may have no address', () => {
    expect(read(['Carol <>', 'Dave <dave@example.com>'])).toEqual([
      person('Carol', null),
      person('Dave', 'dave@example.com'),
    ]);
  });

  test('are read across folded lines', () => {
    const many = Array.from({ length: 9 }, (_, i) => `Person, Number ${i} <p${i}@example.com>`);
    expect(read(many)).toEqual(
      many.map((_, i) => person(`Person, Number ${i}`, `p${i}@example.com`)),
    );
  });

  test('may be groups, whose own members are not listed apart', () => {
    const members = [
      'GROUP [Ops Team] (Liddell, Alice <alice@example.com>;Bob (ops) <bob@example.com>)',
      'Zoë <zoe@example.com>',
      'GROUP [Empty] ()',
    ];
    expect(read(members)).toEqual([
      group('Ops Team'),
      person('Zoë', 'zoe@example.com'),
      group('Empty'),
    ]);
  });

  test('a group’s name may hold brackets of both kinds', () => {
    const members = ['GROUP [Ops (EU) [1]] (A :) <a@example.com>; <b@example.com>)', 'C <c@x.org>'];
    expect(read(members)).toEqual([group('Ops (EU) [1]'), person('C', 'c@x.org')]);
  });

  test('no members are an empty list', () => {
    expect(read([])).toEqual([]);
  });
});
