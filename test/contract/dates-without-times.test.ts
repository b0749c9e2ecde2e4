import { describe, expect, test } from 'vitest';
import { namedZone, toInstant, toLocal } from '../../src/rt/dates/time-zone.js';
import { appFor, dataOf } from '../support/graphql/ask.js';
import { startRealRt } from '../support/real-rt/real-rt.js';
import { realRtAvailable } from '../support/real-rt/rt-install.js';
import { rawRt } from '../support/rest1/raw-rt.js';
import { testWorld } from '../support/world/world.js';

/** `$DateTimeFormat`s that print days only. */
const formats = [
  [5, "{ Format => 'ISO', Time => 0 }"],
  [5, "{ Format => 'LocalizedDateTime', DateFormat => 'date_format_short', Time => 0 }"],
  [4, "{ Format => 'DefaultFormat', Time => 0 }"],
] as const;

/** Callers whose zones have the same offset in winter and another one in summer, in the language of their own. */
const callers = {
  root: 'UTC',
  tzuser: 'America/New_York',
  french: 'Europe/Paris',
  tokyo: 'Africa/Lagos',
} as const;
const world = {
  ...testWorld,
  users: testWorld.users.map((user) => ({
    ...user,
    ...(user.name === 'tokyo' && { timezone: callers.tokyo }),
  })),
};

/** Early and late in the day, in both halves of the year, and where a day begins in one zone and not in the other. */
const instants = [
  ...['2027-07-01T10:20:00Z', '2027-06-30T22:00:00Z', '2027-06-30T23:00:00Z'],
  ...['2027-01-15T23:30:00Z', '2028-07-14T00:00:00Z', '2031-12-24T12:00:00Z'],
];

function startOfDay(instant: string, zone: string): string {
  const of = namedZone(zone);
  const day = { ...toLocal(Date.parse(instant), of), hour: 0, minute: 0, second: 0 };
  return new Date(toInstant(day, of)).toISOString().replace('.000', '');
}

describe.each(formats.filter(([version]) => realRtAvailable(version)))(
  'on RT %i with $DateTimeFormat %s',
  (version, format) => {
    test('each date is the start of its day in the caller’s zone', {
      timeout: 120_000,
    }, async () => {
      const rt = await startRealRt(version, world, [`Set($DateTimeFormat, ${format});`]);
      // REST 2.0 tells dates to the second, whatever RT prints.
      const app = appFor(rt.url, { RT_REST: '1' });
      try {
        const root = await rawRt(rt.url, 'root', 'password');
        const numbers: number[] = [];
        for (const instant of instants) {
          const Due = instant.slice(0, 19).replace('T', ' ');
          const content = `id: ticket/new\nQueue: General\nSubject: a day\nDue: ${Due}\n`;
          const { text } = await root.post('ticket/new', { content });
          numbers.push(Number(/^# Ticket (\d+) created/m.exec(text)?.[1]));
        }
        for (const [as, zone] of Object.entries(callers)) {
          const fields = numbers.map((id) => `t${id}: ticket(id: ${id}) { dueAt createdAt }`);
          const data = await dataOf(app, { query: `{ ${fields.join('\n')} }`, as });
          const due = numbers.map((id) => data[`t${id}`].dueAt);
          expect([as, due]).toEqual([as, instants.map((instant) => startOfDay(instant, zone))]);
          for (const id of numbers) {
            const age = Date.now() - Date.parse(data[`t${id}`].createdAt);
            expect(Math.abs(age)).toBeLessThan(26 * 3_600_000);
          }
          const page = await dataOf(app, {
            query: `{ tickets(query: "Subject = 'a day'") {
              nodes { number dueAt createdAt updatedAt } } }`,
            as,
          });
          expect(page.tickets.nodes.map((node: { dueAt: string }) => node.dueAt)).toEqual(due);
        }
      } finally {
        await app.close();
        await rt.stop();
      }
    });
  },
);
