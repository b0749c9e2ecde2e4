import { describe, expect, test } from 'vitest';
import type { CustomFieldDefinition } from '../../../src/rt/custom-field-definitions.js';
import { RtBadReplyError } from '../../../src/rt/errors.js';
import type { WriteReport } from '../../../src/rt/report.js';
import { judgeLost, judgeWrite } from '../../../src/rt/rest1/write/judge-write.js';
import type { PlannedField } from '../../../src/rt/rest1/write/planned-field.js';
import { meansValues } from '../../../src/rt/rest1/write/same-value.js';
import { LostAnswer, type WriteAnswer } from '../../../src/rt/rest1/write/write.js';
import { ShownObject } from '../../../src/rt/shown-object.js';

const key = 'CF.{Field}';
const answer: WriteAnswer = {
  status: 200,
  empty: false,
  sentence: '',
  messages: ['Ticket 1 updated.'],
  forms: [],
};
const ticket = (text: string) =>
  new ShownObject('ticket', { id: 1, values: new Map([[key, text]]) });

/** What is said of one value of a custom field, from what RT held before the write and after it. */
function verdict(
  type: string,
  value: string,
  before: string,
  after: string,
  { multiple = false, said = answer }: { multiple?: boolean; said?: WriteAnswer } = {},
) {
  const definition: CustomFieldDefinition = {
    ...{ name: 'Field', description: null, type, multiple, pattern: null },
  };
  const field: PlannedField = {
    path: ['changes', 'customFields', '0'],
    names: ['field'],
    form: [{ key, value }],
    columns: [{ key, zoned: false }],
    isStored: (object) => {
      const [stored] = object.customFields();
      return meansValues(definition, stored?.rawValue ?? '', [value]);
    },
  };
  const { outcome, refusals } = judgeWrite(said, [field], ticket(after), ticket(before));
  return [outcome, ...refusals.map(({ message }) => message)].join(': ');
}

const silent = 'PARTIAL: RT did not store this value and gave no reason.';

