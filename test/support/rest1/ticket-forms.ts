import { nastyTexts } from '../world/nasty-texts.js';

/** Fields of a form RT reads, in order. A list is one line per value. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** Writes a form so that each value arrives whole: RT folds lines that start with a space. */
export function formText(fields: FormFields): string {
  return Object.entries(fields)
    .flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : value.map((one) => [key, one]),
    )
    .map(([key, value]) => `${key}: ${(value ?? '').split('\n').join('\n ')}\n`)
    .join('');
}

/** RT splits a multiple field at commas; quotes keep one value together. */
const quoteAll = (values: readonly string[]): string =>
  values.map((value) => `'${value.replace(/[\\']/g, '\\$&')}'`).join(',');

const alice = 'alice@example.com';

/** What `fields` holds in Multi and Sel Many. */
export const multipleValues = {
  multi: ['a', 'b, c', "d'e", 'f\\g', '"h"', "it's, q"],
  selMany: ['red', 'green, dark', "it's"],
} as const;

const general = (subject: string, more: FormFields = {}): FormFields => ({
  Queue: 'General',
  Subject: subject,
  ...more,
});

const inQueue = (queue: string, subject: string, more: FormFields = {}): FormFields =>
  general(subject, { ...more, Queue: queue });

const withText = (name: keyof typeof nastyTexts): FormFields =>
  general(`text ${name}`, {
    'CF.{Body}': nastyTexts[name],
    'CF.{Wiki}': nastyTexts[name],
    'CF.{A Very Long Field Name}': nastyTexts[name],
    Text: nastyTexts[name],
  });

/** Every ticket a test can read, as it is created, in the order of creation. */
export const ticketForms = {
  plain: general('Plain one', { Requestor: alice, Text: 'Hello\nworld\n' }),
  nastySubject: general('# -- Key: value, "q" \'s\' 😀 é  ', { Text: 'first\n--\n# comment\n' }),
  unicode: inQueue('Ünïcode 队列', '日本語 ✓ naïve Ωmega 😀', {
    Requestor: 'zoe@example.com',
    Text: '日本語\nemoji 😀\n',
  }),
  noSubject: general(''),
  longSubject: general('s'.repeat(200)),
  quotedSubject: general('O\'Neil "x" \\ back %_ 50%', { Priority: '30' }),
  textBlankLines: withText('blankLines'),
  textTrailingNewline: withText('trailingNewline'),
  textTrailingNewlines: withText('trailingNewlines'),
  textFraming: withText('framing'),
  textKeys: withText('keys'),
  textIndented: withText('indented'),
  textCarriageReturns: withText('carriageReturns'),
  textControls: withText('controls'),
  textUnicode: withText('unicode'),
  textSpaces: withText('spaces'),
  textZero: withText('zero'),
  textLong: withText('long'),
  fields: general('custom fields', {
    'CF.{Single}': 'one value, with comma',
    'CF.{Multi}': quoteAll(multipleValues.multi),
    'CF.{Select}': 'green, dark',
    'CF.{Sel Many}': quoteAll(multipleValues.selMany),
    'CF.{Date}': '2024-03-10',
    'CF.{When}': '2024-03-10 12:00:00',
    'CF.{IP}': '192.168.1.5',
    'CF.{Odd: name}': 'odd: value',
    'CF.{brace}x}': 'brace} value: x',
    'CF.{Digits}': '0042',
  }),
  oddOnly: inQueue('Odd Queue', 'in Odd Queue', { 'CF.{Odd Only}': 'only here' }),
  commaQueue: inQueue('Sales, EMEA', 'in Sales, EMEA'),
  slashQueue: inQueue('R&D/Ops', 'in R&D/Ops'),
  spacedSlashQueue: inQueue('Net Ops / NOC', 'in Net Ops / NOC'),
  atQueue: inQueue('help@desk', 'in help@desk'),
  slaQueue: inQueue('SLA Queue', 'in SLA Queue'),
  private: inQueue('Private', 'secret', { Text: 'for administrators\n' }),
  people: general('people', {
    Requestor: [
      alice,
      'very.long.address.number.one@long-domain.example.com',
      'very.long.address.number.two@long-domain.example.com',
    ],
    Cc: ['cc1@example.com', 'cc2@example.com'],
    AdminCc: ['admin@example.com'],
  }),
  times: general('times', { TimeEstimated: '90', TimeWorked: '30', TimeLeft: '60' }),
  priorities: general('priorities', { Priority: '40', InitialPriority: '20', FinalPriority: '80' }),
  /** RT creates no ticket stalled or rejected: `populate` makes them so. */
  stalled: general('stalled'),
  rejected: general('rejected'),
  open: general('open', { Status: 'open', Owner: 'alice' }),
  resolved: general('resolved', { Status: 'resolved', Owner: 'root' }),
  /** root's zone is UTC. 07:30 is half an hour into summer time in New York. */
  springForward: general('spring forward', { Due: '2024-03-10 07:30:00' }),
  /** Both read 01:30 in New York, an hour apart. */
  fallBack: general('fall back', {
    Starts: '2024-11-03 05:30:00',
    Started: '2024-11-03 06:30:00',
  }),
  summer: general('summer', { Starts: '2024-06-30 20:00:00', Due: '2024-07-01 12:00:00' }),
  winter: general('winter', { Starts: '2023-12-31 23:59:59', Due: '2024-01-15 12:00:00' }),
  mergeSource: general('to be merged', { Requestor: alice, Text: 'said on the source\n' }),
  mergeTarget: general('merge target', {
    Requestor: 'low@example.com',
    Text: 'said on the target\n',
  }),
  deleted: general('deleted one'),
  linkHub: general('link hub'),
  linkDependsOn: general('hub depends on this'),
  linkDependedOnBy: general('this depends on hub'),
  linkRefersTo: general('hub refers to this'),
  linkReferredToBy: general('this refers to hub'),
  linkMember: general('child of hub'),
  linkMemberOf: general('parent of hub'),
  chainA: general('chain A'),
  chainB: general('chain B'),
  chainC: general('chain C'),
  diamondTop: general('diamond top'),
  diamondLeft: general('diamond left'),
  diamondRight: general('diamond right'),
  diamondBottom: general('diamond bottom'),
  changed: general('before the changes'),
  conversation: general('conversation', { Requestor: 'low@example.com', Text: 'How do I?\n' }),
  attachments: general('attachments'),
  inlineImage: general('inline image'),
  longHistory: general('long history'),
} as const satisfies Readonly<Record<string, FormFields>>;

/** The name by which tests ask for a ticket's number. */
export type TicketName = keyof typeof ticketForms;
