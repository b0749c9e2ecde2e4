import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { type RealRt, startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { setCustomFields } from '../support/real-rt/set-custom-fields.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

const onTicket = (name: string, more: object = {}) => ({
  name,
  type: 'Freeform',
  on: 'ticket' as const,
  ...more,
});

const world = {
  ...testWorld,
  customFields: [
    ...testWorld.customFields,
    onTicket('Retired', { disabled: true }),
    onTicket('Twice', { queues: ['General'] }),
    onTicket('Twice', { queues: ['Odd Queue'] }),
    onTicket('Everywhere'),
    onTicket('everywhere'),
    onTicket('Here Only', { queues: ['General'] }),
    onTicket('Double', { queues: ['help@desk'] }),
    onTicket('Double', { queues: ['help@desk'], multiple: true }),
    onTicket('Single Double', { queues: ['help@desk'] }),
    onTicket('single double', { queues: ['help@desk'], multiple: true }),
  ],
};
const queues = ['General', 'Odd Queue', 'help@desk', 'General'];

describe.each(([5, 4] as const).filter(realRtAvailable))('orders on RT %i', (version) => {
  let rt: RealRt;
  let app: App;
  /** A ticket whose queue has fields of one name. */
  let double: number;

  beforeAll(async () => {
    rt = await startRealRt(version, world);
    app = appFor(rt.url);
    const root = await rawRt(rt.url, 'root', 'password');
    for (const [at, queue] of queues.entries()) {
      const fields = ['Twice', 'Everywhere', 'Here Only', 'Single'].map(
        (name) => `CF-${name}: ${'dbac'[at]}\n`,
      );
      const content = `id: ticket/new\nQueue: ${queue}\nSubject: to sort\n${fields.join('')}`;
      const { text } = await root.post('ticket/new', { content });
      const made = Number(/Ticket (\d+) created/.exec(text)?.[1]);
      expect(made).toBeGreaterThan(0);
      if (queue === 'help@desk') double = made;
    }
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await rt?.stop();
  });

  const ordered = (name: string) =>
    ask(app, {
      query: `{ all: ticketCount(query: "Subject = 'to sort'")
        tickets(query: "Subject = 'to sort'", orderBy: { customField: "${name}" }) {
          totalCount nodes { queue { name } customField(name: "${name}") { value } } } }`,
    });

  test.each([
    ['that does not exist', 'Nope'],
    ['that is disabled', 'Retired'],
    ['whose name two fields of two queues have', 'Twice'],
    ['whose name two fields of all queues have', 'Everywhere'],
  ])('a field %s cannot order tickets, and costs nothing beside it', async (_, name) => {
    const { data, errors } = await ordered(name);
    expect(data).toEqual({ all: 4, tickets: null });
    expect(errors).toMatchObject([{ path: ['tickets'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['of all queues', 'Single', ['a', 'b', 'c', 'd']],
    ['of one queue', 'Here Only', [undefined, undefined, 'c', 'd']],
  ])('a field %s orders the tickets of all', async (_, name, values) => {
    const { data, errors } = await ordered(name);
    expect(errors).toBeUndefined();
    expect([data.all, data.tickets.totalCount]).toEqual([4, 4]);
    const told = data.tickets.nodes.map(
      ({ customField }: { readonly customField: { readonly value: string } | null }) =>
        customField?.value,
    );
    expect(told).toEqual(values);
  });

  const fieldsOf = (ticket: number, select: string) =>
    ask(app, { query: `{ ticket(id: ${ticket}) { subject ${select} } }` });

  test.each([
    ['both', ['1', '2']],
    ['the first', ['1', '']],
    ['the second', ['', '2']],
    ['none', ['', '']],
  ])(
    'of two fields of one name, %s set, no value is told that may be the other’s',
    async (_, values) => {
      await setCustomFields(rt, double, { Double: values });
      const names = 'value values dateValue dateTimeValue intValue floatValue definition { type }';
      const { data, errors } = await fieldsOf(
        double,
        `customField(name: "double") { name ${names} }`,
      );
      const nothing = { value: null, values: null, dateValue: null, dateTimeValue: null };
      expect(data.ticket).toEqual({
        subject: 'to sort',
        customField: {
          name: 'Double',
          ...nothing,
          intValue: null,
          floatValue: null,
          definition: null,
        },
      });
      expect(errors).toHaveLength(7);
      for (const error of errors ?? []) {
        expect(error).toMatchObject({
          message: expect.stringContaining('several custom fields named "Double"'),
          extensions: { code: 'RT_BAD_REPLY' },
        });
      }
    },
  );

  test('two fields whose names differ in case have their own values each, where RT shows both', async () => {
    await setCustomFields(rt, double, { 'Single Double': ['a, b'], 'single double': ['x', 'y'] });
    const { data, errors } = await fieldsOf(
      double,
      'customFields { name values definition { isMultiple } }',
    );
    expect(errors?.filter(({ message }) => !/named "Double",/.test(message))).toEqual([]);
    const shown = data.ticket.customFields.filter(({ name }: { readonly name: string }) =>
      /^single double$/i.test(name),
    );
    expect(shown).toHaveLength(2);
    expect(shown).toEqual(
      expect.arrayContaining([
        { name: 'Single Double', values: ['a, b'], definition: { isMultiple: false } },
        { name: 'single double', values: ['x', 'y'], definition: { isMultiple: true } },
      ]),
    );
  });

  test('two fields whose names differ in case have no values where RT shows one of them', async () => {
    const { data, errors } = await fieldsOf(
      double,
      'customField(name: "Single Double") { values }',
    );
    expect(data.ticket.customField).toEqual({ values: null });
    expect(errors).toMatchObject([{ extensions: { code: 'RT_BAD_REPLY' } }]);
  });
});
