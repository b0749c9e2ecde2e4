import { afterAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask, callsOf, dataOf } from '../support/graphql/ask.js';
import { multipleValues, type TicketName } from '../support/rest1/ticket-forms.js';
import { nastyTexts } from '../support/world/nasty-texts.js';
import { byRest1 } from './ways.js';

const texts = Object.entries(nastyTexts).map(([name, text]) => ({
  name,
  text,
  ticket: `text${name[0]?.toUpperCase()}${name.slice(1)}` as TicketName,
}));

interface Value {
  readonly name: string;
  readonly rawValue: string;
  readonly values: readonly string[];
}

describe.each(sharedBackends())('custom fields on $name', ({ url, populated }) => {
  const app = appFor(url);
  const { tickets } = populated;
  afterAll(() => app.close());

  test.each(texts)('the text $name is read back to the character', async ({ ticket, text }) => {
    const { ticket: read } = await dataOf(app, {
      query: `query ($id: ID!) { ticket(id: $id) {
        customFields(names: ["Body", "Wiki", "A Very Long Field Name"]) { name rawValue value values }
        all: customFields { name rawValue }
      } }`,
      variables: { id: tickets[ticket] },
    });
    const value = { rawValue: text, value: text, values: [text] };
    expect(read.customFields).toHaveLength(3);
    expect(read.customFields).toEqual(
      expect.arrayContaining([
        { name: 'Body', ...value },
        { name: 'Wiki', ...value },
        { name: 'A Very Long Field Name', ...value },
      ]),
    );
    const set = read.all.filter(({ rawValue }: Value) => rawValue !== '');
    expect(set.map(({ rawValue }: Value) => rawValue)).toEqual([text, text, text]);
  });

  test('every value of every kind comes back, odd names and all', async () => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${tickets.fields}) { customFields { name values isEmpty } } }`,
    });
    const values = Object.fromEntries(
      ticket.customFields.map((field: Value) => [field.name, field.values]),
    );
    expect(values).toEqual({
      Single: ['one value, with comma'],
      Multi: multipleValues.multi,
      Select: ['green, dark'],
      'Sel Many': multipleValues.selMany,
      Body: [],
      Wiki: [],
      Date: ['2024-03-10'],
      When: ['2024-03-10 12:00:00'],
      IP: ['192.168.1.5'],
      'Odd: name': ['odd: value'],
      'brace}x': ['brace} value: x'],
      'with, comma': [],
      'A Very Long Field Name': [],
      Digits: ['0042'],
    });
  });

  test('values are typed as their definitions say', async () => {
    const { ticket } = await dataOf(app, {
      query: `{ ticket(id: ${tickets.fields}) {
        date: customField(name: "Date") { dateValue dateTimeValue intValue definition { type } }
        when: customField(name: "when") { name dateValue dateTimeValue definition { type } }
        digits: customField(name: "Digits") { intValue floatValue definition { pattern isMultiple description } }
        ip: customField(name: "IP") { value intValue floatValue }
      } }`,
    });
    expect(ticket).toEqual({
      date: {
        dateValue: '2024-03-10',
        dateTimeValue: null,
        intValue: null,
        definition: { type: 'DATE' },
      },
      when: {
        name: 'When',
        dateValue: null,
        dateTimeValue: '2024-03-10T12:00:00Z',
        definition: { type: 'DATE_TIME' },
      },
      digits: {
        intValue: 42,
        floatValue: 42,
        definition: {
          pattern: '[Digits]',
          isMultiple: false,
          description: 'custom field Digits',
        },
      },
      ip: { value: '192.168.1.5', intValue: null, floatValue: null },
    });
  });

  test('a field that does not apply is null', async () => {
    const { general, odd } = await dataOf(app, {
      query: `{
        general: ticket(id: ${tickets.plain}) { customField(name: "Odd Only") { value } }
        odd: ticket(id: ${tickets.oddOnly}) { customField(name: "Odd Only") { value } none: customField(name: "No Such") { value } }
      }`,
    });
    expect(general.customField).toBeNull();
    expect(odd).toEqual({ customField: { value: 'only here' }, none: null });
  });

  test('a hidden field is left out, of tickets and of definitions', async () => {
    const { ticket, queue } = await dataOf(app, {
      query: `{
        ticket(id: ${tickets.fields}) { customFields { name value } hidden: customField(name: "Body") { value } }
        queue(name: "General") { ticketCustomFields { name } }
      }`,
      as: 'low',
    });
    expect(ticket).toEqual({
      customFields: [{ name: 'Single', value: 'one value, with comma' }],
      hidden: null,
    });
    expect(queue.ticketCustomFields).toEqual([{ name: 'Single' }]);
  });

  test('named fields cost two columns, values of many tickets one definition', async () => {
    const count = (query: string) => byRest1(url, (alone) => ask(alone, { query }));
    const named = await count(
      `{ ticket(id: ${tickets.fields}) { customField(name: "Single") { rawValue } } }`,
    );
    expect(callsOf(named)).toEqual(['show 1 CF.{Single} Queue']);
    const many = await count(
      `{ tickets(query: "id = ${tickets.fields} OR id = ${tickets.plain}") { nodes { customFields { values } } } }`,
    );
    expect(callsOf(many)).toEqual(['search/ticket 1 id', 'show 1 *', 'show 2 *']);
  });

  test('definitions tell type, plurality and pattern', async () => {
    const { queue } = await dataOf(app, {
      query: '{ queue(name: "Odd Queue") { ticketCustomFields { name type isMultiple pattern } } }',
    });
    const plain = { isMultiple: false, pattern: null };
    expect(queue.ticketCustomFields).toHaveLength(15);
    expect(queue.ticketCustomFields).toEqual(
      expect.arrayContaining([
        { name: 'Odd Only', type: 'FREEFORM', ...plain },
        { name: 'Sel Many', type: 'SELECT', isMultiple: true, pattern: null },
        { name: 'Wiki', type: 'WIKITEXT', ...plain },
        { name: 'IP', type: 'IP_ADDRESS', ...plain },
        { name: 'Odd: name', type: 'FREEFORM', ...plain },
        { name: 'with, comma', type: 'FREEFORM', ...plain },
        { name: 'Digits', type: 'FREEFORM', isMultiple: false, pattern: '[Digits]' },
      ]),
    );
  });

  test('users and queues have custom fields of their own, without definitions', async () => {
    const { user, queue } = await dataOf(app, {
      query: `{
        user(name: "alice") { customFields { name values definition { name } } }
        queue(name: "General") { customFields(names: ["Cost Centre"]) { name isEmpty } }
      }`,
    });
    expect(user.customFields).toEqual([{ name: 'Shoe Size', values: [], definition: null }]);
    expect(queue.customFields).toEqual([{ name: 'Cost Centre', isEmpty: true }]);
  });
});
