import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedBackends } from '../support/backends/shared-backends.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { waysInto } from './ways.js';

/** Users whose RT prints dates in another zone than UTC, one of them in French. */
const travellers = [
  { user: 'tzuser', zone: 'America/New_York' },
  { user: 'french', zone: 'Europe/Paris' },
  { user: 'tokyo', zone: 'Asia/Tokyo' },
] as const;

const backends = sharedBackends().flatMap((backend) =>
  waysInto(backend).map((way) => ({ ...backend, way: way.name, settings: way.env })),
);

describe.each(backends)(
  'dates of tickets on $name by $way',
  ({ url, populated, way, settings }) => {
    const { tickets } = populated;
    const isExact = way === 'both';
    const query = `{
    spring: ticket(id: ${tickets.springForward}) { dueAt startsAt }
    fall: ticket(id: ${tickets.fallBack}) { startsAt startedAt }
    summer: ticket(id: ${tickets.summer}) { startsAt dueAt }
    winter: ticket(id: ${tickets.winter}) { startsAt dueAt isOverdue }
    changed: ticket(id: ${tickets.changed}) { dueAt resolvedAt isOverdue }
  }`;
    const stored = {
      spring: { dueAt: '2024-03-10T07:30:00Z', startsAt: null },
      fall: { startsAt: '2024-11-03T05:30:00Z', startedAt: '2024-11-03T06:30:00Z' },
      summer: { startsAt: '2024-06-30T20:00:00Z', dueAt: '2024-07-01T12:00:00Z' },
      winter: {
        startsAt: '2023-12-31T23:59:59Z',
        dueAt: '2024-01-15T12:00:00Z',
        isOverdue: true,
      },
    };
    const app = appFor(url, settings);
    const apps = new Map(
      ['UTC', ...travellers.map(({ zone }) => zone)].map((zone) => [
        zone,
        appFor(url, { ...settings, RT_TIMEZONE: zone }),
      ]),
    );
    const appIn = (zone: string) => apps.get(zone) ?? app;
    afterAll(async () => {
      for (const one of [app, ...apps.values()]) await one.close();
    });

    test('a user in UTC reads every instant as it was stored', async () => {
      const data = await dataOf(app, { query });
      expect(data).toMatchObject(stored);
      expect(data.changed).toMatchObject({ dueAt: '2030-01-02T03:04:05Z', isOverdue: false });
    });

    test.each(travellers)(
      '$user reads the same instants where the zone is $zone by setting',
      async ({ user, zone }) => {
        const data = await dataOf(appIn(zone), { query, as: user });
        expect(data).toMatchObject(stored);
      },
    );

    test.each(travellers)(
      '$user reads the same instants where no zone is set',
      async ({ user }) => {
        const data = await dataOf(app, { query, as: user });
        expect(data).toMatchObject(stored);
      },
    );

    test.each(travellers)(
      '$user reads what happened just now exactly, zone or no zone',
      async ({ user, zone }) => {
        const recent = `{ ticket(id: ${tickets.longHistory}) { createdAt updatedAt history(last: 1) { nodes { createdAt } } } }`;
        const expected = await dataOf(app, { query: recent });
        expect(Date.now() - Date.parse(expected.ticket.updatedAt)).toBeLessThan(20 * 60_000);
        expect(await dataOf(app, { query: recent, as: user })).toEqual(expected);
        expect(await dataOf(appIn(zone), { query: recent, as: user })).toEqual(expected);
      },
    );

    test('a setting that is not a user’s zone gives way to the offset of the user', async () => {
      const viewer = '{ viewer { timeZone } }';
      const zoneOf = async (zone: string, as: string) =>
        (await dataOf(appIn(zone), { query: viewer, as })).viewer.timeZone;
      expect(await zoneOf('Asia/Tokyo', 'tokyo')).toBe('Asia/Tokyo');
      // REST 2.0 names the zone of whoever has chosen one.
      const chosen = isExact ? 'Asia/Tokyo' : '+09:00';
      expect(await zoneOf('America/New_York', 'tokyo')).toBe(chosen);
      expect(await zoneOf('Asia/Tokyo', 'root')).toBe('UTC');
      expect(await zoneOf('none', 'tokyo')).toBe(chosen);
    });

    test.each(travellers)(
      'a filter by date of $user finds the same tickets as one of root',
      async ({ user, zone }) => {
        const search = `{ tickets(query: "id <= ${tickets.springForward}", filter: { and: [
      { dueAt: { after: "2024-03-10T07:29:59Z", before: "2024-03-10T07:30:01Z" } }
    ] }) { nodes { number } } }`;
        const found = { tickets: { nodes: [{ number: tickets.springForward }] } };
        expect(await dataOf(app, { query: search })).toEqual(found);
        expect(await dataOf(appIn(zone), { query: search, as: user })).toEqual(found);
      },
    );

    describe('searches near a change of clocks', () => {
      // Half an hour around each change, the hours after it, and noon in summer.
      const instants = [
        ...['2024-03-10T07:30:00Z', '2024-03-10T11:30:00Z', '2024-03-31T00:30:00Z'],
        ...['2024-03-31T01:30:00Z', '2024-10-27T00:30:00Z', '2024-10-27T01:30:00Z'],
        ...['2024-11-03T05:30:00Z', '2024-11-03T11:30:00Z', '2024-07-01T12:00:00Z'],
      ];
      const due = new Map<string, number>();

      beforeAll(async () => {
        const root = await rawRt(url, 'root', 'password');
        for (const instant of instants) {
          const Due = instant.slice(0, 19).replace('T', ' ');
          const content = `id: ticket/new\nQueue: General\nSubject: an instant\nDue: ${Due}\n`;
          const { text } = await root.post('ticket/new', { content });
          due.set(instant, Number(/^# Ticket (\d+) created/m.exec(text)?.[1]));
        }
      });

      test.each(travellers)(
        'tell RT an instant of $user as RT reads it',
        async ({ user, zone }) => {
          const counts = instants.map((instant, at) => {
            const [after, before] = [-1000, 1000].map((ms) =>
              new Date(Date.parse(instant) + ms).toISOString(),
            );
            const filter = `number: { eq: ${due.get(instant)} }, dueAt: { after: "${after}", before: "${before}" }`;
            return `at${at}: ticketCount(filter: { ${filter} })`;
          });
          const found = await dataOf(appIn(zone), { query: `{ ${counts.join('\n')} }`, as: user });
          expect(found).toEqual(Object.fromEntries(instants.map((_, at) => [`at${at}`, 1])));
        },
      );
    });

    test.each(['tzuser', 'french', 'tokyo', 'root'])(
      'the very first query of a session of %s finds by instants in both halves of the year, with a wrong zone and with none',
      async (as) => {
        const dates = {
          summer: '2033-07-01T12:00:00Z',
          winter: '2033-01-15T12:00:00Z',
        };
        const root = await rawRt(url, 'root', 'password');
        for (const instant of Object.values(dates)) {
          const Due = instant.slice(0, 19).replace('T', ' ');
          const { text } = await root.post('ticket/new', {
            content: `id: ticket/new\nQueue: General\nSubject: an instant for ${as} by ${way}\nDue: ${Due}\n`,
          });
          expect(text).toMatch(/Ticket \d+ created/);
        }
        for (const [name, instant] of Object.entries(dates)) {
          for (const env of [
            {},
            { RT_TIMEZONE: 'Africa/Abidjan' },
            { RT_TIMEZONE: 'Europe/London' },
          ]) {
            const fresh = appFor(url, { ...settings, ...env });
            const [after, before] = [-1000, 1000].map((ms) =>
              new Date(Date.parse(instant) + ms).toISOString(),
            );
            const query = `{ ticketCount(filter: {
            subject: { eq: "an instant for ${as} by ${way}" }, dueAt: { after: "${after}", before: "${before}" }
          }) }`;
            expect([name, env, await dataOf(fresh, { query, as })]).toEqual([
              name,
              env,
              { ticketCount: 1 },
            ]);
            await fresh.close();
          }
        }
      },
    );

    test('a custom field with a time is UTC for everybody', async () => {
      const field = `{ ticket(id: ${tickets.fields}) { customField(name: "When") { dateTimeValue } } }`;
      for (const as of ['root', ...travellers.map(({ user }) => user)]) {
        const { ticket } = await dataOf(app, { query: field, as });
        expect(ticket.customField).toEqual({ dateTimeValue: '2024-03-10T12:00:00Z' });
      }
    });
  },
);
