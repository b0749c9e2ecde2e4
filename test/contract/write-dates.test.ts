import { afterAll, describe, expect, test } from 'vitest';
import type { App } from '../../src/server/app.js';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, ask } from '../support/graphql/ask.js';
import { mutate, refusalsOf } from '../support/graphql/mutate.js';
import { startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';
import { hasRest2 } from './ways.js';

/** Dates of both halves of the year, of old and coming years, and on the days of a change of clocks. */
const instants = [
  ...[
    '2027-07-01T10:00:00Z',
    '2027-01-15T22:30:00Z',
    '2003-08-09T23:59:59Z',
    '2035-12-31T23:00:00Z',
  ],
  ...['2026-03-08T20:00:00Z', '2028-10-29T12:15:00Z'],
];
const callers = ['tzuser', 'french', 'tokyo', 'root'] as const;
/** The zone of RT itself, of one of the callers, and none. */
const settings = ['UTC', 'America/New_York', undefined] as const;

describe.each(sharedBackends())('dates that are written to $name', ({ name, url }) => {
  const apps = settings.map((RT_TIMEZONE) => appFor(url, RT_TIMEZONE ? { RT_TIMEZONE } : {}));
  afterAll(() => Promise.all(apps.map((app) => app.close())));

  /** What RT holds, as its superuser in UTC reads it. */
  async function stored(ticket: number): Promise<(key: string) => string | undefined> {
    const root = await rawRt(url, 'root', 'password');
    const { text } = await root.get(`ticket/${ticket}/show`);
    return (key) =>
      text
        .split('\n')
        .find((line) => line.startsWith(`${key}: `))
        ?.slice(key.length + 2);
  }
  const utc = (text: string | undefined) =>
    new Date(`${text} UTC`).toISOString().replace('.000', '');

  test.each(callers)('are the instants that %s gave, whatever the settings', async (as) => {
    for (const [at, app] of apps.entries()) {
      const [dueAt = '', startsAt = ''] = [instants[at], instants[at + 3]];
      const fields = 'ticket { number dueAt startsAt customField(name: "When") { dateTimeValue } }';
      const created = await mutate(
        app,
        'createTicket',
        {
          queue: 'General',
          subject: 'dated',
          dueAt,
          customFields: [{ name: 'When', values: [startsAt] }],
        },
        { as, fields },
      );
      expect(created).toMatchObject({ outcome: 'APPLIED', userErrors: [], ticket: { dueAt } });
      expect(created['ticket'].customField).toEqual({ dateTimeValue: startsAt });
      const { number } = created['ticket'];
      expect(utc((await stored(number))('Due'))).toBe(dueAt);
      expect(utc((await stored(number))('CF.{When}'))).toBe(startsAt);
      const changes = {
        startsAt,
        dueAt: startsAt,
        customFields: [{ name: 'When', values: [dueAt.replace('Z', '+00:00')] }],
      };
      const updated = await mutate(app, 'updateTicket', { id: number, changes }, { as, fields });
      expect(updated).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
      expect(updated['ticket']).toMatchObject({ startsAt, dueAt: startsAt });
      const now = await stored(number);
      expect([now('Starts'), now('Due')].map(utc)).toEqual([startsAt, startsAt]);
      expect(utc(now('CF.{When}'))).toBe(dueAt);
    }
  });

  const exact = async () => {
    for (const [as, from] of [
      ['tzuser', '2026-11-01T03:00:00Z'],
      ['french', '2026-10-24T22:00:00Z'],
    ] as const) {
      const made = await mutate(
        apps[2] as App,
        'createTicket',
        { queue: 'General', subject: 'night' },
        { as, fields: 'ticket { id number }' },
      );
      const { id, number } = made['ticket'];
      for (let half = 0; half < 12; half++) {
        const at = new Date(Date.parse(from) + half * 1_800_000).toISOString();
        const dueAt = at.replace('.000', '');
        const updated = await mutate(
          apps[2] as App,
          'updateTicket',
          { id, changes: { dueAt, priority: half + 1 } },
          { as, fields: 'ticket { priority }' },
        );
        expect([as, dueAt, updated.outcome, refusalsOf(updated)]).toEqual([
          as,
          dueAt,
          'APPLIED',
          [],
        ]);
        expect(updated['ticket']).toEqual({ priority: half + 1 });
        expect([as, utc((await stored(number))('Due'))]).toEqual([as, dueAt]);
      }
    }
  };
  // REST 1.0 cannot be told that hour.
  if (hasRest2({ name })) {
    test('are exact in an update also in the night when clocks are put back', exact);
  }

  test('that RT would lose are refused before RT is asked', async () => {
    const [app = appFor(url)] = apps;
    const input = { queue: 'General', subject: 'lost' };
    for (const dueAt of ['9999-12-31T23:00:00Z', '1970-01-01T00:00:00Z', '1969-12-31T23:59:59Z']) {
      const payload = await mutate(app, 'createTicket', { ...input, dueAt }, { as: 'tokyo' });
      expect(refusalsOf(payload)).toEqual(['INVALID dueAt']);
    }
  });

  test('custom fields take days and instants, and nothing that RT would clear', async () => {
    const [app = appFor(url)] = apps;
    const write = (name: string, value: string) =>
      mutate(
        app,
        'createTicket',
        { queue: 'General', subject: 'fields', customFields: [{ name, values: [value] }] },
        { fields: `ticket { customField(name: "${name}") { value dateValue dateTimeValue } }` },
      );
    expect(await write('Date', '2024-03-10')).toMatchObject({
      outcome: 'APPLIED',
      ticket: { customField: { dateValue: '2024-03-10' } },
    });
    expect(await write('When', '2027-07-01T12:00:00+02:00')).toMatchObject({
      outcome: 'APPLIED',
      ticket: { customField: { dateTimeValue: '2027-07-01T10:00:00Z' } },
    });
    for (const [name, value] of [
      ['Date', '2024-02-30'],
      ['Date', 'tomorrow'],
      ['When', '2027-07-01'],
      ['When', '2027-07-01T12:00:00'],
      ['When', '2027-07-01 12:00:00'],
      ['When', '2027-07-01 12:00:00 UTC'],
      ['When', '9999-12-31T23:59:60Z'],
      ['When', '1970-01-01T00:00:00Z'],
    ] as const) {
      expect(refusalsOf(await write(name, value))).toEqual(['INVALID customFields.0']);
    }
  });
});

/** `$DateTimeFormat`, and what of 10:20:00 its dates tell. */
const formats = [
  [5, "{ Format => 'ISO', Seconds => 0 }", '2027-07-01T10:20:00Z'],
  [4, "{ Format => 'ISO', Seconds => 0 }", '2027-07-01T10:20:00Z'],
  [5, "{ Format => 'LocalizedDateTime', DateFormat => 'date_format_short', Time => 0 }", undefined],
] as const;

/** Pages by dates that share what RT prints of them deliver each ticket once. */
async function expectWholePages(app: App, url: string): Promise<void> {
  const root = await rawRt(url, 'root', 'password');
  for (let at = 0; at < 23; at++) {
    const Due = `2027-07-01 10:2${at % 2}:${String((at * 17) % 60).padStart(2, '0')}`;
    await root.post('ticket/new', { content: `Queue: General\nSubject: paged\nDue: ${Due}\n` });
  }
  for (const order of ['CREATED_AT', 'DUE_AT']) {
    for (const direction of ['ASC', 'DESC']) {
      const seen: number[] = [];
      for (let after = ''; ; ) {
        const { data } = await ask(app, {
          query: `query ($after: String) { tickets(
            query: "Subject = 'paged'", first: 4, after: $after
            orderBy: { field: ${order}, direction: ${direction} }
          ) { nodes { number } pageInfo { hasNextPage endCursor } } }`,
          variables: { after },
        });
        const { nodes, pageInfo } = data.tickets;
        seen.push(...nodes.map(({ number }: { readonly number: number }) => number));
        if (!pageInfo.hasNextPage || seen.length > 40) break;
        after = pageInfo.endCursor;
      }
      expect([order, direction, seen.length, new Set(seen).size]).toEqual([
        order,
        direction,
        23,
        23,
      ]);
    }
  }
}

describe.each(formats.filter(([version]) => realRtAvailable(version)))(
  'on RT %i with $DateTimeFormat %s',
  (version, format, printed) => {
    test('a date is written and its verdict is right', { timeout: 120_000 }, async () => {
      const rt = await startRealRt(version, testWorld, [`Set($DateTimeFormat, ${format});`]);
      // REST 2.0 tells dates to the second, whatever RT prints.
      const app = appFor(rt.url, { RT_REST: '1' });
      try {
        for (const as of ['root', 'tzuser']) {
          const dueAt = '2027-07-01T10:20:00Z';
          const fields = 'ticket { number }';
          const input = { queue: 'General', subject: 'a format', dueAt };
          const created = await mutate(app, 'createTicket', input, { as, fields });
          expect(created).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
          const { number } = created['ticket'];
          const changes = { dueAt: '2027-01-15T10:20:00Z' };
          const updated = await mutate(app, 'updateTicket', { id: number, changes }, { as });
          expect(updated).toMatchObject({ outcome: 'APPLIED', userErrors: [] });
          // Two changes within what RT prints look the same, so the condition could not hold.
          const guarded = {
            id: number,
            changes: { priority: 5 },
            ifUpdatedAt: '2027-07-01T10:20:00Z',
          };
          expect(refusalsOf(await mutate(app, 'updateTicket', guarded, { as }))).toEqual([
            'INVALID ifUpdatedAt',
          ]);
          await mutate(app, 'updateTicket', { id: number, changes: { dueAt } }, { as });
          const { data } = await ask(app, {
            query: `{ ticket(id: ${number}) { dueAt
              history(filter: { types: [SET] }) { nodes { ... on FieldChangedItem { newDateTime } } } } }`,
            as,
          });
          const told = data.ticket.history.nodes.map(
            (one: { newDateTime: string }) => one.newDateTime,
          );
          expect(told.at(-1)).toBe(dueAt);
          if (printed !== undefined) expect(data.ticket.dueAt).toBe(printed);
        }
        await expectWholePages(app, rt.url);
      } finally {
        await app.close();
        await rt.stop();
      }
    });
  },
);
