import {
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Choices } from './fuzz-choices.js';

/** An argument's value, as it stands in a document and as it stands among variables. */
export interface FuzzValue {
  readonly literal: string;
  readonly json: unknown;
}

const texts = [
  'General',
  'alice',
  'a subject',
  '',
  ' ',
  "x' OR id > 0 OR Subject='",
  'x\\',
  'a\nStatus: resolved',
  'a\n--\n\nid: ticket/1\nSubject: x',
  '\r\nX: y',
  '\u0000',
  '\u2028Owner: root',
  '日本語 😀',
  '\ud800',
  '__CurrentUser__',
  '__proto__',
  '%0a%2e%2e%2f',
  '../logout',
  'new',
  'open',
  '0',
  '# looks like a comment',
  'RT/5.0.3 401 Credentials required',
  'x'.repeat(5000),
] as const;

const ids = [
  '1',
  'ticket/1',
  '2',
  'ticket/2',
  '5',
  'ticket/9',
  '14',
  'user/14',
  'queue/1',
  'queue/3',
  'group/20',
  'attachment/3',
  'attachment/20',
  'transaction/30',
  'historyItem/30',
  'ticket/2000000000',
  '1/merge/2',
  '1,2',
  '1-99999999',
  'new',
  '0',
  '-1',
  '01',
  '٣',
  '1\n',
  '',
  '99999999999999999999',
  'user/root',
] as const;

/** Values of each scalar, the good ones first. */
const scalars: Readonly<Record<string, readonly unknown[]>> = {
  ID: [...ids, 1, 3],
  Int: [1, 2, 5, 0, 25, 100, 101, -1, 2_147_483_647, -2_147_483_648],
  Float: [1.5, 0, -1],
  Boolean: [true, false],
  String: texts,
  Upload: [null, 'x', {}],
  TicketSQL: [
    'id > 0',
    "Queue = 'General'",
    "Subject LIKE '%'",
    "Status = '__Active__' AND Created > '2020-01-01'",
    "CF.{Single} = 'x'",
    '',
    '(',
    'id > 0) OR (id > 0',
    "'",
    '@@@ id > 0',
    "LastUpdated > 'nonsense'",
    'DependsOn = 1 OR MemberOf IS NULL',
    'id = 1 '.repeat(200),
  ],
  DateTime: [
    '2026-11-23T09:30:00Z',
    '2020-02-29T23:59:59.5-11:00',
    '1970-01-01T00:00:00+14:00',
    '2024-03-31T01:30:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    'now',
  ],
  LocalDate: ['2026-11-23', '0001-01-01', '2026-02-30'],
  EmailAddress: ['alice@example.com', 'x@y', 'a@b, c@d', "o'neil@example.com", ''],
  URI: ['https://example.org/a,b?c=d', 'fsck.com-rt://rt.example.com/ticket/1', 'javascript:x', ''],
  Base64: ['aGVsbG8=', '', '!!!'],
  ByteCount: [1, 0, 9_007_199_254_740_991],
};

/** What no type takes, or only one that nobody thought of. */
const wildValues: readonly unknown[] = [
  null,
  true,
  -0.5,
  1e300,
  'wild',
  [],
  [[null]],
  {},
  { __proto__: null, constructor: 'x' },
  '\ud83d',
];

/** A value of a type, or `percent` times in a hundred of none in particular. */
export function fuzzValue(type: GraphQLInputType, choices: Choices, percent: number): FuzzValue {
  if (choices.chance(percent)) return plain(choices.pick(wildValues));
  if (isNonNullType(type)) return fuzzValue(type.ofType, choices, percent);
  if (choices.chance(5)) return plain(null);
  if (isListType(type)) {
    const items = Array.from({ length: choices.below(4) }, () =>
      fuzzValue(type.ofType, choices, percent),
    );
    const literal = `[${items.map((item) => item.literal).join(', ')}]`;
    return { literal, json: items.map(({ json }) => json) };
  }
  if (isEnumType(type)) {
    const { name } = choices.pick(type.getValues());
    return { literal: name, json: name };
  }
  if (!isInputObjectType(type)) {
    const known = scalars[type.name] ?? texts;
    // Mostly good ones, or nothing would ever get as far as RT.
    return plain(choices.pick(choices.chance(30) ? known : known.slice(0, 4)));
  }
  const fields = Object.values(type.getFields());
  const chosen =
    type.isOneOf && !choices.chance(percent)
      ? [choices.pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || choices.chance(30));
  const entries = chosen.map((field) => [
    field.name,
    fuzzValue(field.type, choices, percent),
  ]) satisfies [string, FuzzValue][];
  if (choices.chance(percent)) entries.push(['nobodyKnows', plain(1)]);
  return {
    literal: `{ ${entries.map(([name, { literal }]) => `${name}: ${literal}`).join(', ')} }`,
    json: Object.fromEntries(entries.map(([name, { json }]) => [name, json])),
  };
}

function plain(json: unknown): FuzzValue {
  return { literal: literalOf(json), json };
}

function literalOf(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(literalOf).join(', ')}]`;
  if (typeof json === 'object' && json !== null) {
    const fields = Object.entries(json).map(([name, value]) => `${name}: ${literalOf(value)}`);
    return `{ ${fields.join(', ')} }`;
  }
  return JSON.stringify(json);
}
