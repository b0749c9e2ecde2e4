import { describe, expect, test } from 'vitest';
import { fixedLimits } from '../../../src/limits.js';
import type { CustomFieldDefinition } from '../../../src/rt/custom-field-definitions.js';
import { CallerZone } from '../../../src/rt/dates/caller-zone.js';
import { readName } from '../../../src/rt/name-ref.js';
import { historyOfType } from '../../../src/rt/object-spec.js';
import { quoted } from '../../../src/rt/quoted.js';
import { encodeForm } from '../../../src/rt/rest1/encode-form.js';
import { spellValues } from '../../../src/rt/rest1/write/custom-field-dates.js';
import { readIdOf, readObjectId } from '../../../src/schema/object-id.js';
import { literal } from '../../../src/schema/ticket/conditions.js';
import { fillUploads } from '../../../src/server/request/multipart-map.js';

const most = fixedLimits.maxQuotedCharacters;
const long = 'x'.repeat(10_000);

const zone = new CallerZone({
  now: 0,
  minutes: 0,
  configured: undefined,
  chosen: undefined,
});
const dated = (type: string) => ({ name: 'When', type, multiple: true }) as CustomFieldDefinition;
/** Throws the problem, so that it is told like the others. */
function spell(type: string) {
  const spelled = spellValues(dated(type), [long], zone);
  if ('problem' in spelled) throw new Error(spelled.problem);
}

test('a text is quoted whole up to a length, and never with half a character', () => {
  expect(quoted('x'.repeat(most))).toBe(`"${'x'.repeat(most)}"`);
  expect(quoted(long)).toBe(`"${'x'.repeat(most)}…"`);
  expect(quoted(`${'x'.repeat(most - 1)}😀 and more`)).toBe(`"${'x'.repeat(most - 1)}…"`);
});

describe('a message quotes only the start of', () => {
  test.each([
    ['a name that is an ID', () => readName('queue', `queue/${'1'.repeat(10_000)}`)],
    ['an ID', () => readObjectId(long)],
    ['an ID of another type', () => readIdOf('ticket', `user/${'0'.repeat(10_000)}`)],
    ['a type of history items', () => historyOfType(1, `${long}1`)],
    ['a field name', () => encodeForm([{ key: `${long}\n`, value: '' }])],
    ['a date', () => spell('Date')],
    ['a timestamp', () => spell('DateTime')],
    ['a value with a special meaning', () => literal(`__${long}__`)],
    [
      'a file name',
      () =>
        fillUploads(
          new Map([
            ['operations', '{}'],
            ['map', JSON.stringify({ [long]: ['variables.a'] })],
          ]),
          new Map(),
        ),
    ],
  ])('%s', (_, refuse) => {
    let message = '';
    try {
      refuse();
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('…');
    expect(message.length).toBeLessThan(most + 200);
  });
});
