import { describe, expect, test } from 'vitest';
import { parseForms } from '../../../src/rt/rest1/form.js';
import { listMembers } from '../../../src/rt/text-lists.js';
import { printForms } from '../../support/rest1/rt-form-printer.js';

function only(payload: string, keys: readonly string[] = []) {
  const forms = parseForms(payload, { keys });
  expect(forms).toHaveLength(1);
  const [form] = forms;
  return { comments: form?.comments, fields: Object.fromEntries(form?.fields ?? []) };
}

describe('values as RT prints them', () => {
  test('an empty value and an empty list are both empty', () => {
    expect(only('id: ticket/1\nSubject: \nCc:\n\n').fields).toEqual({
      id: 'ticket/1',
      Subject: '',
      Cc: '',
    });
  });

  test('spaces at both ends of a one-line value are kept', () => {
    const subject = '  lead # -- Key: value, "q" \'s\' 😀 é  ';
    expect(only(`id: ticket/2\nSubject: ${subject}\n\n`).fields['Subject']).toBe(subject);
  });

  test('a long key indents its lines by four', () => {
    const payload =
      'id: ticket/2\nSubject:   lead # -- Key: value, "q" \'s\' 😀 é  \n\n' +
      'CF.{A Very Long Field Name}: w1\n    \n    w2\n\n\nStatus: new\n\n';
    expect(only(payload).fields).toEqual({
      id: 'ticket/2',
      Subject: '  lead # -- Key: value, "q" \'s\' 😀 é  ',
      'CF.{A Very Long Field Name}': 'w1\n\nw2\n',
      Status: 'new',
    });
  });

  test('text that looks like framing stays inside its value', () => {
    const payload =
      'id: attachment/105\n\nContent: RT/5.0.3 200 Ok\n         \n         id: 1\n         --\n         \n' +
      '         # id: 2\n\n\n\n';
    expect(only(payload).fields['Content']).toBe('RT/5.0.3 200 Ok\n\nid: 1\n--\n\n# id: 2\n');
  });

  test('one blank line after a value is layout, a second is its last newline', () => {
    const one = 'id: 1\n\nNewValue: w1\n          w2\n\nData: x\n\n';
    const two = 'id: 1\n\nNewValue: w1\n          w2\n\n\nData: x\n\n';
    expect(only(one).fields['NewValue']).toBe('w1\nw2');
    expect(only(two).fields['NewValue']).toBe('w1\nw2\n');
  });

  test('several newlines at the end are all kept, in the last form too', () => {
    const nls = '\n\n  leading and trailing newlines\n\n\n';
    const payload = printForms([{ fields: [['Content', nls]] }]);
    expect(only(payload).fields['Content']).toBe(nls);
  });

  test('carriage returns, NEL and line separators do not end a line', () => {
    const value = 'a\r b\u0085c\u2028d\u2029e\u000bf\u000cg';
    expect(only(`Subject: ${value}\n\n`).fields['Subject']).toBe(value);
  });

  test('a list that wraps reads as its members', () => {
    const payload =
      'id: ticket/130/links\n\nDependsOn: fsck.com-rt://example.com/ticket/131,\n' +
      '           fsck.com-rt://example.com/ticket/132\n\nRefersTo: http://example.com/x, ' +
      'fsck.com-rt://example.com/ticket/132\nMembers: fsck.com-rt://example.com/ticket/133\n\n';
    const { fields } = only(payload);
    expect(listMembers(fields['DependsOn'] ?? '')).toEqual([
      'fsck.com-rt://example.com/ticket/131',
      'fsck.com-rt://example.com/ticket/132',
    ]);
    expect(listMembers(fields['RefersTo'] ?? '')).toEqual([
      'http://example.com/x',
      'fsck.com-rt://example.com/ticket/132',
    ]);
    expect(listMembers('')).toEqual([]);
  });

  test('a list around a member with a line break comes back whole', () => {
    const value = ['1: a', '2: two\nlines', '3: c', '4: d'];
    const payload = printForms([
      {
        fields: [
          ['id', 'ticket/1/attachments'],
          ['Attachments', value],
          ['Status', 'new'],
        ],
      },
    ]);
    expect(only(payload).fields).toEqual({
      id: 'ticket/1/attachments',
      Attachments: '1: a,\n2: two\nlines,\n3: c, 4: d',
      Status: 'new',
    });
  });

  test('a field that was asked for twice is read once', () => {
    expect(only('id: ticket/1\nSubject: Plain one\nSubject: Plain one\n\n').fields).toEqual({
      id: 'ticket/1',
      Subject: 'Plain one',
    });
  });

  test('an unknown column leaves nothing behind', () => {
    const payload = 'id: user/85\n: \nName: alice\n: \n: \nEmailAddress: a@example.com\n\n';
    expect(only(payload)).toEqual({
      comments: [],
      fields: { id: 'user/85', Name: 'alice', EmailAddress: 'a@example.com' },
    });
  });

  test('a transaction keeps the newline that its files start with', () => {
    const payload =
      '# 1/4 (id/134/total)\n\nid: 134\nType: EmailRecord\nCreated: 2026-11-23 22:25:16\n\n' +
      'Attachments: \n             2: untitled (b)\n             3: untitled (530b)\n\n\n';
    expect(only(payload)).toEqual({
      comments: ['1/4 (id/134/total)'],
      fields: {
        id: '134',
        Type: 'EmailRecord',
        Created: '2026-11-23 22:25:16',
        Attachments: '\n2: untitled (b)\n3: untitled (530b)',
      },
    });
  });
});

