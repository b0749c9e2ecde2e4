import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from '../../../src/schema/schema.js';
import { ownRows } from '../../support/backends/own-rows.js';
import { sharedBackends } from '../../support/backends/shared-backends.js';
import { type Answer, ask, codesOf } from '../../support/graphql/ask.js';
import { hasRest2 } from '../ways.js';
import { openDoors } from './doors.js';
import { type Fixture, makeFixture } from './fixture.js';
import { namedRows } from './named-rows.js';
import { objectRows } from './object-rows.js';
import type { ReadRow } from './read-row.js';
import { callers, callRt, type RtCaller, type Verdict } from './rights-in-rt.js';
import { searchRows } from './search-rows.js';
import { ticketRows } from './ticket-rows.js';

const rows: readonly ReadRow[] = [...ticketRows, ...searchRows, ...objectRows, ...namedRows];

test('every field of Query has a row in the table', () => {
  const fields = Object.keys(buildSchema().getQueryType()?.getFields() ?? {});
  const covered = new Set(rows.map(({ field }) => field));
  expect(fields.filter((field) => !covered.has(`Query.${field}`))).toEqual([]);
});

/** Our answer as a verdict: what was shown, or the one code that came instead. */
function verdictOf(answer: Answer, { ours }: ReadRow): Verdict {
  const { data, errors = [] } = answer;
  const root = data && Object.values(data)[0];
  if (root !== null && root !== undefined) {
    const shows = ours(data, answer);
    // A part of what is shown may be refused by itself.
    return shows === undefined && answer.errors ? (codesOf(answer)[0] as Verdict) : { shows };
  }
  const [code, ...others] = new Set(codesOf(answer));
  if (others.length > 0 || errors.length === 0) throw new Error(JSON.stringify(answer));
  // The verdicts are codes.
  return code as Verdict;
}

/** Where an answer has an empty text. */
function blanks(value: unknown, at = ''): readonly string[] {
  if (value === '') return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => blanks(inner, `${at}.${key}`));
}

describe.each(sharedBackends())('who may read what, on $name', (backend) => {
  const { url } = backend;
  const doors = openDoors(url);
  let fixture: Fixture;
  let rts: readonly RtCaller[];

  beforeAll(async () => {
    fixture = await makeFixture(url);
    rts = await Promise.all(callers.map((name) => callRt(url, name)));
  });
  afterAll(() => doors.close());

  test.each(ownRows(backend.name, rows))(
    '$field of $of is what RT shows each caller',
    async (row: ReadRow) => {
      const { query } = row;
      const variables = row.variables?.(fixture) ?? {};
      const table = await Promise.all(
        rts.map(async (rt) => {
          const [answer, rtSays] = await Promise.all([
            ask(doors.at(rt.name), { query, variables, as: rt.name }),
            row.rts(rt, fixture),
          ]);
          return { name: rt.name, answer, rtSays };
        }),
      );
      // REST 2.0 lets unprivileged users in, whom REST 1.0 turns away; these have no rights.
      const judged = table.filter(({ name }) => name !== 'selfserve' || !hasRest2(backend));
      const told = judged.map(({ name, answer }) => [name, verdictOf(answer, row)]);
      const expected = judged.map(({ name, rtSays }) => [name, rtSays]);
      expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));

      const by = Object.fromEntries(table.map((line) => [line.name, line]));
      expect(JSON.stringify(by['gone']?.rtSays)).toContain('UNAUTHENTICATED');
      expect(by['gone']?.answer.status).toBe(401);
      expect(JSON.stringify(by['selfserve']?.rtSays)).toContain('FORBIDDEN');
      const filled = new Set(blanks(by['root']?.answer.data));
      for (const { name, answer } of judged) {
        expect([name, blanks(answer.data).filter((at) => !filled.has(at))]).toEqual([name, []]);
      }
      for (const { name, answer, rtSays } of table) {
        const isLetIn = name === 'selfserve' && hasRest2(backend);
        if (isLetIn) {
          expect(JSON.stringify(answer.data ?? null)).not.toContain(fixture.mark);
          expect(['FORBIDDEN', 'NOT_FOUND']).toEqual(expect.arrayContaining([...codesOf(answer)]));
        }
        if ((rtSays !== 'NOT_FOUND' && !isLetIn) || !row.missing) continue;
        const missing = await ask(doors.at(name), {
          query,
          variables: { ...variables, ...row.missing },
          as: name,
        });
        expect([name, answer.errors]).toEqual([name, missing.errors]);
      }
    },
  );
});
