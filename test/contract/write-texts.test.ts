import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { newTicket, sendMutation, writesOf } from '../support/graphql/mutate.js';
import { nastyTexts } from '../support/world/nasty-texts.js';
import { waysInto } from './ways.js';

/** Texts that RT would change in silence if they were sent as they are. */
const lossyTexts = [
  '\nlead',
  '\n\nlead2',
  '  indent first',
  '  indent first\nsecond',
  'a\n  b\n  c',
  'a\n\tb\n  c',
  'a\n \tb\n  c',
  'a\n b\n c',
  '   ',
  '\n',
  'ends with spaces   \n   ',
  '\tlead',
  '\u00a0no-break space',
  '\u2028separator',
  // White space in Perl alone, and in JavaScript alone.
  '\u0085next line',
  '\u0085',
  '\ufeffbyte order mark',
  'half \ud83d of a pair',
];

/** Texts that would be other fields, forms or answers if a line of them stood in the first column. */
const injections = [
  'x\nStatus: resolved',
  'x\r\nStatus: resolved',
  'x\n\nid: ticket/1\nSubject: taken over',
  'x\n--\nid: ticket/1\nSubject: taken over',
  'x\n# comment\nOwner: root',
  'x\nCF.{Single}: injected',
  'CF.{Body}: y}: z',
  '}: x\nStatus: resolved',
  '>> RT/5.0.3 401 Credentials required',
  'q{x}, \'y\', "z"',
  '0',
];

/**
 * What may become of them by REST 1.0, exactly. RT keeps white space inside a text once a line of it has none at its
 * start, since text is sent below its key; RT drops a comment "0".
 */
const refusedByForms = new Set([
  '\nlead',
  '\n\nlead2',
  '  indent first',
  '   ',
  '\n',
  '\tlead',
  '\u00a0no-break space',
  '\u2028separator',
  '\u0085next line',
  '\u0085',
  'half \ud83d of a pair',
]);
const texts = [...Object.values(nastyTexts), ...lossyTexts, ...injections];
const values = [...new Set(texts)];

type Fate = 'exact' | 'refused' | 'changed';

const ways = sharedBackends().flatMap((backend) =>
  waysInto(backend).map(({ name: way, env }) => ({
    url: backend.url,
    name: backend.name,
    way,
    env,
  })),
);

describe.each(ways)('texts of many lines on $name by $way', ({ url, way, env }) => {
  const app = appFor(url, env);
  // REST 2.0 keeps all that is text.
  const refusedHere = way === 'both' ? new Set(['half \ud83d of a pair']) : refusedByForms;
  let id: number;
  beforeAll(async () => {
    id = await newTicket(app, { subject: 'for texts' });
  });
  afterAll(() => app.close());

  async function fateOf(
    name: string,
    input: object,
    fields: string,
    text: string,
    read: (payload: Record<string, never>) => unknown,
  ): Promise<Fate> {
    const answer = await sendMutation(app, name, { id, ...input }, { fields });
    if (answer.errors !== undefined) return writesOf(answer).length === 0 ? 'refused' : 'changed';
    const { payload } = answer.data;
    if (payload.outcome === 'REJECTED') {
      expect(payload.userErrors).toHaveLength(1);
      return writesOf(answer).length === 0 ? 'refused' : 'changed';
    }
    return payload.userErrors.length === 0 && read(payload) === text ? 'exact' : 'changed';
  }

  async function fates(each: (text: string) => Promise<Fate>) {
    const told: Record<Fate, string[]> = { exact: [], refused: [], changed: [] };
    for (const text of values) told[await each(text)].push(text);
    return told;
  }

  const refused = (more: readonly string[] = []) =>
    values.filter((text) => refusedHere.has(text) || more.includes(text));

  test('each comes back exactly from a custom field, or is refused before RT is asked', async () => {
    const told = await fates((text) =>
      fateOf(
        'updateTicket',
        { changes: { customFields: [{ name: 'Body', values: [text] }] } },
        'ticket { customField(name: "Body") { value } }',
        text,
        ({ ticket }: { ticket?: { customField: { value: string } } }) => ticket?.customField.value,
      ),
    );
    expect(told.changed).toEqual([]);
    expect(told.refused).toEqual(refused());
    expect(told.exact).toHaveLength(values.length - refused().length);
  });

  test('each comes back exactly from a comment, or is refused before RT is asked', async () => {
    const told = await fates((text) =>
      fateOf(
        'commentOnTicket',
        { body: { text } },
        'historyItem { text }',
        text,
        ({ historyItem }: { historyItem?: { text: string } }) => historyItem?.text,
      ),
    );
    expect(told.changed).toEqual([]);
    expect(told.refused).toEqual(refused(['0']));
    expect(told.exact).toHaveLength(values.length - refused(['0']).length);
  });

  test('none of them reached another field or ticket', async () => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${id}) { subject status owner { name } customField(name: "Single") { value } }
        first: ticket(id: 1) { subject } }`,
    });
    expect(ticket).toEqual({
      subject: 'for texts',
      status: 'new',
      owner: null,
      customField: { value: null },
    });
  });

  test('in a field of one line each is kept exactly or refused before RT is asked', async () => {
    const told = await fates((subject) =>
      fateOf(
        'updateTicket',
        { changes: { subject } },
        'ticket { subject }',
        subject,
        ({ ticket }: { ticket?: { subject: string } }) => ticket?.subject,
      ),
    );
    expect(told.changed).toEqual([]);
    const broken = way === 'both' ? /[\n\r]/ : /[\n\r]|^[^\S\ufeff]/;
    for (const text of told.exact) expect(text).not.toMatch(broken);
  });
});