describe('keys', () => {
  test('custom field names may hold a colon, a brace and a comma', () => {
    const payload = 'CF.{Odd: name}: oddv\nCF.{brace}x}: brv\nCF.{with, comma}: c\nCF.{ünï}: \n\n';
    expect(only(payload).fields).toEqual({
      'CF.{Odd: name}': 'oddv',
      'CF.{brace}x}': 'brv',
      'CF.{with, comma}': 'c',
      'CF.{ünï}': '',
    });
  });

  test('a custom field value may look like the end of its key', () => {
    expect(only('CF.{Single}: a}: b\n\n').fields).toEqual({ 'CF.{Single}': 'a}: b' });
  });

  test('a name with the end of a key inside is found when it was asked for', () => {
    const payload = 'CF.{a}: b}: value\n\n';
    expect(only(payload, ['CF.{A}: B}']).fields).toEqual({ 'CF.{a}: b}': 'value' });
    expect(only(payload, ['Subject']).fields).toEqual({ 'CF.{a}': 'b}: value' });
  });

  test('a short history has numbers for keys, and its count is only a comment', () => {
    const payload =
      "# 4/4 (/total)\n\n133: Ticket created by root\n273: Priority changed from 'Low' to 'Low' by root\n\n";
    expect(only(payload)).toEqual({
      comments: ['4/4 (/total)'],
      fields: {
        133: 'Ticket created by root',
        273: "Priority changed from 'Low' to 'Low' by root",
      },
    });
  });
});

describe('framing', () => {
  test('no payload means no form', () => {
    expect(parseForms('')).toEqual([]);
    expect(parseForms('\n')).toEqual([]);
  });

  test('an error stands in the place of its object', () => {
    const forms = parseForms(
      'id: ticket/1\nSubject: Plain one\n\n--\n\n# Ticket 99999 does not exist.\n\n\n--\n\n' +
        'id: ticket/2\nSubject: second\n\n',
    );
    expect(forms.map(({ comments }) => comments)).toEqual([
      [],
      ['Ticket 99999 does not exist.'],
      [],
    ]);
    expect(forms.map(({ fields }) => fields.get('id'))).toEqual([
      'ticket/1',
      undefined,
      'ticket/2',
    ]);
  });

  test('an error that ends the answer is read', () => {
    expect(only('# You are not allowed to display ticket 4.\n\n\n')).toEqual({
      comments: ['You are not allowed to display ticket 4.'],
      fields: {},
    });
  });

  test('an error may be followed by the object that was asked for', () => {
    expect(only('# No user named nosuch exists.\n\nid: user/nosuch\n\n')).toEqual({
      comments: ['No user named nosuch exists.'],
      fields: { id: 'user/nosuch' },
    });
  });

  test('a refused edit names every field and echoes the form', () => {
    const payload =
      "# Requestors: Could not find or create user 'Jane\" <jane@example.com>'\n" +
      '# Could not find or create user \'"Doe\'\n\nid: \nRequestors: "Doe, Jane" <jane@example.com>\n\n';
    expect(only(payload)).toEqual({
      comments: [
        "Requestors: Could not find or create user 'Jane\" <jane@example.com>'",
        "Could not find or create user '\"Doe'",
      ],
      fields: { id: '', Requestors: '"Doe, Jane" <jane@example.com>' },
    });
  });

  test('a syntax error keeps its comment apart from the echoed form', () => {
    expect(only('# Syntax error.\n\nPriority: 3\n>> # c\nSubject: z\n\n')).toEqual({
      comments: ['Syntax error.'],
      fields: { Priority: '3', Subject: 'z' },
    });
  });

  test('confirmations of a creation are all comments', () => {
    const payload = '# Invalid custom field name (Nope)\n# Ticket 22 created.\n\n';
    expect(only(payload).comments).toEqual([
      'Invalid custom field name (Nope)',
      'Ticket 22 created.',
    ]);
  });

  test('a search answer without the last newline loses nothing', () => {
    const payload = 'id: ticket/1\nSubject: a\n\n--\n\nid: ticket/2\nSubject: b\n';
    const forms = parseForms(payload, { trailing: false });
    expect(forms.map(({ fields }) => fields.get('Subject'))).toEqual(['a', 'b']);
  });

  test('a form without fields is still a form', () => {
    expect(only('id: ticket/4/links\n\n').fields).toEqual({ id: 'ticket/4/links' });
  });

  test('the raw text of each form is kept', () => {
    const [form] = parseForms('id: queue/1\nOdd: name: \nwith, comma: \n\n');
    expect(form?.raw).toBe('id: queue/1\nOdd: name: \nwith, comma: \n');
  });
});