describe('what RT stored in another spelling', () => {
  test.each([
    ['Text', 'AT&T', 'old', 'AT&amp;T', `${silent} The field now holds "AT&amp;T".`],
    ['Text', '<script>x</script>', 'old', '', `${silent} The field is now empty.`],
    ['Text', 'same', 'old', 'same', 'APPLIED'],
    ['HTML', '<p>AT&T "x"</p>', 'old', '<p>AT&amp;T &quot;x&quot;</p>', 'APPLIED'],
    [
      'HTML',
      '<p>&lt;b&gt;</p>',
      'old',
      '<p><b></p>',
      `${silent} The field now holds "<p><b></p>".`,
    ],
    [
      'HTML',
      '<p>a</p><script>x</script>',
      'b',
      '<p>a</p>',
      `${silent} The field now holds "<p>a</p>".`,
    ],
    ['Freeform', '0042', '7', '42', `${silent} The field now holds "42".`],
    ['Freeform', 'AT&T', 'AT&amp;T', 'AT&T', 'APPLIED'],
    ['Date', '2031-01-01', '', '2031-01-01 00:00:00', 'APPLIED'],
    ['IPAddressRange', '::/0', '', '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'APPLIED'],
    [
      'IPAddressRange',
      '10.0.0.0/24',
      '',
      '10.0.0.0-10.0.0.254',
      `${silent} The field now holds "10.0.0.0-10.0.0.254".`,
    ],
    ['IPAddress', '10.0.0.1', '', '010.000.000.001', 'APPLIED'],
    ['IPAddress', '1.2.3.4', '', '::102:304', `${silent} The field now holds "::102:304".`],
  ])('%s %s over "%s" is "%s"', (type, value, before, after, said) => {
    expect(verdict(type, value, before, after)).toBe(said);
  });

  test('a write that changed nothing is REJECTED, whatever it asked for', () => {
    expect(verdict('Freeform', '0042', '42', '42')).toBe(
      'REJECTED: RT did not store this value and gave no reason. The field still holds "42".',
    );
    expect(verdict('Freeform', 'x', '', '')).toBe(
      'REJECTED: RT did not store this value and gave no reason. The field is still empty.',
    );
  });
});

test('an answer without a byte is RT’s where nothing had to change, else a proxy’s', () => {
  const said = { ...answer, empty: true, isSilent: true, messages: [] };
  const silence = (before: string, after: string) =>
    verdict('Freeform', 'x', before, after, { said }).split(':')[0];
  expect([silence('x', 'x'), silence('old', 'x'), silence('old', 'old')]).toEqual([
    'UNCHANGED',
    'APPLIED',
    'PARTIAL',
  ]);
});

describe('what RT shows to nobody', () => {
  const secret: PlannedField = {
    path: ['password'],
    names: ['password'],
    form: [],
    columns: [],
    isStored: () => false,
    isConfirmed: (messages) => messages.includes('User 1 updated.'),
  };
  const shown: PlannedField = {
    path: ['city'],
    names: ['city'],
    form: [],
    columns: [{ key, zoned: false }],
    isStored: (object) => object.read({ key, zoned: false, read: (text) => text }) === 'new',
  };
  const told = ({ outcome, refusals }: WriteReport) =>
    [outcome, ...refusals.map(({ code, path }) => `${code} ${path.join('.')}`)].join(', ');
  const said = (...messages: string[]): WriteAnswer => ({ ...answer, messages });
  const silence: WriteAnswer = { ...answer, empty: true, isSilent: true, messages: [] };
  const both = [shown, secret];
  const lost = new LostAnswer(new RtBadReplyError('No answer.'));

  test.each([
    [said('User 1 updated.'), both, 'old', 'new', 'APPLIED'],
    [said('User 1 updated.'), both, 'old', 'old', 'PARTIAL, RT_REFUSED city'],
    [said('# nothing of it'), both, 'old', 'new', 'PARTIAL, UNKNOWN_OUTCOME password'],
    [
      said('password: too short', 'User 1 updated.'),
      both,
      'old',
      'new',
      'PARTIAL, RT_REFUSED password',
    ],
    [
      said('password: too short', 'User 1 updated.'),
      both,
      'new',
      'new',
      'REJECTED, RT_REFUSED password',
    ],
    [said('password: too short'), [secret], '', '', 'REJECTED, RT_REFUSED password'],
    [silence, both, 'new', 'new', 'PARTIAL, UNKNOWN_OUTCOME password'],
    [silence, [secret], '', '', 'PARTIAL, UNKNOWN_OUTCOME password'],
    [silence, both, 'old', 'old', 'PARTIAL, UNKNOWN_OUTCOME '],
    [silence, [shown], 'new', 'new', 'UNCHANGED'],
  ] as const)('%j of %j, %s before and %s after', (heard, fields, before, after, verdictOf) => {
    expect(told(judgeWrite(heard, fields, ticket(after), ticket(before)))).toBe(verdictOf);
  });

  test('is never taken for stored where the answer was lost, whatever else reads back', () => {
    expect(told(judgeLost(lost, both, ticket('new')))).toBe('PARTIAL, UNKNOWN_OUTCOME password');
    expect(told(judgeLost(lost, both, ticket('old')))).toBe('PARTIAL, UNKNOWN_OUTCOME ');
    expect(told(judgeLost(lost, both, undefined))).toBe('PARTIAL, UNKNOWN_OUTCOME ');
    expect(told(judgeLost(lost, [shown], ticket('new')))).toBe('APPLIED');
  });

  test('nor is an empty value that may be hidden from the caller, before as after', () => {
    const cleared: PlannedField = { ...shown, looksEmptyIfHidden: true, isStored: () => true };
    const verdictOf = (before: string) =>
      told(judgeLost(lost, [cleared], ticket(''), ticket(before)));
    expect([verdictOf(''), verdictOf('seen')]).toEqual([
      'PARTIAL, UNKNOWN_OUTCOME city',
      'APPLIED',
    ]);
  });
});
